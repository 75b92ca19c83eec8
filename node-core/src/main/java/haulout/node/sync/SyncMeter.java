// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Counts what is fetched, and how fast. Thread-safe.
final class SyncMeter {
    // long enough to even out pauses, short enough to notice when the owner needs the machine
    private static final Duration WINDOW = Duration.ofMinutes(2);

    /// Most marks that are kept; closer ones are put together.
    private static final int MAX_MARKS = 120;

    private final InstantSource clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long slivers;
    private long bytes;
    // slivers that were there when there was nothing to do last
    private long begun;

    private record Mark(Instant at, long slivers, long bytes) {}

    SyncMeter(InstantSource clock) {
        this.clock = clock;
        marks.add(new Mark(clock.instant(), 0, 0));
    }

    synchronized void sliverStored(long byteCount) {
        Instant now = clock.instant();
        if (Duration.between(marks.getLast().at(), now).compareTo(WINDOW) > 0) {
            // what was before the pause says nothing of how fast it goes now
            marks.clear();
            marks.addLast(new Mark(now, slivers, bytes));
        }
        slivers++;
        bytes += byteCount;
        Duration step = WINDOW.dividedBy(MAX_MARKS);
        if (Duration.between(marks.getLast().at(), now).compareTo(step) >= 0) {
            marks.addLast(new Mark(now, slivers, bytes));
        }
        while (marks.size() > 2
                && Duration.between(marks.getFirst().at(), now).compareTo(WINDOW) > 0) {
            marks.removeFirst();
        }
    }

    synchronized long slivers() {
        return slivers;
    }

    /// What is known now.
    ///
    /// @param shards shards under way
    /// @param blobs blobs under way
    /// @param left slivers that are known to be missing
    synchronized SyncSnapshot snapshot(int shards, int blobs, long left) {
        Instant now = clock.instant();
        if (shards == 0 && blobs == 0) {
            begun = slivers;
        }
        Mark since = marks.getFirst();
        double seconds = Duration.between(since.at(), now).toMillis() / 1000.0;
        double sliverRate = seconds > 0 ? (slivers - since.slivers()) / seconds : 0;
        double byteRate = seconds > 0 ? (bytes - since.bytes()) / seconds : 0;
        Optional<Instant> end =
                left > 0 && sliverRate > 0
                        ? Optional.of(now.plusMillis((long) (left / sliverRate * 1000)))
                        : Optional.empty();
        return new SyncSnapshot(
                shards, blobs, slivers, bytes, slivers - begun, left, sliverRate, byteRate, end);
    }
}
