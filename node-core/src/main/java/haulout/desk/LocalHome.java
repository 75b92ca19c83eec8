// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HomeErasure;
import haulout.home.ActivityDesk;
import haulout.home.DriveDesk;
import haulout.home.FileDesk;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.IdentityDesk;
import haulout.home.LeaveDesk;
import haulout.home.LogPlace;
import haulout.home.NeighbourDesk;
import haulout.home.SettingsDesk;
import haulout.home.StakeDesk;
import haulout.home.StartDesk;
import haulout.home.StartWish;
import haulout.home.Watch;
import haulout.identity.IdentityLockedException;
import haulout.identity.IdentityOffice;
import haulout.identity.IdentityRetiredException;
import haulout.identity.TwinLock;
import haulout.network.OwnNode;
import haulout.redstuff.Kernels;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.Phase;
import haulout.status.Remedy;
import haulout.status.Surface;
import haulout.text.Sentence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The home of this process: a network that is started in the background, started again when it
/// fails, and shown as it is in between.
///
/// Threads: any.
public final class LocalHome implements HomeNode, AutoCloseable {
    private static final String STARTED = "start.done";

    // tried again after each of these, then no more: an endless loop would only hide the cause
    private static final List<Duration> PATIENCE =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2));

    // what a crash costs of the day's strip
    private static final Duration DAYS_EVERY = Duration.ofMinutes(1);

    // half of what may pass before a window says that nothing is known any more
    private static final Duration OLDEST = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LocalHome.class);

    private final HomeParts parts;
    private final Opener opener;
    private final Watches watches = new Watches();
    private final Errands errands;
    private final SettingsDesk settings;
    private final ActivityDesk activity;
    private final FirstStart firstStart;
    private final Ratings ratings;
    private final Thread reporting;
    private final OwnIdentityDesk identity;
    private final OwnLeaveDesk leaving;
    private final Thread leave;
    private volatile @Nullable Running running;
    private volatile Phase phase = new Phase.Starting();
    private volatile List<AlertReport> failures = List.of();
    private volatile HomeSnapshot newest;
    private volatile Instant daysKept = Instant.MIN;
    private volatile boolean closed;
    private final AtomicBoolean trying = new AtomicBoolean();

    /// Opens a network.
    @FunctionalInterface
    public interface Opener {
        /// Returns when the network answers.
        ///
        /// @param wish what the owner chose at the first start; empty later
        Opened open(Optional<StartWish> wish) throws IOException, InterruptedException;
    }

    /// An open network.
    public interface Opened extends AutoCloseable {
        /// What it offers.
        NetworkDesks desks();

        @Override
        void close() throws IOException;
    }

    private volatile @Nullable Opened opened;

    /// @param kernels for the proof on the own machine, and to see how fast it is
    public LocalHome(HomeParts parts, Opener opener, Supplier<Kernels> kernels) {
        this.parts = parts;
        this.opener = opener;
        this.errands = new Errands(parts.executor());
        this.settings = new HeldSettings(parts.rules(), errands);
        this.activity =
                new DiaryDesk(
                        parts.diary(),
                        parts.log(),
                        LogPlace.folder(parts.home()),
                        this::snapshot,
                        parts.zone(),
                        errands);
        this.ratings = new Ratings(parts.rules(), kernels, parts.random(), errands);
        this.firstStart =
                new FirstStart(
                        parts.home(), kernels, parts.random(), errands, parts.clock(), this::begin);
        this.identity =
                new OwnIdentityDesk(
                        new IdentityOffice(
                                parts.home(),
                                parts.keyring(),
                                parts.clock(),
                                parts.random(),
                                TwinLock.standardFolder()),
                        parts.keyring(),
                        errands,
                        new OwnIdentityDesk.Seat() {
                            @Override
                            public void stop() throws IOException {
                                stopNetwork();
                            }

                            @Override
                            public void start() throws IOException, InterruptedException {
                                if (isStarted()) {
                                    open(Optional.empty());
                                }
                            }
                        });
        this.leaving = new OwnLeaveDesk(this::leaver, errands, this::eraseData);
        this.leave = Thread.ofVirtual().name("leaving").unstarted(leaving::run);
        this.newest = idle();
        this.reporting = Thread.ofVirtual().name("reports").unstarted(this::report);
    }

    /// Begins to report, and starts the network unless this is the first start.
    public void run() {
        reporting.start();
        leave.start();
        CompletionStage<?> _ = identity.look();
        if (isStarted()) {
            errands.tell(this::keepRunning);
        }
    }

    private boolean isStarted() {
        return parts.rules().settingsFile().preference(STARTED).isPresent();
    }

    private Optional<Leaving> leaver() {
        Running now = running;
        return now == null
                ? Optional.empty()
                : Optional.of(
                        new Leaving(
                                now.network(),
                                parts.diary(),
                                new Payouts(parts.history(), now.network().ledger(), parts.clock()),
                                parts.home(),
                                parts.clock(),
                                parts.rules().governors().heavy()::isAllowedUrgent));
    }

    /// Takes the network away; the home goes on without it.
    private synchronized void stopNetwork() throws IOException {
        Running now = running;
        running = null;
        if (now != null) {
            now.stop();
        }
        Opened network = opened;
        opened = null;
        phase = new Phase.Stopped();
        if (network != null) {
            network.close();
        }
    }

    private void eraseData() throws IOException {
        stopNetwork();
        new HomeErasure(parts.home()).eraseData();
        parts.rules().settingsFile().forgetPreference(STARTED);
        firstStart.reset();
        phase = new Phase.Starting();
    }

    private FirstStart.Begun begin(StartWish wish) throws IOException, InterruptedException {
        parts.rules().change(held -> wish.settings().with(held.mode()));
        try {
            open(Optional.of(wish));
        } catch (IOException | RuntimeException e) {
            failed(e); // who only looks at the status would wait for ever
            throw e;
        }
        Running now = running;
        if (now == null) {
            return new FirstStart.Begun(0, false, 0);
        }
        NetworkDesks network = now.network();
        if (wish.payTo().isPresent()) {
            network.ledger().payTo(network.node().id(), wish.payTo().get());
        }
        if (wish.follow().isPresent()) {
            now.follow(wish.follow().get());
        }
        parts.rules().settingsFile().setPreference(STARTED, parts.clock().instant().toString());
        return new FirstStart.Begun(
                Math.max(0, network.neighbourhood().neighbours().size() - 1),
                network.ledger().pool(network.node().id()).isPresent(),
                network.node().drives().stream()
                        .filter(OwnNode.OwnDrive::isPresent)
                        .mapToLong(OwnNode.OwnDrive::lentBytes)
                        .sum());
    }

    private void keepRunning() throws InterruptedException {
        if (!trying.compareAndSet(false, true)) {
            return; // it is being tried again and again already
        }
        try {
            for (Duration pause : PATIENCE) {
                try {
                    openAgain();
                    return;
                } catch (IdentityLockedException | IdentityRetiredException e) {
                    return; // its owner has to do something
                } catch (IOException | RuntimeException e) {
                    Thread.sleep(pause); // what it was is told already
                }
            }
        } finally {
            trying.set(false);
        }
    }

    /// One attempt; what went wrong is told on every surface.
    private void openAgain() throws IOException, InterruptedException {
        try {
            open(Optional.empty());
        } catch (IOException | RuntimeException e) {
            log.atError().setCause(e).log("the network could not be started");
            failed(e);
            throw e;
        }
    }

    private synchronized void open(Optional<StartWish> wish)
            throws IOException, InterruptedException {
        if (closed || running != null) {
            return;
        }
        phase = new Phase.Starting();
        Opened network = opener.open(wish);
        opened = network;
        running = new Running(network.desks(), parts, ratings);
        leaving.look();
        phase = new Phase.Running();
        failures = List.of();
    }

    private void failed(Exception cause) {
        phase = new Phase.Stopped();
        failures =
                List.of(
                        new AlertReport(
                                "core",
                                "",
                                AlertReport.Level.AT_RISK,
                                Failures.sentence(cause),
                                parts.clock().instant(),
                                Optional.empty(),
                                // before the owner has agreed the first start's own button is it
                                isStarted()
                                        ? List.of(Remedy.START, Remedy.SHOW_ACTIVITY)
                                        : List.of(Remedy.SHOW_ACTIVITY)));
    }

    private HomeSnapshot idle() {
        Instant now = parts.clock().instant();
        List<AlertReport> found = new ArrayList<>(failures);
        found.addAll(parts.rules().faults().alerts());
        return Reporter.idle(Idle.surface(phase, now, found), mode(), parts.diary(), now);
    }

    private Mode mode() {
        return parts.rules().settings().mode();
    }

    private void report() {
        try {
            while (!closed) {
                // whoever looks seldom costs little
                if (watches.isDue(System.nanoTime()) || isOld()) {
                    refresh();
                }
                Thread.sleep(Reporter.STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the home closes
        }
    }

    private boolean isOld() {
        return newest.at().plus(OLDEST).isBefore(parts.clock().instant());
    }

    private void refresh() throws InterruptedException {
        try {
            Running now = running;
            newest = now == null ? idle() : now.snapshot(mode());
            parts.days()
                    .is(
                            isStarted()
                                    ? DayBook.Presence.of(newest.status().standing())
                                    : DayBook.Presence.ABSENT);
            keepDays(newest.at());
            watches.tell(newest, System.nanoTime());
        } catch (IOException | RuntimeException e) {
            // the snapshot gets old, and its proofs with it
            log.atWarn().setCause(e).log("no snapshot could be made");
        }
    }

    private void keepDays(Instant now) throws InterruptedException {
        if (!now.isBefore(daysKept.plus(DAYS_EVERY))) {
            daysKept = now;
            parts.days().keep(now);
        }
    }

    @Override
    public HomeSnapshot snapshot() {
        return newest;
    }

    @Override
    public Watch watch(Duration atMost, Consumer<HomeSnapshot> listener) {
        return watches.add(atMost, listener, newest, System.nanoTime());
    }

    @Override
    public void noteFault(String surface) {
        parts.rules().faults().note(surface, parts.clock().instant());
    }

    /// How far it is with leaving; empty unless it leaves or has left.
    public Optional<Phase> leavingNow() {
        return leaving.phase(parts.clock().instant());
    }

    /// What its owner can do by command; empty while no network runs.
    public Optional<OwnerDesks> owner() {
        Running now = running;
        return now == null
                ? Optional.empty()
                : Optional.of(
                        new OwnerDesks(now.network().node(), now.drives(), Optional.of(leaving)));
    }

    /// How the node is, for those who ask from other programs.
    public Surface surface() {
        return newest.surfaceAt(parts.clock().instant());
    }

    @Override
    public CompletionStage<Void> setMode(Mode mode) {
        return errands.tell(() -> {
            parts.rules().change(held -> held.with(mode));
            refresh();
        });
    }

    @Override
    public CompletionStage<Void> checkNow() {
        Running now = running;
        if (now == null) {
            // nothing is started that its owner has not agreed to yet
            return errands.tell(isStarted() ? this::keepRunning : this::refresh);
        }
        return errands.tell(() -> {
            now.network().lookNow().run();
            refresh();
        });
    }

    @Override
    public CompletionStage<Void> startAgain() {
        return errands.tell(() -> {
            try {
                if (isStarted()) {
                    openAgain();
                }
            } finally {
                refresh();
            }
        });
    }

    private static final String NOT_RUNNING = "failure.not-running";

    @Override
    public DriveDesk drives() {
        Running now = running;
        return now == null ? ClosedDesk.of(DriveDesk.class, NOT_RUNNING) : now.drives();
    }

    @Override
    public FileDesk files() {
        Running now = running;
        return now == null ? ClosedDesk.of(FileDesk.class, NOT_RUNNING) : now.files();
    }

    @Override
    public StakeDesk stakes() {
        Running now = running;
        return now == null ? ClosedDesk.of(StakeDesk.class, NOT_RUNNING) : now.stakes();
    }

    @Override
    public Optional<NeighbourDesk> neighbours() {
        Running now = running;
        return Optional.of(
                now == null ? ClosedDesk.of(NeighbourDesk.class, NOT_RUNNING) : now.neighbours());
    }

    @Override
    public IdentityDesk identity() {
        return identity;
    }

    @Override
    public LeaveDesk leaving() {
        return leaving;
    }

    @Override
    public SettingsDesk settings() {
        return settings;
    }

    @Override
    public ActivityDesk activity() {
        return activity;
    }

    @Override
    public Optional<StartDesk> start() {
        return isStarted() ? Optional.empty() : Optional.of(firstStart);
    }

    @Override
    public CompletionStage<Void> setJob(String job, boolean on) {
        return CompletableFuture.failedStage(
                new haulout.home.HomeException(Sentence.of("failure.job-fixed")));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        reporting.interrupt();
        leave.interrupt();
        Running now = running;
        if (now != null) {
            now.stop();
        }
        Opened network = opened;
        if (network != null) {
            network.close();
        }
    }
}
