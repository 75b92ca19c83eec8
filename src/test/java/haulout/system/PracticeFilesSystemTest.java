// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.BlobId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that go into a practice network and come back, while parts of it vanish: everything in
/// processes of their own, as users run them.
@Timeout(600)
class PracticeFilesSystemTest {
    /// Long profile: the largest file of a network of a hundred shards.
    private static final boolean LONG = Boolean.getBoolean("haulout.long");

    private static final int LARGE_BYTES = LONG ? 149_000_000 : 3_000_000;
    private static final int MAX_FAULTY = 33;

    @TempDir Path temp;

    private final Random random = new Random(4);

    private Path file(int bytes) throws Exception {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return Files.write(temp.resolve("file" + bytes), content);
    }

    private static BlobId store(PracticeProcess network, Path file) throws Exception {
        Run run = network.run("store", file.toString(), "--json");
        assertEquals(0, run.exit(), run.toString());
        return BlobId.parse(new ObjectMapper().readTree(run.out()).path("blobId").textValue());
    }

    private void assertComesBack(PracticeProcess network, BlobId blobId, Path file)
            throws Exception {
        Path copy = temp.resolve("copy" + random.nextLong());
        Run run = network.run("read", blobId.toString(), "--out", copy.toString());
        assertEquals(0, run.exit(), run.toString());
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
        Files.delete(copy);
    }

    @Test
    void filesComeBackWhileNodesAreAwayAndTheNodesMendThemselves() throws Exception {
        try (PracticeProcess network = PracticeProcess.start(temp)) {
            Path small = file(1);
            Path large = file(LARGE_BYTES);
            BlobId smallId = store(network, small);
            BlobId largeId = store(network, large);
            List<Integer> away = network.stopUpTo(MAX_FAULTY);
            assertComesBack(network, largeId, large);
            Path meanwhile = file(100_000);
            BlobId meanwhileId = store(network, meanwhile);

            // one more, and nothing can be certified
            int next = away.contains(11) ? 10 : 11;
            network.order("/v1/nodes/" + next + "/stop");
            Run refused = network.run("store", file(500).toString());
            assertEquals(1, refused.exit());
            assertTrue(
                    refused.err()
                            .matches(
                                    "(?s).*nodes with (58|59) shards answered, 67 of 100 are needed.*"),
                    refused.err());
            // until too few are left to read
            network.startAll();
            network.stopUpTo(100 - 30);
            Path none = temp.resolve("none");
            Run lost = network.run("read", largeId.toString(), "--out", none.toString());
            assertEquals(1, lost.exit());
            assertTrue(
                    lost.err().matches("(?s).*(3[0-3]) shards answered, 34 needed.*"), lost.err());
            assertFalse(Files.exists(none));
            try (var left = Files.list(temp)) {
                assertTrue(
                        left.noneMatch(
                                path -> path.getFileName().toString().startsWith(".haulout")));
            }

            network.startAll();
            for (BlobId blobId : List.of(smallId, largeId, meanwhileId)) {
                network.await("all slivers of " + blobId, () -> network.holdsAll(blobId));
            }
            assertComesBack(network, meanwhileId, meanwhile);
        }
    }

    @Test
    void aNetworkThatIsKilledGoesOnWhereItWas() throws Exception {
        Path file = file(200_000);
        Path large = file(12_000_000);
        BlobId blobId;
        try (PracticeProcess network = PracticeProcess.start(temp)) {
            blobId = store(network, file);
            long used = network.ask("/v1/ledger/epoch").path("usedBytes").longValue();
            Run.Started storing = network.begin("store", large.toString());
            network.await(
                    "the large file is registered",
                    () -> network.ask("/v1/ledger/epoch").path("usedBytes").longValue() > used);
            network.kill();
            Run cut = storing.await();
            assertEquals(1, cut.exit(), cut.toString());
            assertFalse(cut.err().contains("at haulout."), cut.err());
        }
        BlobId largeId;
        try (PracticeProcess network = PracticeProcess.start(temp)) {
            assertComesBack(network, blobId, file);
            largeId = store(network, large);
            assertEquals(1, network.ask("/v1/ledger/epoch").path("epoch").intValue());
            network.order("/v1/ledger/next-epoch");
            network.kill(); // while shards are reported
        }
        try (PracticeProcess network = PracticeProcess.start(temp)) {
            network.await(
                    "epoch 2 runs",
                    () -> {
                        var epoch = network.ask("/v1/ledger/epoch");
                        return epoch.path("epoch").intValue() == 2
                                && !epoch.path("phase").asText().equals("SYNCING");
                    });
            network.await("all slivers", () -> network.holdsAll(largeId));
            assertComesBack(network, largeId, large);
        }
    }
}
