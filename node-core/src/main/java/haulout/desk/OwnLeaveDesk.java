// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeException;
import haulout.home.LeaveDesk;
import haulout.home.LeaveReport;
import haulout.status.Phase;
import haulout.text.Sentence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaving, as the window and the command see it. While it is under way it goes on by itself.
///
/// Threads: any.
final class OwnLeaveDesk implements LeaveDesk {
    /// A period lasts minutes at least.
    private static final Duration STEP = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(OwnLeaveDesk.class);

    private final Supplier<Optional<Leaving>> leaving;
    private final Errands errands;
    private final Deed erasure;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LeaveReport newest = LeaveReport.UNKNOWN;

    /// Something long.
    @FunctionalInterface
    interface Deed {
        void run() throws IOException, InterruptedException, HomeException;
    }

    /// @param leaving empty while no network runs
    /// @param erasure of what is kept here
    OwnLeaveDesk(Supplier<Optional<Leaving>> leaving, Errands errands, Deed erasure) {
        this.leaving = leaving;
        this.errands = errands;
        this.erasure = erasure;
    }

    @Override
    public LeaveReport report() {
        return newest;
    }

    /// How far it is, for the status; empty unless it leaves or has left.
    Optional<Phase> phase(Instant now) {
        return phase(newest, now);
    }

    static Optional<Phase> phase(LeaveReport report, Instant now) {
        return switch (report.stage()) {
            case UNKNOWN, STAYING, RETURNING -> Optional.empty();
            case LEAVING ->
                    Optional.of(
                            new Phase.Leaving(
                                    report.handedPercent(),
                                    report.from()
                                            .map(end -> Duration.between(now, end))
                                            .filter(Duration::isPositive)));
            case LEFT -> Optional.of(new Phase.Left(report.ended()));
        };
    }

    private Leaving running() throws HomeException {
        return leaving.get()
                .orElseThrow(() -> new HomeException(Sentence.of("failure.not-running")));
    }

    @Override
    public CompletionStage<Void> begin() {
        return errands.tell(() -> {
            lock.lockInterruptibly();
            try {
                running().begin();
                newest = running().report();
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public CompletionStage<Void> stay() {
        return errands.tell(() -> {
            lock.lockInterruptibly();
            try {
                running().stay();
                newest = running().report();
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public CompletionStage<Void> erase() {
        return errands.tell(() -> {
            if (newest.stage() != LeaveReport.Stage.LEFT) {
                throw new HomeException(Sentence.of("leave.not-yet"));
            }
            erasure.run();
            newest = LeaveReport.UNKNOWN;
        });
    }

    /// Goes on with it until the thread is interrupted.
    void run() {
        try {
            while (true) {
                step();
                Thread.sleep(STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the home closes
        }
    }

    private void step() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<Leaving> now = leaving.get();
            if (now.isPresent()) {
                now.get().step();
                newest = now.get().report();
            }
        } catch (IOException | RuntimeException e) {
            log.atWarn().setCause(e).log("leaving does not go on"); // tried again
        } finally {
            lock.unlock();
        }
    }
}
