// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.BlobId;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Files from one byte to a gibibyte, stored and read by commands in a network of a thousand
/// shards, while as many shards are away as may be, and one node more. Takes minutes and 15 GB of
/// disk.
@EnabledIfSystemProperty(named = "haulout.long", matches = "true")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PracticeSizesSystemTest {
    private static final int SHARDS = 1000;
    private static final int MAX_FAULTY = 333;
    private static final int READ_NEEDS = 334;

    /// `-Dhaulout.largest=BYTES` leaves larger files out, for a try in a minute.
    private static final int LARGEST = Integer.getInteger("haulout.largest", 1 << 30);

    private static final int[] SIZES = upTo(1, 2, 1000, 1_000_000, 100_000_000, 1 << 30);

    @TempDir Path temp;

    private final Random random = new Random(41);
    private final Map<BlobId, Path> files = new LinkedHashMap<>();

    private static int[] upTo(int... sizes) {
        return IntStream.of(sizes).filter(size -> size <= LARGEST).toArray();
    }

    private Path file(String name, int bytes) throws Exception {
        Path file = temp.resolve(name);
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = bytes; left > 0; left -= Math.min(left, piece.length)) {
                random.nextBytes(piece);
                out.write(piece, 0, Math.min(left, piece.length));
            }
        }
        return file;
    }

    private BlobId store(PracticeProcess network, Path file) throws Exception {
        long begin = System.nanoTime();
        Run run = network.run("store", file.toString(), "--json");
        assertEquals(0, run.exit(), run.toString());
        say("stored", Files.size(file), begin);
        BlobId id = BlobId.parse(new ObjectMapper().readTree(run.out()).path("blobId").textValue());
        files.put(id, file);
        return id;
    }

    private static Run read(PracticeProcess network, BlobId blobId, Path to) throws Exception {
        // behind the dashes, because a blob ID may begin with one
        return network.run("read", "--out", to.toString(), "--", blobId.toString());
    }

    private static void say(String what, long bytes, long begin) {
        System.out.printf(
                "%s %d bytes in %.1f s%n", what, bytes, (System.nanoTime() - begin) / 1e9);
    }

    private void assertAllComeBack(PracticeProcess network) throws Exception {
        for (Map.Entry<BlobId, Path> each : files.entrySet()) {
            Path copy = temp.resolve("copy");
            long begin = System.nanoTime();
            Run run = read(network, each.getKey(), copy);
            assertEquals(0, run.exit(), run.toString());
            say("read", Files.size(copy), begin);
            assertEquals(-1, Files.mismatch(each.getValue(), copy), each.toString());
            Files.delete(copy);
        }
    }

    private void assertNothingHalfWritten() throws Exception {
        assertFalse(Files.exists(temp.resolve("none")));
        try (var left = Files.list(temp)) {
            assertTrue(
                    left.noneMatch(path -> path.getFileName().toString().startsWith(".haulout")));
        }
    }

    /// Stops others than these, as many as leave enough shards for reading.
    private static void stopOthers(PracticeProcess network, List<Integer> kept) throws Exception {
        int answering = SHARDS;
        for (JsonNode node : network.ask("/v1/nodes")) {
            int place = node.path("index").intValue();
            int weight = node.path("shards").size();
            if (!kept.contains(place) && answering - weight >= READ_NEEDS) {
                network.order("/v1/nodes/" + place + "/stop");
                answering -= weight;
            }
        }
    }

    @Test
    void everySizeComesBackWithoutTheShardsThatMayBeAway() throws Exception {
        try (PracticeProcess network = PracticeProcess.start(temp, SHARDS)) {
            for (int size : SIZES) {
                store(network, file("before" + size, size));
            }
            List<Integer> away = network.stopUpTo(MAX_FAULTY);
            assertAllComeBack(network);
            for (int size : upTo(1, 1_000_000, 100_000_000)) {
                store(network, file("meanwhile" + size, size));
            }

            int next = 0;
            while (away.contains(next)) {
                next++;
            }
            network.order("/v1/nodes/" + next + "/stop");
            Run refused = network.run("store", file("refused", 500).toString());
            assertEquals(1, refused.exit(), refused.toString());
            assertTrue(
                    refused.err()
                            .matches(
                                    "(?s).*nodes with [5-6]\\d\\d shards answered, 667 of 1000 are"
                                            + " needed.*"),
                    refused.err());
            network.startAll();
            network.stopUpTo(SHARDS - READ_NEEDS + 1);
            BlobId large = files.keySet().stream().skip(SIZES.length - 1).findFirst().orElseThrow();
            Run lost = read(network, large, temp.resolve("none"));
            assertEquals(1, lost.exit(), lost.toString());
            assertTrue(
                    lost.err().matches("(?s).*\\b[23]\\d\\d shards answered, 334 needed.*"),
                    lost.err());
            assertNothingHalfWritten();

            network.startAll();
            long begin = System.nanoTime();
            for (BlobId blobId : files.keySet()) {
                network.await("all slivers of " + blobId, () -> network.holdsAll(blobId));
            }
            say("repaired what was stored, at most of", LARGEST, begin);
            // so that what is read must come from those that were away
            stopOthers(network, away);
            assertAllComeBack(network);
        }
    }
}
