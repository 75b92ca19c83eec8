// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The official client, as npm has it, against a network of nodes in processes of their own.
///
/// Needs Node.js 20 and npm, and the network when its packages were never fetched.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OfficialClientSystemTest {
    /// Long profile: `-Dhaulout.long=true`, a network in which that client asks more than one node
    /// for metadata.
    private static final boolean LONG = Boolean.getBoolean("haulout.long");

    private static final int NODES = LONG ? 12 : 4;
    private static final int SHARDS = LONG ? 100 : 13;

    private static final Path SOURCES = Project.root().resolve("src/test/sdk");
    private static final Path PACKAGES = Project.root().resolve("installer/target/official-client");

    private static final int LEAST_NODE_JS = 20;
    private static final int FETCH_MINUTES = 3;

    @TempDir private Path folder;

    private final List<NodeProcess> nodes = new ArrayList<>();

    @BeforeAll
    static void fetchTheClient() throws IOException, InterruptedException {
        int version = nodeJsVersion();
        assumeTrue(version >= LEAST_NODE_JS, "Node.js 20 or newer is not here");
        Files.createDirectories(PACKAGES);
        for (String name : List.of("package.json", "package-lock.json", "official-client.mjs")) {
            Files.copy(
                    SOURCES.resolve(name),
                    PACKAGES.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(PACKAGES.resolve("node_modules/.package-lock.json"))) {
            assumeTrue(
                    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"),
                    "npm is not here or could not fetch the client");
        }
    }

    private static int nodeJsVersion() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            String version =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            process.waitFor();
            return Integer.parseInt(version.replaceFirst("v([0-9]+).*\\s*", "$1"));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(PACKAGES.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(PACKAGES.resolve("npm.log").toFile())
                            .start();
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stopTheNodes() {
        nodes.forEach(NodeProcess::close);
    }

    @Test
    void theOfficialClientWritesAndReads() throws Exception {
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path descriptor = startTheNetwork(ledger);
        List<String> steps =
                run(
                        descriptor,
                        () -> {
                            nodes.getFirst().kill();
                            return 1;
                        });
        assertEquals("read and written with 1 of " + NODES + " nodes away", steps.getLast());
    }

    @Test
    void theOfficialClientUsesAPracticeNetwork() throws Exception {
        try (PracticeProcess network = PracticeProcess.start(folder)) {
            List<String> steps = run(network.descriptorFile(), () -> network.stopUpTo(33).size());
            assertEquals("read and written with 4 of 12 nodes away", steps.getLast());
        }
    }

    /// Runs the client.
    ///
    /// @param takeAway takes nodes away, and says how many
    /// @return what it said
    private List<String> run(Path descriptor, Callable<Integer> takeAway) throws Exception {
        Process client =
                new ProcessBuilder(
                                "node",
                                PACKAGES.resolve("official-client.mjs").toString(),
                                descriptor.toString())
                        .redirectError(folder.resolve("client.err").toFile())
                        .start();
        List<String> steps = new ArrayList<>();
        try (BufferedReader out = client.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("away?")) {
                    client.outputWriter().append(takeAway.call() + "\n").flush();
                } else {
                    steps.add(line);
                    System.out.println("OfficialClientSystemTest: " + line);
                }
            }
            assertEquals(0, client.waitFor(), Files.readString(folder.resolve("client.err")));
        } finally {
            client.destroyForcibly();
        }
        return steps;
    }

    /// The first node has as many shards as may be away.
    private Path startTheNetwork(NodeLedger ledger) throws Exception {
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeProcess.start(folder.resolve("node" + i), ledger.file(), "--plain-http"));
        }
        List<NodeLedger.Member> members = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < NODES; i++) {
            int left = NODES - i;
            int count = (SHARDS - first + left - 1) / left;
            members.add(new NodeLedger.Member(nodes.get(i), first, count));
            first += count;
        }
        ledger.enter(1, members);
        ObjectNode descriptor = new ObjectMapper().createObjectNode();
        descriptor.put("shards", SHARDS).put("ledger", ledger.file().toString());
        ArrayNode list = descriptor.putArray("nodes");
        for (NodeLedger.Member member : members) {
            ObjectNode entry = list.addObject();
            entry.put("nodeId", member.node().nodeId());
            entry.put("address", member.node().address());
            entry.put("publicKey", member.node().publicKeyHex());
            ArrayNode shards = entry.putArray("shards");
            IntStream.range(member.first(), member.first() + member.count()).forEach(shards::add);
            try (PlainClient client = PlainClient.of(member.node())) {
                client.awaitActive(member.count());
            }
        }
        return Files.writeString(folder.resolve("network.json"), descriptor.toString());
    }
}
