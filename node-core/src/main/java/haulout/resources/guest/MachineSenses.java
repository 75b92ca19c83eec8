// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.keep.Counts;
import haulout.resources.limits.LineBudget;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.policy.Reading;
import haulout.resources.probe.Desktop;
import haulout.resources.probe.Gauges;
import haulout.resources.probe.Hardware;
import haulout.resources.probe.Probe;
import haulout.resources.probe.WatchedProbe;
import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The senses of a real computer: one watched probe for each thing that is measured.
///
/// Threads: as [Senses]; the probes run on the executor.
public final class MachineSenses implements Senses {
    // Linux cuts names
    private static final int NAME = 15;
    private static final Duration LINES_EVERY = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(MachineSenses.class);

    private final List<WatchedProbe<?>> probes = new ArrayList<>();
    // what one tick has begun and the quick thread has not been given yet
    private final List<Runnable> begun = new ArrayList<>();
    private final Parts parts;
    private final Duration started;

    private final WatchedProbe<Boolean> goingDown;
    private final WatchedProbe<Presence> presence;
    private final WatchedProbe<Optional<Power>> power;
    private final WatchedProbe<Boolean> saver;
    private final WatchedProbe<NetworkCost> network;
    private final WatchedProbe<LineUse.Figures> line;
    private final WatchedProbe<Optional<Double>> celsius;
    private final WatchedProbe<Double> processor;
    private final WatchedProbe<FreeMemory> memory;
    private final WatchedProbe<Boolean> fullScreen;
    private final WatchedProbe<Set<String>> programs;
    private final WatchedProbe<List<LentView>> drives;
    private final WatchedProbe<Map<String, Double>> disks;
    private final WatchedProbe<Duration> uptime;

    private WithDrives withDrives =
            new WithDrives(Settings.of(Preset.BALANCED), List.of(), Settings.of(Preset.BALANCED));
    private boolean everBattery;
    private volatile boolean urgent;
    private volatile boolean saidAway;

    /// What senses are made of.
    ///
    /// @param gauges what is read each second
    /// @param hardware opened by the first probe that needs it; the same object each time
    /// @param lent the lent drives; may wait for drives
    /// @param cost what the network costs
    /// @param own what this program sends and receives through the line
    /// @param counts of the month and the day
    /// @param executor runs probes: platform threads, as many as there are probes
    /// @param quick runs those that only read counters of the system, one after another: each
    ///   thread that is woken costs more than what it reads
    /// @param loopback whether the computer's own line counts as the line, for trials on one
    ///   computer
    public record Parts(
            Supplier<? extends Gauges> gauges,
            Supplier<Hardware> hardware,
            Desktop desktop,
            Probe<List<LentView>> lent,
            Probe<NetworkCost> cost,
            LineBudget own,
            Counts counts,
            Supplier<Settings> settings,
            Executor executor,
            Executor quick,
            InstantSource clock,
            Supplier<ZoneId> zone,
            LongSupplier nanoTime,
            boolean loopback) {}

    public MachineSenses(Parts parts) {
        this.parts = parts;
        this.started = now();
        Supplier<? extends Gauges> gauges = parts.gauges();
        Desktop desktop = parts.desktop();
        ProcessorUse processorUse = new ProcessorUse(gauges, this::now);
        LineUse lineUse =
                new LineUse(
                        gauges,
                        parts.own(),
                        this::now,
                        parts.counts()::bestMinute,
                        parts.loopback());
        DiskUse diskUse = new DiskUse(parts.hardware(), this::now);
        this.goingDown = fast("going down", desktop::goingDown);
        this.presence = fast("presence", desktop::presence);
        this.power = quick("power", () -> gauges.get().battery());
        this.saver = fast("power saver", desktop::saver);
        this.network = fast("network cost", parts.cost());
        this.line = quick("line", lineUse);
        this.celsius = slow("temperature", () -> gauges.get().celsius());
        this.processor = quick("processor", processorUse);
        this.memory = quick("memory", () -> gauges.get().memory());
        this.fullScreen = slow("full screen", desktop::fullScreen);
        this.programs = slow("programs", this::listedPrograms);
        this.drives = slow("drives", parts.lent());
        this.disks = quick("disks", diskUse);
        this.uptime = add("uptime", LINES_EVERY, () -> gauges.get().uptime(), parts.executor());
        diskUse.of(this::lent);
    }

