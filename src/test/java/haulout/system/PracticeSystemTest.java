// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `haulout practice` as a process of its own, as users run it.
class PracticeSystemTest {
    private static final int NODES = 12;
    private static final int SHARDS = 100;

    /// A start takes seconds.
    private static final long PATIENCE_SECONDS = 120;

    /// So long a clean stop may take.
    private static final long STOP_SECONDS = 5;

    @TempDir Path temp;

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Project.launcher().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", temp.resolve("home").toString()));
        return command;
    }

    private Run run(String... arguments) throws Exception {
        return Run.of(temp, Map.of(), "", command(arguments));
    }

    private Run.Started start(Path descriptor, String... more) throws Exception {
        List<String> command = command("practice", "--plain-http", "--descriptor", "network.json");
        command.addAll(List.of(more));
        long begin = System.nanoTime();
        Run.Started started = Run.start(temp, Map.of(), "", command);
        while (!started.out().contains("practice network of 12 nodes")) {
            if (started.process().waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended too early: " + started.await());
            }
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                started.process().destroyForcibly();
                throw new AssertionError("it does not run: " + started.await());
            }
        }
        assertTrue(Files.exists(descriptor));
        System.out.printf(
                "practice network: running after %d ms, %s%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), memory(started));
        return started;
    }

    private static String memory(Run.Started started) throws IOException {
        Path status = Path.of("/proc", Long.toString(started.process().pid()), "status");
        if (!Files.exists(status)) {
            return "memory unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("")
                .replaceAll("\\s+", " ");
    }

    private static void stop(Run.Started started) throws Exception {
        long begin = System.nanoTime();
        started.process().destroy();
        Run run = started.await();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        System.out.println("practice network: stopped after " + millis + " ms");
        assertTrue(millis < TimeUnit.SECONDS.toMillis(STOP_SECONDS), millis + " ms");
    }

    private static boolean answers(HttpClient client, JsonNode node) throws Exception {
        URI health = URI.create(node.path("url").textValue() + "/v1/health");
        try {
            return client.send(
                                    HttpRequest.newBuilder(health).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void aNetworkOfTwelveStartsStopsAndComesBack() throws Exception {
        Path descriptor = temp.resolve("network.json");
        Run.Started first = start(descriptor, "--nodes", "" + NODES, "--shards", "" + SHARDS);
        JsonNode before = new ObjectMapper().readTree(descriptor.toFile());
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(NODES, before.path("nodes").size());
            assertEquals(SHARDS, before.path("nShards").intValue());
            for (JsonNode node : before.path("nodes")) {
                assertTrue(answers(client, node), node.toString());
            }
            Run stopped = run("neighbour", "stop", "3");
            assertEquals(new Run(0, "node 3 stopped\n", ""), stopped);
            assertFalse(answers(client, before.path("nodes").path(3)));
            assertEquals(0, run("neighbour", "start", "3").exit());
            assertTrue(answers(client, before.path("nodes").path(3)));
            assertEquals(0, run("neighbour", "wipe", "3").exit());
            assertTrue(answers(client, before.path("nodes").path(3)));
            Run wrong = run("neighbour", "stop", "12");
            assertEquals(1, wrong.exit());
            assertTrue(wrong.err().contains("no 12"), wrong.err());
        }
        stop(first);
        assertFalse(Files.exists(descriptor));
        assertEquals(1, run("neighbour", "stop", "3").exit());
        Run.Started second = start(descriptor);
        JsonNode after = new ObjectMapper().readTree(descriptor.toFile());
        for (int i = 0; i < NODES; i++) {
            assertEquals(
                    before.path("nodes").path(i).path("nodeId"),
                    after.path("nodes").path(i).path("nodeId"));
        }
        stop(second);
    }
}
