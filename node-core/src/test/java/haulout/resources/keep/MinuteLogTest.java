// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.resources.forecast.Minute;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinuteLogTest {
    private static final long NOW = 29_000_000;

    @TempDir private Path folder;

    private static Minute minute(long at, int idle) {
        return new Minute(at, idle, 0, 50, 1, 1, 1, 40, true, 60);
    }

    private static List<Long> times(List<Minute> minutes) {
        return minutes.stream().map(Minute::minute).toList();
    }

    @Test
    void minutesOfAClockThatWasAheadAreNotWaitedFor() {
        MinuteLog log = new MinuteLog(folder);
        log.add(minute(NOW, 1));
        log.add(minute(NOW + 8_000_000, 1));
        log.add(minute(NOW + 1, 1));
        log.add(minute(NOW + 1, 1));
        assertEquals(List.of(NOW, NOW + 1), times(log.read()));
        MinuteLog again = new MinuteLog(folder);
        again.add(minute(NOW + 2, 1));
        assertEquals(List.of(NOW, NOW + 1, NOW + 2), times(again.read()));
    }

    @Test
    void ofAnHourThatWasTwiceTheLaterCounts() {
        MinuteLog log = new MinuteLog(folder);
        for (long at = NOW; at < NOW + 60; at++) {
            log.add(minute(at, 1));
        }
        for (long at = NOW; at < NOW + 30; at++) {
            log.add(minute(at, 2));
        }
        List<Minute> kept = log.read();
        assertEquals(LongStream.range(NOW, NOW + 30).boxed().toList(), times(kept));
        assertEquals(2, kept.getFirst().idleSeconds());
    }

    @Test
    void fourteenDaysAreKept() {
        int days = 17;
        MinuteLog log = new MinuteLog(folder);
        for (long at = NOW; at < NOW + days * 24 * 60; at++) {
            log.add(minute(at, 1));
        }
        List<Minute> kept = log.read();
        assertEquals(14 * 24 * 60, kept.size());
        assertEquals(NOW + days * 24 * 60 - 1, kept.getLast().minute());
    }
}
