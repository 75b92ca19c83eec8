// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A probe that is run on time and never waited for: what takes longer than half a second is cut
/// off, what fails or hangs counts as unknown and is tried again after a wait that doubles.
///
/// Threads: [#tick] and [#isMeasuring] by one; [#reading] and [#report] by any.
public final class WatchedProbe<T> {
    /// Longest time that a measurement may take.
    public static final Duration BOUND = Duration.ofMillis(500);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    // a timer that is a little early must not skip a turn
    private static final Duration EARLY = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(WatchedProbe.class);

    private final String name;
    private final Duration every;
    private final Probe<T> probe;
    private final Executor executor;
    private final AtomicReference<State<T>> state = new AtomicReference<>(new State.Fresh<>());

    // only by tick()
    private @Nullable Run run;
    private Duration next = Duration.ZERO;
    private Duration wait = FIRST_WAIT;

    /// What is known.
    private sealed interface State<T> {
        record Fresh<T>() implements State<T> {}

        record Good<T>(T value, Duration at) implements State<T> {}

        record Bad<T>(String failure, Optional<Good<T>> before) implements State<T> {}

        /// What was measured last, before whatever has failed since.
        default Optional<Good<T>> last() {
            return switch (this) {
                case Fresh<T> _ -> Optional.empty();
                case Good<T> good -> Optional.of(good);
                case Bad<T>(var _, Optional<Good<T>> before) -> before;
            };
        }
    }

    /// @param every time between two measurements
    /// @param executor runs them; a thread that hangs is lost to it
    public WatchedProbe(String name, Duration every, Probe<T> probe, Executor executor) {
        this.name = name;
        this.every = every;
        this.probe = probe;
        this.executor = executor;
    }

    /// Starts a measurement that is due, ends one that takes too long. Never waits.
    ///
    /// @param now steady clock
    public void tick(Duration now) {
        Run current = run;
        if (current != null) {
            if (!current.settle(now)) {
                return;
            }
            run = null;
        }
        if (now.compareTo(next) < 0) {
            return;
        }
        next = now.plus(every).minus(EARLY);
        Run fresh = new Run(now);
        run = fresh;
        try {
            executor.execute(fresh);
        } catch (RejectedExecutionException e) {
            run = null;
        }
    }

    /// Whether a measurement was started that has neither ended nor been cut off.
    public boolean isMeasuring() {
        Run current = run;
        return current != null && current.isUnderWay();
    }

    /// The last value with its age, or unknown.
    ///
    /// @param now steady clock
    public Reading<T> reading(Duration now) {
        return state.get() instanceof State.Good<T>(T value, Duration at)
                ? new Reading.Known<>(value, now.minus(at))
                : Reading.unknown();
    }

    /// The value that was measured last, with its age, also while the probe fails or hangs: for
    /// what is still there when it cannot be measured. Unknown if there never was one.
    ///
    /// @param now steady clock
    public Reading<T> lastReading(Duration now) {
        Optional<State.Good<T>> last = state.get().last();
        return last.isPresent()
                ? new Reading.Known<>(last.get().value(), now.minus(last.get().at()))
                : Reading.unknown();
    }

    /// Whether it hangs, and how it failed.
    ///
    /// @param name which
    /// @param failure empty if it works or was not tried yet
    public record Report(String name, boolean isKnown, Optional<String> failure) {}

    /// How it is.
    public Report report() {
        return switch (state.get()) {
            case State.Fresh<T> _ -> new Report(name, false, Optional.empty());
            case State.Good<T> _ -> new Report(name, true, Optional.empty());
            case State.Bad<T>(String failure, var _) ->
                    new Report(name, false, Optional.of(failure));
        };
    }

    private void failed(String failure, Duration now) {
        State<T> before = state.get();
        state.set(new State.Bad<>(failure, before.last()));
        if (!(before instanceof State.Bad<T>)) {
            log.atInfo().addKeyValue("probe", name).addKeyValue("cause", failure).log("unknown");
        }
        next = now.plus(wait);
        wait =
                wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0
                        ? LONGEST_WAIT
                        : wait.multipliedBy(2);
    }

    /// One measurement.
    private final class Run implements Runnable {
        private final Duration started;
        private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        private volatile @Nullable Thread thread;
        private boolean isCut;

        Run(Duration started) {
            this.started = started;
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // because a probe may fail in any way it likes
        public void run() {
            thread = Thread.currentThread();
            try {
                outcome.set(new Success<>(probe.measure()));
            } catch (Exception | LinkageError e) {
                outcome.set(e);
            } finally {
                synchronized (this) {
                    thread = null;
                    // an interrupt that came too late is nobody's
                    Thread.interrupted();
                }
            }
        }

        boolean isUnderWay() {
            return outcome.get() == null && !isCut;
        }

        /// Whether nothing more is to be expected.
        @SuppressWarnings("unchecked") // because only run() sets it
        boolean settle(Duration now) {
            Object result = outcome.get();
            if (result == null) {
                if (!isCut && now.minus(started).compareTo(BOUND) > 0) {
                    isCut = true;
                    interrupt();
                    failed("no answer in " + BOUND.toMillis() + " ms", now);
                }
                return false;
            }
            if (isCut) {
                return true;
            }
            if (result instanceof Success<?>(Object value)) {
                state.set(new State.Good<>((T) value, started));
                wait = FIRST_WAIT;
            } else {
                failed(String.valueOf(result), now);
            }
            return true;
        }

        private synchronized void interrupt() {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }
    }

    private record Success<T>(T value) {}
}
