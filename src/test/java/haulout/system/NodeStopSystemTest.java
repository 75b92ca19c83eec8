// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// How a node stops, and that a data directory has one process.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NodeStopSystemTest {
    private static final int SHARDS = 10;
    private static final int WRITERS = 8;
    private static final int BLOBS = 60;
    private static final int BLOB_BYTES = 20_000;

    /// Exit code of a process that SIGTERM ended.
    private static final int TERMINATED = 143;

    /// So long a stop may take.
    private static final long STOP_MILLIS = 5000;

    @TempDir private Path folder;

    @Test
    void aStopUnderLoadIsQuickAndLosesNothing() throws Exception {
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path home = folder.resolve("home");
        List<WrittenBlob> blobs = blobs(ledger);
        try (NodeProcess node = NodeProcess.start(home, ledger.file(), "--plain-http");
                PlainClient client = PlainClient.of(node)) {
            ledger.enter(1, List.of(new NodeLedger.Member(node, 0, SHARDS)));
            client.awaitActive(SHARDS);
            ConcurrentLinkedQueue<WrittenBlob> queue = new ConcurrentLinkedQueue<>(blobs);
            try (ExecutorService clients = Executors.newCachedThreadPool()) {
                for (int i = 0; i < WRITERS; i++) {
                    clients.submit(() -> write(queue, client));
                }
                while (acknowledged(blobs) < 10 * WRITERS) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                long begin = System.nanoTime();
                assertEquals(TERMINATED, node.terminate(), node.err());
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                System.out.println("NodeStopSystemTest: stopped in " + millis + " ms");
                assertTrue(millis < STOP_MILLIS, "stopped in " + millis + " ms");
                queue.clear();
            }
            assertTrue(blobs.stream().anyMatch(blob -> !blob.isComplete()), "no load was left");
            assertTrue(Files.notExists(home.resolve("control/node.json")));
            assertEquals("", withoutWarnings(node.err()));
        }
        try (NodeProcess node = NodeProcess.start(home, ledger.file(), "--plain-http");
                PlainClient client = PlainClient.of(node)) {
            client.awaitActive(SHARDS);
            System.out.printf(
                    "NodeStopSystemTest: served again %d ms after its start, with %d pieces%n",
                    node.startMillis(), acknowledged(blobs));
            for (WrittenBlob blob : blobs) {
                blob.verify(client, node.publicKey());
            }
        }
    }

    private List<WrittenBlob> blobs(NodeLedger ledger) throws IOException {
        List<WrittenBlob> blobs = new ArrayList<>();
        for (int i = 0; i < BLOBS; i++) {
            SampleBlob blob = SampleBlob.of(SHARDS, BLOB_BYTES + i, i);
            ledger.registered(blob);
            blobs.add(new WrittenBlob(blob));
        }
        return blobs;
    }

    private static int acknowledged(List<WrittenBlob> blobs) {
        return blobs.stream().mapToInt(WrittenBlob::acknowledgedCount).sum();
    }

    private static boolean write(ConcurrentLinkedQueue<WrittenBlob> queue, PlainClient client)
            throws InterruptedException {
        try {
            for (WrittenBlob blob = queue.poll(); blob != null; blob = queue.poll()) {
                blob.putMetadata(client);
                for (int part = 0; part < blob.blob().partCount(); part++) {
                    blob.putPart(client, part);
                }
            }
            return true;
        } catch (IOException | AssertionError stopped) {
            return false; // because the node stops: connections end, or it says so
        }
    }

    private static String withoutWarnings(String err) {
        return err.replaceAll("WARNING: Using incubator modules.*\n", "");
    }

    @Test
    void aSecondProcessIsRefusedInOneSentence() throws Exception {
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path home = folder.resolve("home");
        try (NodeProcess node = NodeProcess.start(home, ledger.file())) {
            Run second =
                    Run.of(
                            folder,
                            Map.of(),
                            "",
                            NodeProcess.command(home, ledger.file(), List.of(), List.of()));
            assertEquals(
                    new Run(1, "", "haulout: another Haulout uses " + home + "; stop it first\n"),
                    second);
            assertTrue(node.isAlive());
        }
    }
}
