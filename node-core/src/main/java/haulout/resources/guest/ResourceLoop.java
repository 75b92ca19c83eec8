// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.limits.LineBudget;
import haulout.resources.policy.Decision;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Memory;
import haulout.resources.policy.Moment;
import haulout.resources.policy.Policy;
import haulout.resources.probe.Desktop;
import haulout.resources.probe.Router;
import haulout.resources.probe.WatchedProbe;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Settings;
import haulout.status.RestFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each second: looks at the computer, decides, and tells the governors. A turn has two halves: the
/// first starts measurements, the second takes their results and decides. It follows as soon as
/// they are there, half a second later at most. A computer that rests is woken once for both, and
/// for everything else that is done on the beat of whole seconds: waking it costs more than what is
/// done then.
///
/// Threads: any; decisions are made by one at a time.
public final class ResourceLoop implements AutoCloseable {
    private static final long TURN_NANOS = Duration.ofSeconds(1).toNanos();

    // most measurements take a tenth of it
    private static final long SOON_NANOS = Duration.ofMillis(20).toNanos();

    private static final long HALF_TURN_NANOS = WatchedProbe.BOUND.toNanos();

    private static final Logger log = LoggerFactory.getLogger(ResourceLoop.class);

    private final Senses senses;
    private final Supplier<Settings> settings;
    private final Governor governor;
    private final Surroundings around;
    private final List<Consumer<Outlook>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Outlook> latest = new AtomicReference<>();

    // guarded by this
    private Memory memory;
    private boolean isSecondHalf;
    private boolean hasWaited;
    private boolean isClosed;

    /// Where time comes from.
    ///
    /// @param nanoTime a steady clock
    /// @param cores processors of this computer
    /// @param seed spreads the return of many computers after sleep
    public record Surroundings(
            InstantSource clock,
            Supplier<ZoneId> zone,
            LongSupplier nanoTime,
            int cores,
            long seed) {}

    /// What was decided, on what.
    ///
    /// @param mode the owner's switch
    public record Outlook(Moment at, Inputs inputs, Decision decision, Mode mode) {
        /// As it is shown; made anew each time.
        public RestFacts rest() {
            return RuleReports.of(decision, mode, inputs.power());
        }
    }

    /// @param settings asked at each decision, so a change holds within a second
    /// @param governor told of each decision
    public ResourceLoop(
            Senses senses, Supplier<Settings> settings, Governor governor, Surroundings around) {
        this.senses = senses;
        this.settings = settings;
        this.governor = governor;
        this.around = around;
        this.memory = Memory.fresh(now(), around.seed());
    }

    private Moment now() {
        return new Moment(
                around.clock().instant(),
                around.zone().get(),
                Duration.ofNanos(around.nanoTime().getAsLong()));
    }

    /// Begins to turn.
    ///
    /// @param timer its thread does the deciding, which takes a fraction of a millisecond
    public synchronized void start(ScheduledExecutorService timer) {
        // time before the first turn is not time that the computer slept
        memory = Memory.fresh(now(), around.seed());
        timer.execute(() -> turn(timer));
    }

    private synchronized void turn(ScheduledExecutorService timer) {
        if (isClosed) {
            return;
        }
        long pause = step();
        try {
            var _ = timer.schedule(() -> turn(timer), pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.atDebug().setCause(e).log("the rules end");
        }
    }

    /// What is due.
    ///
    /// @return nanoseconds until the next
    @SuppressWarnings("CatchingUnchecked") // because a turn that fails must not be the last one
    private long step() {
        if (isSecondHalf && !hasWaited && senses.isMeasuring()) {
            hasWaited = true;
            return HALF_TURN_NANOS - SOON_NANOS;
        }
        hasWaited = false;
        try {
            halfTurn();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("deciding failed");
            return HALF_TURN_NANOS;
        }
        return isSecondHalf
                ? SOON_NANOS
                : TURN_NANOS - Math.floorMod(around.nanoTime().getAsLong(), TURN_NANOS);
    }

    /// Half a turn. For tests, which have no timer.
    public synchronized void halfTurn() {
        senses.tick(Duration.ofNanos(around.nanoTime().getAsLong()));
        if (isSecondHalf) {
            decide();
        }
        isSecondHalf = !isSecondHalf;
    }

    /// Decides now, with what was measured last: after a change of settings, or a pause.
    public synchronized void decide() {
        Moment now = now();
        Settings chosen = settings.get();
        Inputs inputs = senses.inputs(now.steady());
        Decision decision = Policy.decide(inputs, chosen, memory, now, around.cores());
        memory = decision.memory();
        governor.apply(decision);
        Outlook outlook = new Outlook(now, inputs, decision, chosen.mode());
        latest.set(outlook);
        listeners.forEach(listener -> listener.accept(outlook));
    }

    /// The last decision; empty before the first.
    public Optional<Outlook> latest() {
        return Optional.ofNullable(latest.get());
    }

    /// Has each decision given to a listener, which must not wait.
    public void listen(Consumer<Outlook> listener) {
        listeners.add(listener);
    }

    /// Has something done each time that the computer has slept and woken, with the first decision
    /// after it.
    ///
    /// @param woken must not wait
    public void onWake(Runnable woken) {
        AtomicInteger wakes = new AtomicInteger();
        listen(outlook -> {
            int now = outlook.decision().memory().wakes();
            if (wakes.getAndSet(now) < now) {
                woken.run();
            }
        });
    }

    /// Keeps the computer awake where its owner wants that.
    ///
    /// @param executor may wait for the system
    public void keepAwake(Desktop desktop, Executor executor) {
        listen(new KeepAwake(desktop, settings, executor)::see);
    }

    /// Gives way while packets queue before the router.
    ///
    /// @param line is narrowed then
    /// @param executor may wait for the network
    public void giveWay(Router router, LineBudget line, Executor executor) {
        RouterCare care = new RouterCare(router, line, executor);
        listen(outlook -> care.see(outlook.at().steady()));
    }

    /// Has the network told before staying in touch ends.
    ///
    /// @param say tells it; must not wait
    /// @param said hears whether it was told
    public void sayAway(Runnable say, Consumer<Boolean> said) {
        listen(new Farewell(say, said)::see);
    }

    /// How each measurement fares.
    public List<WatchedProbe.Report> probes() {
        return senses.reports();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
