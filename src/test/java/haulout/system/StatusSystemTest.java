// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `haulout status` says what the running core says, and a pulled drive is known within seconds.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StatusSystemTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PULLED_SECONDS = 10;

    @TempDir private Path folder;

    private Run status(Path home, String... more) throws IOException, InterruptedException {
        Path root = Project.root();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + root.resolve("app/jvm.args"),
                                "-Dhaulout.terminal=false",
                                "-jar",
                                root.resolve("app/target/haulout-app.jar").toString(),
                                "status",
                                "--home",
                                home.toString()));
        command.addAll(List.of(more));
        return Run.of(folder, Map.of(), "", command);
    }

    private static JsonNode proof(JsonNode status, String name) {
        for (JsonNode proof : status.path("proofs")) {
            if (proof.path("proof").asText().equals(name)) {
                return proof;
            }
        }
        throw new AssertionError(name + " of " + status);
    }

    private JsonNode awaitStanding(Path home, String standing) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        JsonNode last = JSON.createObjectNode();
        while (System.nanoTime() - end < 0) {
            last = JSON.readTree(status(home, "--json").out());
            if (last.path("standing").asText().equals(standing)) {
                return last;
            }
        }
        throw new AssertionError("never " + standing + ": " + last);
    }

    @Test
    void theStatusFollowsTheNodesDriveAndNeedsTheToken() throws Exception {
        Path home = folder.resolve("home");
        Run none = status(home);
        assertEquals(1, none.exit());
        assertTrue(none.err().contains("no core runs"), none.err());
        Run document = status(home, "--json");
        assertEquals(1, document.exit(), "the same with and without a document");
        assertEquals("stopped", JSON.readTree(document.out()).path("standing").asText());
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), 10);
        try (NodeProcess node = NodeProcess.start(home, ledger.file(), "--plain-http")) {
            ledger.enter(1, List.of(new NodeLedger.Member(node, 0, 10)));
            JsonNode well = awaitStanding(home, "healthy");
            assertEquals("passed", proof(well, "drive_write").path("outcome").asText());
            Set<String> rules = new HashSet<>();
            well.path("rules").forEach(rule -> rules.add(rule.path("rule").asText()));
            assertTrue(rules.size() >= 17, rules.toString());
            Run people = status(home);
            assertEquals(0, people.exit(), people.err());
            assertTrue(people.out().startsWith("Your node is healthy"), people.out());
            guarded(home);
            Path marker = home.resolve("store/haulout-drive.json");
            Path aside = folder.resolve("marker");
            Files.move(marker, aside);
            long begin = System.nanoTime();
            JsonNode pulled = awaitStanding(home, "at_risk");
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            System.out.println("StatusSystemTest: known after " + seconds + " s");
            assertTrue(seconds <= PULLED_SECONDS, seconds + " s");
            assertTrue(pulled.path("sentence").asText().contains("is not there"));
            assertFalse(Files.exists(marker), "an empty place stays empty");
            Files.move(aside, marker);
            awaitStanding(home, "healthy");
        }
        assertEquals(
                "stopped", JSON.readTree(status(home, "--json").out()).path("standing").asText());
    }

    private static void guarded(Path home) throws IOException, InterruptedException {
        JsonNode core = JSON.readTree(home.resolve("control/core.json").toFile());
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(Path.of(core.path("tokenFile").asText())));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(core.path("url").asText() + "/v1/status"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(401, answer.statusCode());
        }
    }
}
