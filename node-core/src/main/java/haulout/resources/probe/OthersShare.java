// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What others use on the mean of ten seconds: all use less our own, which never counts as theirs.
///
/// Threads: one.
public final class OthersShare {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    // of an interval shorter than that nothing can be said
    private static final Duration LEAST = Duration.ofMillis(500);
    // more than one reading a second is not kept
    private static final int MAX_READINGS = 32;

    private final Deque<Counters> readings = new ArrayDeque<>();

    /// Takes note of a reading; older ones than ten seconds go, except the one that the window
    /// begins with.
    public void add(Counters reading) {
        Counters last = readings.peekLast();
        // a counter that went back, or a sleep in between: nothing before can be compared
        if (last != null
                && (reading.busy() < last.busy()
                        || reading.total() < last.total()
                        || reading.at().minus(last.at()).compareTo(WINDOW) > 0)) {
            readings.clear();
        }
        readings.addLast(reading);
        Duration from = reading.at().minus(WINDOW);
        while (readings.size() > MAX_READINGS
                || (readings.size() > 2 && second().at().compareTo(from) <= 0)) {
            readings.removeFirst();
        }
    }

    private Counters second() {
        var iterator = readings.iterator();
        iterator.next();
        return iterator.next();
    }

    /// Part of the time that is busy for others, 0 to 100, where busy time is shared in proportion
    /// to what each moved; all of it when nothing was moved.
    ///
    /// @param perSecond `busy` of a second of full use
    public Optional<Double> percent(double perSecond) {
        if (readings.size() < 2) {
            return Optional.empty();
        }
        Counters first = readings.getFirst();
        Counters last = readings.getLast();
        Duration time = last.at().minus(first.at());
        if (time.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        double seconds = time.toNanos() / (double) Duration.ofSeconds(1).toNanos();
        double moved = last.total() - first.total();
        double own = Math.clamp(last.own() - first.own(), 0, moved);
        double theirs = moved > 0 ? (moved - own) / moved : 1;
        double busy = (last.busy() - first.busy()) / (perSecond * seconds) * 100;
        return Optional.of(Math.clamp(busy * theirs, 0, 100));
    }

    /// Units a second that went through, ours included.
    public Optional<Double> totalPerSecond() {
        if (readings.size() < 2) {
            return Optional.empty();
        }
        Counters first = readings.getFirst();
        Counters last = readings.getLast();
        double seconds = last.at().minus(first.at()).toNanos() / 1e9;
        return seconds <= 0
                ? Optional.empty()
                : Optional.of((last.total() - first.total()) / seconds);
    }
}
