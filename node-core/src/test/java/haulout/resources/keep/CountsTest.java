// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.store.file.SystemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsTest {
    private static final Instant MARCH = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir private Path folder;

    private Counts open() {
        return Counts.open(new SystemFiles(), folder, MARCH);
    }

    private static void tick(Counts counts, Instant now) {
        counts.tick(now, ZoneId.of("UTC"), 1, Duration.ofDays(1));
    }

    @Test
    void aClockThatGoesBackGivesNoSecondAllowance() {
        Counts counts = open();
        tick(counts, MARCH);
        counts.line(0, false);
        counts.line(1_000, false);
        tick(counts, Instant.parse("2026-03-09T23:00:00Z"));
        tick(counts, MARCH);
        assertEquals(1_000, counts.use().usedBytes());
        assertEquals(1_000, counts.use().todayBytes());
        tick(counts, MARCH.plus(Duration.ofDays(1)));
        assertEquals(1_000, counts.use().usedBytes());
        assertEquals(0, counts.use().todayBytes());
    }

    @Test
    void oneWrongDateFarAheadKeepsNoMonthFromBeginning() {
        Counts counts = open();
        counts.written("d", 0);
        counts.line(0, false);
        tick(counts, MARCH);
        tick(counts, Instant.parse("2041-07-01T00:00:00Z"));
        counts.minute(new LineBest(5, 5));
        counts.line(3_000, false);
        counts.written("d", 700);
        tick(counts, MARCH);
        assertEquals(3_000, counts.use().usedBytes(), "what was counted counts");
        assertEquals(700, counts.writtenToday("d"));
        counts.write();
        Counts again = open();
        tick(again, Instant.parse("2026-03-11T12:00:00Z"));
        assertEquals(0, again.use().todayBytes());
        assertEquals(0, again.writtenToday("d"));
        assertEquals(3_000, again.use().usedBytes());
        tick(again, Instant.parse("2026-04-01T00:00:00Z"));
        assertEquals(0, again.use().usedBytes());
        again.minute(new LineBest(9, 9));
        assertEquals(new LineBest(9, 9), again.bestMinute());
    }
}
