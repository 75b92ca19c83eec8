// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.client.Traffic;
import haulout.client.transfer.BlobTransfers;
import haulout.core.AccountAddress;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.redstuff.TemporaryFile;
import haulout.testing.HandTimer;
import haulout.testing.TestSeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CustomTest {
    private static final int NODES = 4;
    private static final int SHARDS = 13;

    @TempDir Path temp;

    private static List<BlobRow> custom(EmbeddedLedger ledger) {
        return ledger.read(view ->
                view.blobs().values().stream()
                        .filter(row -> row.attributes().entries().containsKey(Custom.LABEL))
                        .toList());
    }

    @Test
    void neighboursStoreSmallFilesThatAreKnownAsCustomAndReadThemAgain() throws Exception {
        Random random = TestSeed.random("CustomTest", 3);
        PracticeSetup setup =
                new PracticeSetup(
                        temp.resolve("home"),
                        OptionalInt.of(NODES),
                        OptionalInt.of(SHARDS),
                        Optional.of(Duration.ofDays(1)),
                        true,
                        Optional.empty(),
                        1L << 30,
                        1);
        AtomicInteger asked = new AtomicInteger();
        try (PracticeNetwork network = PracticeNetwork.open(setup, Instant::now);
                HandTimer timer = new HandTimer(0)) {
            EmbeddedLedger ledger = network.ledger();
            CurrentPeers peers =
                    new CurrentPeers(
                            ledger,
                            new PeerClients(
                                    network.host().transport(),
                                    PeerClients.Scheme.PLAIN_HTTP,
                                    ledger.rules().encoding(),
                                    ClientLimits.forClients().once(),
                                    Traffic.UNLIMITED,
                                    Pause.real(),
                                    random));
            BlobTransfers.Setup parts =
                    new BlobTransfers.Setup(
                            () -> {
                                asked.incrementAndGet();
                                return peers.get();
                            },
                            network.host().kernels(),
                            network.host().background(),
                            Pause.real(),
                            random,
                            TemporaryFile.folder(),
                            fault -> {});
            AccountAddress neighbour =
                    ledger.read(view -> view.nodes().lastEntry().getValue().owner());
            long before = ledger.read(view -> view.balance(neighbour));
            try (BlobTransfers transfers = new BlobTransfers(parts, 1, 1, 1);
                    Custom _ =
                            Custom.start(
                                    ledger,
                                    neighbour,
                                    transfers,
                                    network.host().background(),
                                    timer,
                                    random)) {
                assertEquals(1, timer.planned());
                // ticks while something is done are skipped
                PracticeNetworkTest.await(
                        "two files and a read",
                        () -> {
                            timer.next(0);
                            return isAllSeen(ledger, asked);
                        });
                PracticeNetworkTest.await(
                        "certified",
                        () ->
                                custom(ledger).size() > 1
                                        && custom(ledger).stream()
                                                .allMatch(row -> row.term().isCertified()));
            }
            for (BlobRow row : custom(ledger)) {
                assertEquals(neighbour, row.owner());
                assertEquals(Custom.VALUE, row.attributes().entries().get(Custom.LABEL));
                assertTrue(row.term().isDeletable() && row.blobBytes() < 60_000);
            }
            // the faucet pays, not the neighbour's operator
            long after = ledger.read(view -> view.balance(neighbour));
            assertEquals(before, after);
        }
    }

    /// Whether there were at least two files, and reads besides.
    private static boolean isAllSeen(EmbeddedLedger ledger, AtomicInteger asked) {
        int files = custom(ledger).size();
        return files > 1 && asked.get() > files + 1;
    }
}
