// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.keep.LineBest;
import haulout.resources.limits.LineBudget;
import haulout.resources.probe.Counters;
import haulout.resources.probe.Gauges;
import haulout.resources.probe.OthersShare;
import haulout.resources.probe.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/// What others use of the line, and how fast it is as far as has been seen.
final class LineUse implements Probe<LineUse.Figures> {
    /// Assumed until more was seen.
    private static final long UP_BITS = 5_000_000;

    private static final long DOWN_BITS = 20_000_000;

    private static final Duration FIND_EVERY = Duration.ofMinutes(1);
    private static final int BITS = 8;

    private final Supplier<? extends Gauges> hardware;
    private final LineBudget own;
    private final Supplier<Duration> clock;
    private final boolean loopback;
    private final OthersShare up = new OthersShare();
    private final OthersShare down = new OthersShare();
    private final LastMinute minuteUp = new LastMinute();
    private final LastMinute minuteDown = new LastMinute();
    private final Supplier<LineBest> best;
    private Duration found = Duration.ofDays(-1);

    /// What was found.
    ///
    /// @param othersPct 0 to 100, of the direction that is used more
    /// @param upBits of the line, as far as is known
    /// @param downBits likewise
    /// @param last bytes a second of the last whole minute
    record Figures(double othersPct, long upBits, long downBits, LineBest last) {}

    LineUse(
            Supplier<? extends Gauges> hardware,
            LineBudget own,
            Supplier<Duration> clock,
            Supplier<LineBest> best,
            boolean loopback) {
        this.hardware = hardware;
        this.own = own;
        this.clock = clock;
        this.best = best;
        this.loopback = loopback;
    }

    @Override
    public Figures measure() throws IOException {
        Gauges machine = hardware.get();
        Duration now = clock.get();
        if (now.minus(found).compareTo(FIND_EVERY) >= 0) {
            machine.findLines(loopback);
            found = now;
        }
        Gauges.LineCounters all = machine.lines();
        up.add(counters(now, all.upBytes(), own.sentBytes()));
        down.add(counters(now, all.downBytes(), own.receivedBytes()));
        LineBest last =
                new LineBest(
                        minuteUp.add(now, all.upBytes()), minuteDown.add(now, all.downBytes()));
        LineBest known = best.get().or(last);
        long upBits = Math.max(UP_BITS, known.upPerSecond() * BITS);
        long downBits = Math.max(DOWN_BITS, known.downPerSecond() * BITS);
        double others =
                Math.max(
                        up.percent((double) upBits / BITS).orElse(0.0),
                        down.percent((double) downBits / BITS).orElse(0.0));
        return new Figures(others, upBits, downBits, last);
    }

    private static Counters counters(Duration now, long all, long own) {
        return new Counters(now, (double) all, (double) all, (double) own);
    }

    /// Bytes a second of the last minute that is over.
    private static final class LastMinute {
        private static final Duration MINUTE = Duration.ofMinutes(1);

        private Duration from = Duration.ZERO;
        private long fromBytes = -1;
        private long last;

        long add(Duration now, long bytes) {
            if (fromBytes < 0 || bytes < fromBytes) {
                from = now;
                fromBytes = bytes;
            } else if (now.minus(from).compareTo(MINUTE) >= 0) {
                long seconds = Math.max(1, now.minus(from).toSeconds());
                last = (bytes - fromBytes) / seconds;
                from = now;
                fromBytes = bytes;
            }
            return last;
        }
    }
}
