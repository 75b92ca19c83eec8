// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.forecast.Contradictions;
import haulout.resources.forecast.Minute;
import haulout.resources.forecast.WhatIf;
import haulout.resources.guest.Governor;
import haulout.resources.guest.Governors;
import haulout.resources.guest.Hotspots;
import haulout.resources.guest.LentView;
import haulout.resources.guest.MachineSenses;
import haulout.resources.guest.Obedience;
import haulout.resources.guest.ResourceLoop;
import haulout.resources.keep.Counts;
import haulout.resources.keep.MinuteLog;
import haulout.resources.keep.SettingsFile;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.DriveSpace;
import haulout.resources.policy.Inputs;
import haulout.resources.probe.DefaultRouter;
import haulout.resources.probe.Desktop;
import haulout.resources.probe.Desktops;
import haulout.resources.probe.Hardware;
import haulout.resources.probe.LinuxGauges;
import haulout.resources.probe.Router;
import haulout.resources.settings.Key;
import haulout.resources.settings.Settings;
import haulout.status.OwnerFacts;
import haulout.status.RestFacts;
import haulout.store.file.SystemFiles;
import haulout.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules about when this computer may be used, at work: settings, senses, decisions and what
/// enforces them.
///
/// Threads: any.
public final class HouseRules implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HouseRules.class);

    /// One for each probe, and some for those that hang.
    private static final int MAX_PROBE_THREADS = 32;

    private static final long IDLE_SECONDS = 30;
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private final Obedience obedience;
    private final SettingsFile settings;
    private final Governors governors;
    private final MachineSenses senses;
    private final Hotspots hotspots;
    private final ResourceLoop loop;
    private final Desktop desktop;
    private final Router router;
    private final WorkForecast work;
    private final Counts counts;
    private final MinuteLog minutes;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor probes;
    private final ThreadPoolExecutor quick;
    private final SurfaceFaults faults = new SurfaceFaults();
    private volatile Callable<List<LentView>> lent = List::of;
    private volatile BooleanSupplier urgent = () -> false;
    private volatile Runnable woken = () -> {};
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Supplier<OwnerFacts> owned = () -> OwnerFacts.NONE;

    private HouseRules(
            Path folder, InstantSource clock, Obedience obedience, boolean isLoopbackTheLine) {
        this.obedience = obedience;
        SystemFiles files = new SystemFiles();
        this.settings = SettingsFile.open(files, folder, clock);
        this.minutes = new MinuteLog(folder);
        this.counts = Counts.open(files, folder, clock.instant());
        int cores = Runtime.getRuntime().availableProcessors();
        LineBudget line = new LineBudget(System::nanoTime);
        this.governors =
                new Governors(new WorkGate(System::nanoTime, cores), line, System::nanoTime);
        this.probes =
                new ThreadPoolExecutor(
                        0,
                        MAX_PROBE_THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        named("probe-"));
        this.quick =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_PROBE_THREADS),
                        named("gauge-"));
        this.timer = new ScheduledThreadPoolExecutor(1, named("rules-"));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Supplier<ZoneId> zone = ZoneId::systemDefault;
        Supplier<Hardware> hardware = new Once<>(Hardware::new);
        this.router = new DefaultRouter(hardware);
        this.desktop = Desktops.find(System.getenv(), clock);
        this.hotspots = new Hotspots(desktop::network, desktop::networkName, settings);
        this.senses =
                new MachineSenses(
                        new MachineSenses.Parts(
                                LINUX ? new Once<>(LinuxGauges::new) : hardware,
                                hardware,
                                desktop,
                                this::look,
                                hotspots,
                                line,
                                counts,
                                settings::current,
                                probes,
                                quick,
                                clock,
                                zone,
                                System::nanoTime,
                                isLoopbackTheLine));
        this.work = new WorkForecast(minutes::read, settings::current, zone, clock, cores, probes);
        Governor acting = obedience == Obedience.OBEY ? governors : decision -> {};
        this.loop =
                new ResourceLoop(
                        senses,
                        () -> senses.withDrives(settings.current()),
                        acting,
                        new ResourceLoop.Surroundings(
                                clock,
                                zone,
                                System::nanoTime,
                                cores,
                                ProcessHandle.current().pid() * 31 + clock.millis()));
    }

    // every few seconds
    private List<LentView> look() throws Exception {
        senses.setUrgent(urgent.getAsBoolean());
        return lent.call();
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name, 0).factory();
    }

    /// Reads the settings of a data directory; nothing is looked at yet.
    ///
    /// @param folder the data directory
    public static HouseRules open(Path folder, InstantSource clock, Obedience obedience) {
        return new HouseRules(folder, clock, obedience, false);
    }

    /// The same with the computer's own line taken for the one to others, for trials.
    static HouseRules onLoopback(Path folder, InstantSource clock, Obedience obedience) {
        return new HouseRules(folder, clock, obedience, true);
    }

    /// Begins to look and decide.
    ///
    /// @param drives the lent drives, asked every few seconds; may wait for drives
    public void start(Callable<List<LentView>> drives) {
        start(drives, () -> false, () -> {});
    }

    /// Begins to look and decide. Where that has begun already, the node alone is another one.
    ///
    /// @param drives the lent drives, asked every few seconds; may wait for drives
    /// @param isUrgent whether pieces must be saved that cannot wait; asked as often
    /// @param afterSleep done each time that the computer has slept; must not wait
    public void start(
            Callable<List<LentView>> drives, BooleanSupplier isUrgent, Runnable afterSleep) {
        lent = drives;
        urgent = isUrgent;
        woken = afterSleep;
        if (begun.getAndSet(true)) {
            return;
        }
        loop.onWake(() -> woken.run());
        if (obedience == Obedience.OBEY) {
            loop.keepAwake(desktop, probes);
            loop.giveWay(router, governors.line(), probes);
            loop.listen(outlook ->
                    governors
                            .line()
                            .limitConnections(
                                    (int) settings.current().get(Key.NET_MAX_CONNECTIONS)));
        }
        // the protocol has no word for it: who asks is told to come again later, as always
        loop.sayAway(
                () -> log.atInfo().log("the battery is low: the node goes away"),
                senses::setSaidAway);
        loop.listen(outlook ->
                minutes.add(
                        Minute.of(outlook.at().wall().getEpochSecond() / 60, outlook.inputs())));
        loop.start(timer);
    }

    /// The node is gone: there are no drives and nothing is urgent until another one starts.
    public void forgetNode() {
        lent = List::of;
        urgent = () -> false;
        woken = () -> {};
    }

    /// Bytes written to a drive since midnight.
    ///
    /// @param drive its identity
    public long writtenToday(String drive) {
        return counts.writtenToday(drive);
    }

    /// What the parts of a node ask before they use the computer.
    public Guest guest() {
        return Guest.of(governors);
    }

    /// What holds.
    public Settings settings() {
        return settings.current();
    }

    /// What the owner says about networks that look like a phone's.
    public Hotspots hotspots() {
        return hotspots;
    }

    /// The settings' file, for the preferences of a window.
    public SettingsFile settingsFile() {
        return settings;
    }

    /// What settings would have allowed in the recorded minutes. Takes up to a second.
    public WhatIf.Result forecast(Settings tried) {
        return WhatIf.run(
                minutes.read(),
                tried,
                ZoneId.systemDefault(),
                Runtime.getRuntime().availableProcessors());
    }

    /// What only the owner can do something about, as far as it is known.
    public OwnerFacts owner() {
        return owned.get()
                .with(work.perDay(Duration.ofNanos(System.nanoTime())))
                .asking(hotspots.question());
    }

    /// Has somebody else say the rest of what only the owner can do something about.
    ///
    /// @param facts must not wait; asked often
    public void owned(Supplier<OwnerFacts> facts) {
        owned = facts;
    }

    /// What is contradictory in settings; empty if nothing is.
    public List<Sentence> contradictions(Settings tried) {
        Map<String, Long> sizes =
                loop.latest().stream()
                        .flatMap(outlook -> outlook.inputs().drives().stream())
                        .filter(drive -> DriveSpace.fresh(drive.space()).totalBytes() > 0)
                        .collect(
                                Collectors.toMap(
                                        Inputs.DriveInput::id,
                                        drive -> DriveSpace.fresh(drive.space()).totalBytes()));
        return Contradictions.of(tried, sizes);
    }

    /// What went wrong in what shows the node.
    public SurfaceFaults faults() {
        return faults;
    }

    /// Has other settings hold, at once and for good.
    public void apply(Settings changed) throws IOException {
        change(_ -> changed);
    }

    /// Has settings hold that are made of those that hold, at once and for good.
    public void change(UnaryOperator<Settings> change) throws IOException {
        settings.change(change);
        loop.decide();
    }

    /// Decisions, as they come.
    public ResourceLoop loop() {
        return loop;
    }

    /// What they allow, as it is shown. Where they are only watched, everything is allowed.
    public RestFacts rest() {
        RestFacts rest = loop.latest().map(ResourceLoop.Outlook::rest).orElse(RestFacts.FREE);
        return obedience == Obedience.OBEY
                ? rest
                : new RestFacts(rest.mode(), true, true, true, rest.onBattery(), rest.rules());
    }

    /// What enforces them.
    public Governors governors() {
        return governors;
    }

    /// What is known of the computer.
    public MachineSenses senses() {
        return senses;
    }

    @Override
    public void close() {
        loop.close();
        timer.shutdown(); // not at once: a thread that is interrupted cannot finish its file
        probes.shutdownNow();
        quick.shutdownNow();
        // the thread that closes may be interrupted, and the counts are to be written all the same
        boolean interrupted = Thread.interrupted();
        try {
            if (timer.awaitTermination(1, TimeUnit.SECONDS)) {
                counts.write();
            }
        } catch (InterruptedException e) {
            interrupted = true; // a minute's count is lost
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes a thing when it is first asked for. A thing that cannot be made is tried again.
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            T thing = made;
            if (thing == null) {
                thing = maker.get();
                made = thing;
            }
            return thing;
        }
    }
}
