// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.file.SimulatedFiles;
import haulout.store.segment.NumberedRecords;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// That a round of the scrub reads everything, finds every damage and goes on after a restart.
class ScrubTest {
    private final Random random = TestSeed.random("ScrubTest", 20260803);
    private final SimulatedFiles files = new SimulatedFiles(512);

    private ShieldedStore open(
            haulout.store.segment.SegmentConfig config, ShieldMode mode, int drives)
            throws Exception {
        ShieldedStore it = new ShieldedStore(files, Path.of("/"), config);
        it.mark(drives);
        return it.open(mode, drives);
    }

    private Map<Path, byte[]> snapshot(String... endings) throws IOException {
        Map<Path, byte[]> all = new HashMap<>();
        for (Path path : files.paths()) {
            for (String ending : endings) {
                if (path.toString().endsWith(ending)) {
                    all.put(path, files.bytes(path));
                }
            }
        }
        return all;
    }

    @Test
    void everyFlippedBitIsFoundAndMendedInOneRound() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.STRONG, 2);
        it.fill(20, 900, random);
        it.protect();
        Map<Path, byte[]> before = snapshot(".seg", ".p3");
        before.remove(it.segment(21)); // the open one
        List<Path> paths = List.copyOf(before.keySet());
        int rounds = Boolean.getBoolean("haulout.long") ? 400 : 20;
        for (int round = 0; round < rounds; round++) {
            Set<String> places = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                Path path = paths.get(random.nextInt(paths.size()));
                // one in each stripe at most, and three in each segment with its parity
                String segment = path.getFileName().toString().replaceAll("^.*-|\\..*$", "");
                String slot = segment + "/" + random.nextInt(3);
                if (places.add(slot)) {
                    it.flip(path, random.nextInt(before.get(path).length), random.nextInt(8));
                }
            }
            long found = it.shield.figures().damagedBlocks();
            it.scrubOnce();
            assertTrue(it.shield.figures().damagedBlocks() > found);
            it.protect(); // a table of which both copies were hit
            for (Path path : paths) {
                assertArrayEquals(before.get(path), files.bytes(path), path::toString);
            }
        }
        assertEquals(0, it.shield.figures().lostRecords());
        it.checkAll();
    }

    @Test
    void everyByteOfASegmentAndItsParityIsLookedAt() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(1, 900, random);
        it.protect();
        Map<Path, byte[]> before = snapshot(".seg", ".p1");
        before.remove(it.segment(2));
        assertEquals(2, before.size());
        for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
            byte[] bytes = entry.getValue();
            int step = Boolean.getBoolean("haulout.long") ? 1 : 7;
            for (int at = random.nextInt(step); at < bytes.length; at += step) {
                it.flip(entry.getKey(), at, random.nextInt(8));
                long found = it.shield.figures().damagedBlocks();
                it.scrubOnce();
                assertEquals(found + 1, it.shield.figures().damagedBlocks(), "byte " + at);
                assertArrayEquals(bytes, files.bytes(entry.getKey()), "byte " + at);
            }
        }
        it.checkAll();
    }

    @Test
    void withoutParityDamagedRecordsAreMarkedLostAlsoInTheOpenSegment() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.OFF, 1);
        it.fill(3, 900, random);
        int last = it.stored.size() - 1;
        assertEquals(4, NumberedRecords.segment(it.store, last));
        Set<Integer> hit = Set.of(0, last / 2, last);
        for (int number : hit) {
            int segment = NumberedRecords.segment(it.store, number);
            // the header of one, so that no list of records has it any more
            long shift = number == last ? -100 : 0;
            long at = NumberedRecords.payloadPosition(it.store, number) + shift;
            it.flip(it.segment(segment), Math.max(at, 64), 4);
        }
        it.scrubOnce();
        assertEquals(3, it.access.lost(10).size());
        assertEquals(3, it.shield.figures().lostRecords());
        for (int number : it.stored.keySet()) {
            byte[] found = NumberedRecords.read(it.store, number);
            if (hit.contains(number)) {
                assertNull(found);
            } else {
                assertArrayEquals(it.stored.get(number), found);
            }
        }
    }

    private static long total(ShieldedStore it) throws Exception {
        long total = 0;
        for (Sealed segment : it.access.all(it.lent(1).id())) {
            total += segment.byteCount();
        }
        return total;
    }

    // steps until a round ends; returns what was read
    private static long round(Scrub scrub) throws Exception {
        long bytes = 0;
        while (true) {
            Scrub.Step step = scrub.step(1);
            bytes += step.checkedBytes();
            assertFalse(step.isIdle());
            if (step.endedRound()) {
                return bytes;
            }
        }
    }

    @Test
    void itGoesOnAfterARestart() throws Exception {
        ShieldedStore it = open(ShieldedStore.LARGE, ShieldMode.STRONG, 1);
        it.fill(4, 100_000, random);
        it.protect();
        long all;
        try (Scrub scrub = it.scrub()) {
            all = round(scrub);
        }
        assertTrue(all >= total(it), all + " bytes");
        long parts = 0;
        boolean ended = false;
        int restarts = 0;
        while (!ended) {
            try (Scrub scrub = it.scrub()) {
                Scrub.Step step = scrub.step(3_000_000);
                parts += step.checkedBytes();
                ended = step.endedRound();
            }
            it.close();
            it.open(ShieldMode.STRONG, 1);
            restarts++;
        }
        assertTrue(restarts > 5, restarts + " restarts");
        // an open segment, if there is one, is read from its beginning each time
        assertTrue(parts < all + (5L << 20), parts + " bytes instead of " + all);
    }

    @Test
    void aKillCostsOneSegmentAtMost() throws Exception {
        ShieldedStore it = open(ShieldedStore.LARGE, ShieldMode.STRONG, 1);
        it.fill(3, 100_000, random);
        it.protect();
        Scrub killed = it.scrub();
        long before = 0;
        while (before < 8 << 20) { // into the second segment
            before += killed.step(1).checkedBytes();
        }
        it.close();
        it.open(ShieldMode.STRONG, 1);
        try (Scrub scrub = it.scrub()) {
            long after = round(scrub);
            long all = round(scrub);
            assertTrue(before + after >= all);
            assertTrue(before + after < all + (7L << 20), before + " and " + after);
        }
    }

    @Test
    void progressAndTheLastFullCheckAreKept() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(3, 900, random);
        it.protect();
        try (Scrub scrub = it.scrub()) {
            assertEquals(Optional.empty(), scrub.progress().lastFullCheck());
            scrub.step(1);
            assertTrue(scrub.progress().checkedBytes() > 0);
            assertEquals(total(it), scrub.progress().totalBytes());
        }
        it.scrubOnce();
        Instant then = it.now.get();
        it.now.updateAndGet(instant -> instant.plus(Duration.ofDays(40)));
        try (Scrub scrub = it.scrub()) {
            Instant full = scrub.progress().lastFullCheck().orElseThrow();
            assertTrue(Duration.between(full, then).toSeconds() <= 1);
        }
    }

    @Test
    void aRoundTakesFourFifthsOfTheTimeAndHurriesWhenItIsLate() throws Exception {
        ShieldedStore it = open(ShieldedStore.LARGE, ShieldMode.OFF, 1);
        it.fill(2, 100_000, random);
        Instant begin = it.now.get();
        try (Scrub scrub = it.scrub()) {
            Duration waited = Duration.ZERO;
            while (true) {
                Scrub.Step step = scrub.step(1);
                if (step.endedRound()) {
                    break;
                }
                Duration pause = scrub.pauseAfter(step.checkedBytes());
                assertTrue(pause.compareTo(Duration.ofMinutes(10)) <= 0);
                waited = waited.plus(pause);
                it.now.updateAndGet(instant -> instant.plus(pause));
            }
            assertTrue(waited.compareTo(Duration.ofDays(8)) <= 0, waited::toString);
            assertTrue(waited.compareTo(Duration.ofMinutes(30)) > 0, waited::toString);
            assertFalse(scrub.isLate());
            it.now.set(begin.plus(Duration.ofDays(30)));
            assertTrue(scrub.isLate());
            assertEquals(Duration.ZERO, scrub.pauseAfter(1 << 20));
        }
    }

    @Test
    void aStateThatCannotBeReadIsKeptAside() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(1, 900, random);
        it.scrubOnce();
        files.setBytes(Path.of("/scrub.json"), "{\"drives\": [1".getBytes(StandardCharsets.UTF_8));
        it.scrubOnce();
        assertTrue(files.paths().stream().anyMatch(path -> path.toString().contains(".broken-")));
    }

    @Test
    void aDriveThatIsPulledIsNoDamage() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(3, 900, random);
        it.protect();
        try (Scrub scrub = it.scrub()) {
            scrub.step(1);
            files.setGone(true);
            for (int i = 0; i < 20; i++) {
                try {
                    assertEquals(0, scrub.step(1 << 20).checkedBytes());
                } catch (haulout.store.StoreException e) {
                    assertFalse(it.drives.getFirst().isPresent());
                }
            }
            files.setGone(false);
            it.drives.getFirst().checkMarker();
            round(scrub);
        }
        assertEquals(0, it.shield.figures().damagedBlocks());
        it.checkAll();
    }

    @Test
    void sectorsThatCannotBeReadAreMended() throws Exception {
        ShieldedStore it = open(ShieldedStore.LARGE, ShieldMode.STRONG, 1);
        it.fill(1, 100_000, random);
        it.protect();
        byte[] before = files.bytes(it.segment(1));
        int blocks = new ParityLayout(before.length, 3).columns() * ParityLayout.DATA_STRIPES;
        for (int bad = 1; bad <= blocks; bad++) {
            int number = bad;
            int[] reads = new int[1];
            files.setFault((operation, path) -> {
                boolean read = path.equals(it.segment(1)) && operation.equals("read");
                if (read && ++reads[0] == number + 1) { // the first is of the header
                    throw new IOException("medium error");
                }
            });
            it.scrubOnce();
            assertEquals(number, it.shield.figures().mendedBlocks(), "block " + number);
        }
        assertArrayEquals(before, files.bytes(it.segment(1)));
        it.checkAll();
    }

    @Test
    void aDriveThatFailsAllReadsForAWhileHasNoDamageAndKeepsItsParity() throws Exception {
        for (ShieldMode mode : List.of(ShieldMode.STRONG, ShieldMode.OFF)) {
            files.clear();
            ShieldedStore it = open(ShieldedStore.SMALL, mode, 1);
            it.fill(6, 900, random);
            it.protect();
            Map<Path, byte[]> before = snapshot(".seg", ".p3");
            files.setFault((operation, path) -> {
                boolean isOurs = path.toString().matches(".*\\.(seg|p3)");
                if (isOurs && operation.equals("read")) {
                    throw new IOException("Input/output error");
                }
            });
            try (Scrub scrub = it.scrub()) {
                int failures = 0;
                for (int second = 0; second < 120; second++) {
                    it.now.updateAndGet(instant -> instant.plusSeconds(1));
                    try {
                        scrub.step(1 << 20);
                    } catch (StoreException e) {
                        failures++;
                    }
                    assertFalse(it.shield.mend(it.lent(1).id(), 1, 0, 1000));
                }
                assertTrue(failures > 5, failures + " failures");
            }
            assertEquals(before.keySet(), snapshot(".seg", ".p3").keySet());
            files.setFault((operation, path) -> {});
            before.forEach((path, bytes) -> assertArrayEquals(bytes, bytesOf(path)));
            assertEquals(0, it.shield.figures().lostRecords());
            assertEquals(0, it.shield.figures().damagedBlocks());
            it.checkAll();
            it.scrubOnce();
            it.close();
        }
    }

    private byte[] bytesOf(Path path) {
        try {
            return files.bytes(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void parityThatPassinglyCannotBeMadeLosesNoRecord() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(3, 900, random);
        // from the second read of a job on: coding works, the check of the records does not
        for (int good = 0; good < 40; good += 3) {
            int[] reads = {good};
            files.setFault((operation, path) -> {
                if (path.toString().endsWith(".seg")
                        && operation.equals("read")
                        && --reads[0] < 0) {
                    throw new IOException("Input/output error");
                }
            });
            for (int i = 0; i < 5; i++) {
                it.now.updateAndGet(instant -> instant.plus(Duration.ofHours(2)));
                try {
                    it.shield.step(1 << 20);
                } catch (StoreException e) {
                    assertTrue(it.drives.getFirst().isPresent());
                }
            }
        }
        files.setFault((operation, path) -> {});
        assertEquals(0, it.shield.figures().lostRecords());
        it.checkAll();
    }

    @Test
    void aSegmentOfWhichNothingCanBeReadIsLostAndNothingIsWrittenToIt() throws Exception {
        ShieldedStore it = open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(2, 900, random);
        it.protect();
        long inFirst = 0;
        for (int number : it.stored.keySet()) {
            inFirst += NumberedRecords.segment(it.store, number) == 1 ? 1 : 0;
        }
        byte[] before = files.bytes(it.segment(1));
        files.setFault((operation, path) -> {
            if (path.equals(it.segment(1)) && operation.equals("read")) {
                throw new IOException("medium error");
            }
        });
        // once is no proof: the drive may have been away for a moment
        try (Scrub scrub = it.scrub()) {
            assertThrows(DriveUnavailableException.class, () -> round(scrub));
            assertEquals(List.of(), it.access.lost(1000));
            it.now.updateAndGet(instant -> instant.plusSeconds(10));
            round(scrub);
        }
        files.setFault((operation, path) -> {});
        assertArrayEquals(before, files.bytes(it.segment(1)));
        assertEquals(inFirst, it.access.lost(1000).size());
        assertEquals(0, it.shield.figures().mendedBlocks());
        it.scrubOnce();
    }
}
