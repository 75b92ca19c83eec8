// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.network.NeighbourView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A clock that runs ahead, and further while something is awaited, so that nobody's patience takes
/// long.
final class PassingTime implements InstantSource {
    // while something is awaited, some seconds pass for every so many looks, as long as an epoch
    // does not pass
    private static final int LOOKS_A_STEP = 25;
    private static final int MOST_LOOKS = 5_000;
    private static final long STEP_MILLIS = 10_000;

    // two minutes and more; looks are counted and not time, because a process may be held up
    private static final int PATIENCE_LOOKS = 60_000;
    private static final long POLL_NANOS = 2_000_000;

    private final AtomicLong ahead = new AtomicLong();
    private final Optional<Path> kept;

    PassingTime() {
        this.kept = Optional.empty();
    }

    /// @param kept file in which it outlives the process
    PassingTime(Path kept) throws IOException {
        this.kept = Optional.of(kept);
        if (Files.exists(kept)) {
            ahead.set(Long.parseLong(Files.readString(kept)));
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(ahead.get());
    }

    /// Lets time pass, or go back.
    synchronized void pass(long millis) {
        kept.ifPresent(file -> keep(file, ahead.get() + millis));
        ahead.addAndGet(millis);
    }

    private static void keep(Path file, long millis) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, String.valueOf(millis));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for something.
    ///
    /// @throws AssertionError with how all nodes are, if it does not come
    void await(PracticeNetwork network, String what, Callable<Boolean> condition) throws Exception {
        int looks = 0;
        while (!condition.call()) {
            if (++looks > PATIENCE_LOOKS) {
                throw new AssertionError("in vain: " + what + " in " + describe(network));
            }
            if (looks % LOOKS_A_STEP == 0 && looks < MOST_LOOKS) {
                pass(STEP_MILLIS);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static String describe(PracticeNetwork network) throws Exception {
        StringBuilder text = new StringBuilder();
        String clock = network.ledger().read(view -> view.clock().toString());
        text.append(clock);
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            long synced =
                    network.ledger().read(view -> view.nodes().get(node.node()).lastSyncDone());
            text.append("\n").append(node).append(" synced in ").append(synced);
            text.append(" ").append(network.snapshot(node.place()));
        }
        return text.toString();
    }
}
