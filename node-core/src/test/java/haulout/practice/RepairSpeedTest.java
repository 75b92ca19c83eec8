// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.network.BlobPlace;
import haulout.network.NeighbourView;
import haulout.network.RepairView;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferListener;
import haulout.testing.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node that was wiped rebuilds what it had, and says how far it is.
@Timeout(600)
class RepairSpeedTest {
    private static final int BYTES = Boolean.getBoolean("haulout.long") ? 120_000_000 : 3_000_000;

    @TempDir Path temp;

    @Test
    void aWipedNodeRebuildsALargeFileAndSaysHowFarItIs() throws Exception {
        byte[] bytes = new byte[BYTES];
        TestSeed.random("RepairSpeedTest", 4).nextBytes(bytes);
        Path file = Files.write(temp.resolve("file"), bytes);
        PracticeSetup setup =
                new PracticeSetup(
                        temp.resolve("home"),
                        OptionalInt.of(12),
                        OptionalInt.of(100),
                        Optional.of(Duration.ofDays(1)),
                        false,
                        Optional.empty(),
                        2L << 30,
                        2);
        try (PracticeNetwork network = PracticeNetwork.open(setup, Instant::now)) {
            StoredBlob stored =
                    network.files()
                            .store(file, new StoreTerms(1, false, Map.of()), TransferListener.NONE);
            PracticeNetworkTest.await("stored by all", () -> isEverywhere(network, stored));
            long slivers = network.neighbourhood().neighbours().get(3).storedSlivers();
            long began = System.nanoTime();
            network.neighbourhood().wipe(3);
            long[] most = new long[1];
            PracticeNetworkTest.await(
                    "rebuilt",
                    () -> {
                        NeighbourView node = network.neighbourhood().neighbours().get(3);
                        node.repair()
                                .map(RepairView::sliversLeft)
                                .ifPresent(left -> most[0] = Math.max(most[0], left));
                        return node.state() == NeighbourView.State.RUNNING
                                && isEverywhere(network, stored);
                    });
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.println(
                    "rebuilt %d records of a file of %d bytes in %.2f s, %.1f a second"
                            .formatted(slivers, BYTES, seconds, slivers / seconds));
            assertTrue(most[0] > 0 && most[0] < slivers, most[0] + " of " + slivers);
        }
    }

    private static boolean isEverywhere(PracticeNetwork network, StoredBlob stored)
            throws Exception {
        return network.files().places(stored.blobId()).stream()
                .allMatch(place -> place.holding() == BlobPlace.Holding.ALL);
    }
}
