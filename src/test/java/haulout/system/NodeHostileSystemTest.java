// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A node under attack keeps serving an honest client, in bounded memory.
@EnabledOnOs(OS.LINUX) // because memory is read from /proc, and all of 127/8 is this computer
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NodeHostileSystemTest {
    private static final boolean LONG = Boolean.getBoolean("haulout.long");

    private static final int SHARDS = 10;
    private static final int CONNECTIONS = LONG ? 10_000 : 300;

    /// Of one address; the node allows 2048.
    private static final int CONNECTIONS_PER_ADDRESS = 2000;

    private static final int BLOBS = LONG ? 20 : 5;

    /// Resident memory: the heap's limit of 512 MB, 128 MB of code, classes and stacks, and with
    /// all 4096 connections taken 64 kB for each outside of the heap.
    private static final long MAX_BYTES = (LONG ? 896L : 640L) << 20;

    @TempDir private Path folder;

    private int repeats;

    @Test
    void honestClientsAreServedAndMemoryStaysBounded() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "memory is read from /proc");
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path home = folder.resolve("home");
        List<String> options =
                LONG ? List.of() : List.of("-Dio.netty.leakDetection.level=paranoid");
        List<String> command =
                NodeProcess.command(
                        home, ledger.file(), options, List.of("--lend", "1GB", "--plain-http"));
        try (NodeProcess node = NodeProcess.start(home, command);
                PlainClient client = PlainClient.of(node)) {
            ledger.enter(1, List.of(new NodeLedger.Member(node, 0, SHARDS)));
            client.awaitActive(SHARDS);
            long before = node.memoryBytes("VmRSS");
            HostileClient.Crowd crowd = new HostileClient.Crowd();
            List<WrittenBlob> blobs = new ArrayList<>();
            try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
                try {
                    SampleBlob victim = SampleBlob.of(SHARDS, 3000, 99);
                    ledger.registered(victim);
                    attack(attackers, node, victim, crowd);
                    while (crowd.connections().get() < CONNECTIONS) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                    writeHonestly(node, client, ledger, blobs);
                } finally {
                    crowd.stopped().set(true);
                    attackers.shutdownNow();
                }
            }
            for (WrittenBlob blob : blobs) {
                blob.verify(client, node.publicKey());
            }
            long most = node.memoryBytes("VmHWM");
            System.out.printf(
                    "NodeHostileSystemTest: %d hostile connections at a time, %d in all; %d blobs"
                            + " written, %d requests repeated; resident memory %d MB before, %d MB at"
                            + " most, %d MB after%n",
                    CONNECTIONS,
                    crowd.connections().get(),
                    blobs.size(),
                    repeats,
                    before >> 20,
                    most >> 20,
                    node.memoryBytes("VmRSS") >> 20);
            assertTrue(most < MAX_BYTES, (most >> 20) + " MB");
            assertTrue(node.isAlive());
            assertFalse(node.err().contains("ERROR"), node.err());
            assertFalse(node.err().contains("LEAK"), node.err());
        }
    }

    private static void attack(
            ExecutorService attackers,
            NodeProcess node,
            SampleBlob victim,
            HostileClient.Crowd crowd)
            throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(node.url().getHost(), node.url().getPort());
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] from = {127, 0, 1, (byte) (1 + i / CONNECTIONS_PER_ADDRESS)};
            HostileClient hostile =
                    new HostileClient(
                            address, InetAddress.getByAddress(from), victim.path(), crowd);
            int kind = i;
            attackers.submit(() -> {
                hostile.run(kind);
                return null;
            });
        }
    }

    private void writeHonestly(
            NodeProcess node, PlainClient client, NodeLedger ledger, List<WrittenBlob> blobs)
            throws Exception {
        for (int i = 0; i < BLOBS; i++) {
            SampleBlob sample = SampleBlob.of(SHARDS, 10_000 + i, i);
            ledger.registered(sample);
            WrittenBlob blob = new WrittenBlob(sample);
            blobs.add(blob);
            untilDone(() -> blob.putMetadata(client));
            for (int part = 0; part < sample.partCount(); part++) {
                int one = part;
                untilDone(() -> blob.putPart(client, one));
            }
            untilDone(() -> blob.verify(client, node.publicKey()));
            assertTrue(blob.isConfirmed());
        }
    }

    /// What a client does.
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /// A connection that was idle may have had to make room for another; nothing else is excused.
    private void untilDone(Step step) throws IOException, InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                step.run();
                return;
            } catch (IOException e) {
                if (!LONG || tries == 10) {
                    throw e;
                }
                repeats++;
            }
        }
    }
}