    private <T> WatchedProbe<T> fast(String name, Probe<T> probe) {
        return add(name, Reading.FAST, probe, parts.executor());
    }

    private <T> WatchedProbe<T> quick(String name, Probe<T> probe) {
        return add(name, Reading.FAST, probe, begun::add);
    }

    private <T> WatchedProbe<T> slow(String name, Probe<T> probe) {
        return add(name, Reading.SLOW, probe, parts.executor());
    }

    private <T> WatchedProbe<T> add(
            String name, Duration every, Probe<T> probe, Executor executor) {
        WatchedProbe<T> watched = new WatchedProbe<>(name, every, probe, executor);
        probes.add(watched);
        return watched;
    }

    private Duration now() {
        return Duration.ofNanos(parts.nanoTime().getAsLong());
    }

    private <T> Optional<T> known(WatchedProbe<T> probe) {
        return probe.reading(now()) instanceof Reading.Known<T>(T value, var _)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// The lent drives as they were seen last. A drive whose look fails is still lent: by the age
    /// of what is known its rules stop it, while without it there would be no rules for it.
    private List<LentView> lent() {
        return drives.lastReading(now()) instanceof Reading.Known<List<LentView>>(var all, var _)
                ? all
                : List.of();
    }

    // without a list nobody's programs are looked at
    private Set<String> listedPrograms() throws IOException {
        List<String> listed = parts.settings().get().apps();
        if (listed.isEmpty()) {
            return Set.of();
        }
        Set<String> running = parts.gauges().get().programs();
        return listed.stream()
                .filter(app -> isRunning(app.toLowerCase(Locale.ROOT), running))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isRunning(String app, Set<String> running) {
        return running.contains(app)
                || (app.length() > NAME && running.contains(app.substring(0, NAME)))
                || running.contains(app + ".exe")
                || (app.endsWith(".exe") && running.contains(app.substring(0, app.length() - 4)));
    }

    @Override
    public void tick(Duration now) {
        for (WatchedProbe<?> probe : probes) {
            probe.tick(now);
        }
        if (begun.isEmpty()) {
            return;
        }
        // all at once: one by one, the thread would fall asleep in between and be woken again
        List<Runnable> all = List.copyOf(begun);
        begun.clear();
        try {
            parts.quick().execute(() -> all.forEach(Runnable::run));
        } catch (RejectedExecutionException e) {
            log.atDebug().setCause(e).log("the rules end"); // and what was begun counts as hanging
        }
    }

    @Override
    public boolean isMeasuring() {
        return probes.stream().anyMatch(WatchedProbe::isMeasuring);
    }

    /// Whether there is work that cannot wait.
    public void setUrgent(boolean isUrgent) {
        urgent = isUrgent;
    }

    /// Whether the network was told that the node goes away.
    public void setSaidAway(boolean isSaid) {
        saidAway = isSaid;
    }

    @Override
    public Inputs inputs(Duration now) {
        Reading<NetworkCost> cost = network.reading(now);
        count(now, cost);
        Reading<Optional<Power>> battery = power.reading(now);
        everBattery |= battery.is(Reading.FAST, Optional::isPresent);
        Reading<LineUse.Figures> figures = line.reading(now);
        return new Inputs(
                goingDown.reading(now),
                sinceStart(now),
                parts.desktop().hasDisplay(),
                presence.reading(now),
                everBattery,
                map(battery, found -> found.orElse(new Power(true, Power.NO_CHARGE))),
                saver.reading(now),
                cost,
                map(figures, LineUse.Figures::upBits),
                map(figures, LineUse.Figures::downBits),
                map(figures, LineUse.Figures::othersPct),
                Reading.of(parts.counts().use()),
                map(celsius.reading(now), found -> found.orElse(0.0)),
                processor.reading(now),
                memory.reading(now),
                fullScreen.reading(now),
                programs.reading(now),
                drives(now),
                urgent,
                saidAway);
    }

    private void count(Duration now, Reading<NetworkCost> cost) {
        boolean metered = cost.is(Reading.FAST, what -> what != NetworkCost.FREE);
        parts.counts().line(parts.own().sentBytes() + parts.own().receivedBytes(), metered);
        lent().forEach(d -> parts.counts().written(d.id(), d.written().getAsLong()));
        known(line).ifPresent(figures -> parts.counts().minute(figures.last()));
        int day = Math.toIntExact(parts.settings().get().get(Key.NET_MONTH_DAY));
        parts.counts().tick(parts.clock().instant(), parts.zone().get(), day, now);
    }

    // nobody waits for a computer without a screen to be started
    private Duration sinceStart(Duration now) {
        Duration own = now.minus(started);
        return parts.desktop().hasDisplay()
                ? own
                : known(uptime).filter(up -> up.compareTo(own) > 0).orElse(own);
    }

    private List<DriveInput> drives(Duration now) {
        Reading<List<LentView>> views = drives.lastReading(now);
        if (!(views instanceof Reading.Known<List<LentView>>(var all, Duration age))) {
            return List.of();
        }
        Reading<Map<String, Double>> busy = disks.reading(now);
        return all.stream().map(view -> drive(view, age, busy)).toList();
    }

    private DriveInput drive(LentView view, Duration age, Reading<Map<String, Double>> busy) {
        Reading<Double> others = Reading.unknown();
        if (busy instanceof Reading.Known<Map<String, Double>>(var map, Duration busyAge)) {
            Double percent = map.get(view.id());
            if (percent != null) {
                others = new Reading.Known<>(percent, busyAge);
            }
        }
        return new DriveInput(
                view.id(),
                view.label(),
                view.isSystem(),
                view.isSolid(),
                new Reading.Known<>(view.state(), age),
                view.proofs(),
                new Reading.Known<>(
                        new Space(view.freeBytes(), view.totalBytes(), view.mineBytes()), age),
                others,
                Reading.unknown(),
                Reading.of(parts.counts().writtenToday(view.id())));
    }

    /// The settings with the numbers of the list of drives, where they have none of their own.
    public Settings withDrives(Settings chosen) {
        WithDrives last = withDrives;
        List<LentView> views = lent();
        // measured anew every few seconds only
        if (last.chosen().equals(chosen) && last.views().equals(views)) {
            return last.whole();
        }
        Settings whole = merged(chosen, views);
        withDrives = new WithDrives(chosen, views, whole);
        return whole;
    }

    private record WithDrives(Settings chosen, List<LentView> views, Settings whole) {}

    private static Settings merged(Settings chosen, List<LentView> views) {
        Settings whole = chosen;
        for (LentView view : views) {
            if (!chosen.drives().containsKey(view.id())) {
                long floor = Math.max(DriveChoice.MIN_FLOOR, view.floorBytes());
                whole = whole.with(view.id(), new DriveChoice(view.lentBytes(), floor));
            }
        }
        return whole;
    }

    private static <T, R> Reading<R> map(Reading<T> reading, Function<T, R> function) {
        return reading instanceof Reading.Known<T>(T value, Duration age)
                ? new Reading.Known<>(function.apply(value), age)
                : Reading.unknown();
    }

    @Override
    public List<WatchedProbe.Report> reports() {
        return probes.stream().map(WatchedProbe::report).toList();
    }
}
