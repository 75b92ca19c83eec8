// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.home.ActivityDesk;
import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.home.DriveCandidate;
import haulout.home.DriveDesk;
import haulout.home.DriveReport;
import haulout.home.FileDesk;
import haulout.home.Forecast;
import haulout.home.HelpPart;
import haulout.home.HomeException;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.IdentityDesk;
import haulout.home.JobReport;
import haulout.home.LeaveDesk;
import haulout.home.LogLine;
import haulout.home.MachineReport;
import haulout.home.ModeReport;
import haulout.home.NeighbourDesk;
import haulout.home.NeighbourReport;
import haulout.home.PieceMap;
import haulout.home.SettingsDesk;
import haulout.home.ShareLink;
import haulout.home.StakeDesk;
import haulout.home.StakePreview;
import haulout.home.StartDesk;
import haulout.home.StartStep;
import haulout.home.StartWish;
import haulout.home.StoreOffer;
import haulout.home.StoreWish;
import haulout.home.StoredFile;
import haulout.home.Transfer;
import haulout.home.Watch;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A node that exists only for tests and pictures: every state at will, no clock, no threads, and
/// what is asked of it happens at once and is written down.
public final class SampleHomeNode implements HomeNode {
    /// What was asked, as `files.store /a/b.txt`.
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final List<Consumer<HomeSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, String> preferences = new HashMap<>();
    private final Desks desks = new Desks();
    private final SampleIdentity identity = new SampleIdentity(asked);
    private final SampleLeave leave = new SampleLeave(asked);
    private HomeSnapshot now;
    private Settings settings = Settings.of(Preset.BALANCED);
    private boolean first;
    private int startSteps;
    private Optional<StartStep> startFailure = Optional.empty();
    private final Map<String, StartStep> startChanged = new HashMap<>();
    private Optional<HomeException> nextFailure = Optional.empty();
    private Answers answers = Answers.AT_ONCE;

    /// What becomes of questions.
    public enum Answers {
        /// They are answered while they are asked.
        AT_ONCE,
        /// They are under way for ever.
        NEVER,
        /// None can be answered.
        FAILING
    }

    /// A node in a state.
    public SampleHomeNode(Sample sample) {
        now = SampleSnapshots.of(sample);
    }

    /// Changes to another state.
    public synchronized void become(Sample sample) {
        publish(SampleSnapshots.of(sample));
    }

    /// Has the first start still to be done.
    public SampleHomeNode fresh() {
        first = true;
        return this;
    }

    /// Has the next question fail.
    public void failNext(String sentence) {
        nextFailure = Optional.of(new HomeException(Plain.of(sentence)));
    }

    /// Has all questions from now on answered so.
    public SampleHomeNode answering(Answers how) {
        answers = how;
        return this;
    }

    /// How many watch; for the tests of leaks.
    public int watchers() {
        return listeners.size();
    }

    /// Publishes a snapshot.
    public synchronized void publish(HomeSnapshot next) {
        now = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    /// Has the next step of the first start done.
    public void advanceStart() {
        startSteps++;
        publish(now);
    }

    /// Has a step of the first start fail, and with it all of the start, until it is done.
    public void failStart(String step, String why) {
        StartStep failed =
                new StartStep(
                        step,
                        StartStep.State.FAILED,
                        Plain.of("Doing " + step),
                        Optional.empty(),
                        Optional.of(Plain.of(why)));
        startFailure = Optional.of(failed);
        startChanged.put(step, failed);
        publish(now);
    }

    /// Has one step of the first start done, whatever the others are, and no other fail.
    public void doneStart(String step) {
        startFailure = Optional.empty();
        startChanged.values().removeIf(one -> one.state() == StartStep.State.FAILED);
        startChanged.put(
                step,
                new StartStep(
                        step,
                        StartStep.State.DONE,
                        Plain.of("Done " + step),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.empty()));
        publish(now);
    }

    private <T> CompletionStage<T> answer(String what, T value) {
        asked.add(what);
        if (answers == Answers.NEVER) {
            return new CompletableFuture<>();
        }
        if (answers == Answers.FAILING) {
            return CompletableFuture.failedStage(
                    new HomeException(Plain.of("The node did not answer in time.")));
        }
        if (nextFailure.isPresent()) {
            HomeException failure = nextFailure.get();
            nextFailure = Optional.empty();
            return CompletableFuture.failedStage(failure);
        }
        return CompletableFuture.completedStage(value);
    }

    @SuppressWarnings("NullAway") // as the facade has it
    private CompletionStage<Void> done(String what, Runnable effect) {
        boolean fails = nextFailure.isPresent() || answers != Answers.AT_ONCE;
        CompletionStage<Void> answer = answer(what, null);
        if (!fails) {
            effect.run();
        }
        return answer;
    }

    private static HomeSnapshot with(
            HomeSnapshot s,
            ModeReport mode,
            List<DriveReport> drives,
            List<JobReport> jobs,
            List<StoredFile> files,
            List<Transfer> transfers,
            List<NeighbourReport> neighbours) {
        return new HomeSnapshot(
                s.at(),
                s.status(),
                mode,
                s.network(),
                s.load(),
                drives,
                s.holdings(),
                jobs,
                s.earnings(),
                s.staking(),
                s.checks(),
                s.alerts(),
                files,
                transfers,
                neighbours,
                s.lately());
    }

    @Override
    public synchronized HomeSnapshot snapshot() {
        return now;
    }

    @Override
    public Watch watch(Duration atMost, Consumer<HomeSnapshot> listener) {
        listeners.add(listener);
        listener.accept(now);
        return new Watch() {
            @Override
            public void pace(Duration often) {
                asked.add("pace " + often);
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public void noteFault(String surface) {
        asked.add("fault " + surface);
    }

    @Override
    public CompletionStage<Void> setMode(Mode mode) {
        return done(
                "mode " + mode.kind(),
                () ->
                        publish(
                                with(
                                        now,
                                        new ModeReport(mode, now.mode().awayLeft()),
                                        now.drives(),
                                        now.jobs(),
                                        now.files(),
                                        now.transfers(),
                                        now.neighbours())));
    }

    @Override
    public CompletionStage<Void> checkNow() {
        return done("check", () -> {});
    }

    @Override
    public CompletionStage<Void> startAgain() {
        return done("start again", () -> {});
    }

    @Override
    public IdentityDesk identity() {
        return identity;
    }

    /// What leaving is.
    public SampleLeave leave() {
        return leave;
    }

    /// Who it is.
    public SampleIdentity who() {
        return identity;
    }

    @Override
    public LeaveDesk leaving() {
        return leave;
    }

    @Override
    public DriveDesk drives() {
        return desks;
    }

    @Override
    public FileDesk files() {
        return desks;
    }

    @Override
    public StakeDesk stakes() {
        return new Stakes();
    }

    @Override
    public Optional<NeighbourDesk> neighbours() {
        return Optional.of(new Neighbours());
    }

    @Override
    public SettingsDesk settings() {
        return desks;
    }

    @Override
    public ActivityDesk activity() {
        return desks;
    }

    @Override
    public Optional<StartDesk> start() {
        return first ? Optional.of(new Start()) : Optional.empty();
    }

    @Override
    public CompletionStage<Void> setJob(String job, boolean on) {
        return done(
                "job " + job + " " + on,
                () ->
                        publish(
                                with(
                                        now,
                                        now.mode(),
                                        now.drives(),
                                        now.jobs().stream()
                                                .map(j ->
                                                        j.job().equals(job)
                                                                ? new JobReport(
                                                                        j.job(),
                                                                        j.offer(),
                                                                        j.stars(),
                                                                        j.basis(),
                                                                        j.cost(),
                                                                        on,
                                                                        j.isFixed())
                                                                : j)
                                                .toList(),
                                        now.files(),
                                        now.transfers(),
                                        now.neighbours())));
    }

    private void changeTransfers(UnaryOperator<List<Transfer>> change) {
        publish(
                with(
                        now,
                        now.mode(),
                        now.drives(),
                        now.jobs(),
                        now.files(),
                        change.apply(now.transfers()),
                        now.neighbours()));
    }

    private void changeDrives(UnaryOperator<List<DriveReport>> change) {
        publish(
                with(
                        now,
                        now.mode(),
                        change.apply(now.drives()),
                        now.jobs(),
                        now.files(),
                        now.transfers(),
                        now.neighbours()));
    }

    private volatile int hotspotAnswers;

    private final class Desks implements DriveDesk, FileDesk, SettingsDesk, ActivityDesk {
        @Override
        public CompletionStage<List<DriveCandidate>> candidates() {
            return answer("drives.candidates", SampleMachine.drives());
        }

        @Override
        public CompletionStage<DriveCandidate> look(Path folder) {
            return answer("drives.look " + folder, SampleMachine.drives().getFirst());
        }

        @Override
        public CompletionStage<Void> add(DriveCandidate place, long bytes) {
            return done("drives.add " + place.id() + " " + bytes, () -> {});
        }

        @Override
        public CompletionStage<Path> move(String drive, Path to) {
            return answer("drives.move " + drive + " " + to, Path.of("/old"));
        }

        @Override
        public CompletionStage<Void> clear(String drive, Path old) {
            return done("drives.clear " + drive + " " + old, () -> {});
        }

        @Override
        public CompletionStage<Void> lend(String drive, long bytes) {
            return done(
                    "drives.lend " + drive + " " + bytes,
                    () ->
                            changeDrives(all ->
                                    all.stream()
                                            .map(d -> d.id().equals(drive) ? lent(d, bytes) : d)
                                            .toList()));
        }

        private DriveReport lent(DriveReport d, long bytes) {
            return new DriveReport(
                    d.id(),
                    d.label(),
                    d.folder(),
                    d.type(),
                    d.state(),
                    d.since(),
                    d.totalBytes(),
                    d.freeBytes(),
                    d.usedBytes(),
                    d.sliverBytes(),
                    d.overheadBytes(),
                    bytes,
                    d.floorBytes(),
                    d.mostLentBytes(),
                    d.writtenToday(),
                    d.writeBudget(),
                    d.lastFullCheck(),
                    d.takesIn(),
                    d.shield(),
                    d.actions(),
                    d.task());
        }

        @Override
        public CompletionStage<Void> setTakesIn(String drive, boolean takesIn) {
            return done("drives.takesIn " + drive + " " + takesIn, () -> {});
        }

        @Override
        public CompletionStage<Void> check(String drive) {
            return done("drives.check " + drive, () -> {});
        }

        @Override
        public CompletionStage<Void> setShield(String drive, String shield) {
            return done("drives.shield " + drive + " " + shield, () -> {});
        }

        @Override
        public CompletionStage<Void> remove(String drive, boolean isLost) {
            return done(
                    "drives.remove " + drive + " " + isLost,
                    () ->
                            changeDrives(all ->
                                    all.stream().filter(d -> !d.id().equals(drive)).toList()));
        }

        @Override
        public CompletionStage<StoreOffer> offer(StoreWish wish) {
            if (("" + wish.file()).contains("toolarge")) {
                asked.add("files.offer " + wish.file().getFileName());
                return CompletableFuture.failedStage(
                        new HomeException(Plain.of("It is larger than this network takes.")));
            }
            return answer(
                    "files.offer " + wish.file().getFileName(),
                    new StoreOffer(
                            8_400_000L,
                            39_000_000L,
                            12_000_000L,
                            SampleSnapshots.NOW.plus(Duration.ofDays(22)),
                            149_000_000L,
                            SampleSnapshots.SHARDS,
                            34));
        }

        @Override
        public CompletionStage<Transfer> store(StoreWish wish) {
            String name = "" + wish.file().getFileName();
            Transfer transfer =
                    SampleStorage.transfer(
                            100 + asked.size(),
                            name,
                            true,
                            Transfer.Stage.ENCODING,
                            10,
                            100,
                            0,
                            "");
            boolean fails = nextFailure.isPresent();
            CompletionStage<Transfer> answer =
                    answer("files.store " + name + " locked " + wish.locked(), transfer);
            if (!fails) {
                changeTransfers(all -> plus(transfer, all));
            }
            return answer;
        }

        private List<Transfer> plus(Transfer transfer, List<Transfer> all) {
            List<Transfer> more = new ArrayList<>(all);
            more.addFirst(transfer);
            return more;
        }

        @Override
        public CompletionStage<Transfer> takeOut(BlobId blob, Path target) {
            Transfer transfer =
                    SampleStorage.transfer(
                            200 + asked.size(),
                            "" + target.getFileName(),
                            false,
                            Transfer.Stage.FETCHING,
                            20,
                            100,
                            4,
                            "");
            changeTransfers(all -> plus(transfer, all));
            return answer("files.takeOut " + target.getFileName(), transfer);
        }

        @Override
        public CompletionStage<Void> cancel(long transfer) {
            return done(
                    "files.cancel " + transfer,
                    () ->
                            changeTransfers(
                                    all -> all.stream().filter(t -> t.id() != transfer).toList()));
        }

        @Override
        public CompletionStage<Void> forget(long transfer) {
            return cancel(transfer);
        }

        @Override
        public CompletionStage<Void> delete(ObjectId object) {
            return done(
                    "files.delete",
                    () ->
                            publish(
                                    with(
                                            now,
                                            now.mode(),
                                            now.drives(),
                                            now.jobs(),
                                            now.files().stream()
                                                    .filter(f -> !f.object().equals(object))
                                                    .toList(),
                                            now.transfers(),
                                            now.neighbours())));
        }

        @Override
        public CompletionStage<Void> extend(ObjectId object, long epochs) {
            return done("files.extend " + epochs, () -> {});
        }

        @Override
        public CompletionStage<ShareLink> link(BlobId blob, boolean withKey) {
            StoredFile file =
                    now.files().stream()
                            .filter(one -> one.blob().equals(blob))
                            .findFirst()
                            .orElseThrow();
            return answer(
                    "files.link " + file.name() + (withKey ? " with key" : ""),
                    new ShareLink(
                            blob,
                            file.name(),
                            withKey && file.isLocked()
                                    ? Optional.of(java.nio.ByteBuffer.allocate(32))
                                    : Optional.empty(),
                            Optional.of(file.keptUntil())));
        }

        @Override
        public CompletionStage<Transfer> takeOut(ShareLink link, Path target) {
            return takeOut(link.blob(), target);
        }

        @Override
        public CompletionStage<PieceMap> pieces(BlobId blob) {
            List<PieceMap.Place> places = new ArrayList<>();
            for (NeighbourReport neighbour : now.neighbours()) {
                places.add(
                        new PieceMap.Place(
                                neighbour.place(),
                                neighbour.name(),
                                neighbour.shards(),
                                switch (neighbour.state()) {
                                    case RUNNING, SLOW -> PieceMap.Held.ALL;
                                    case MENDING -> PieceMap.Held.SOME;
                                    case LYING -> PieceMap.Held.NONE;
                                    case STOPPED -> PieceMap.Held.UNKNOWN;
                                }));
            }
            return answer("files.pieces", new PieceMap(blob, places));
        }

        @Override
        public Settings current() {
            return settings;
        }

        @Override
        public CompletionStage<Void> apply(Settings next) {
            return done("settings.apply", () -> settings = next);
        }

        @Override
        public List<haulout.text.Sentence> contradictions(Settings next) {
            return List.of();
        }

        @Override
        public CompletionStage<Forecast> forecast(Settings next) {
            List<Double> hours = new ArrayList<>();
            for (int i = 0; i < 168; i++) {
                hours.add(Math.max(0, Math.sin(i / 24.0 * Math.PI * 2)));
            }
            return answer(
                    "settings.forecast",
                    new Forecast(
                            Duration.ofMinutes(340),
                            Duration.ofDays(7),
                            hours,
                            List.of(haulout.text.Sentence.of("rule.user"))));
        }

        @Override
        public CompletionStage<Void> answerHotspot(boolean isHotspot) {
            return done("hotspot " + isHotspot, () -> hotspotAnswers++);
        }

        @Override
        public boolean hasHotspotAnswers() {
            return hotspotAnswers > 0;
        }

        @Override
        public CompletionStage<Void> forgetHotspots() {
            return done("forget hotspots", () -> hotspotAnswers = 0);
        }

        @Override
        public Optional<String> preference(String name) {
            return Optional.ofNullable(preferences.get(name));
        }

        @Override
        public CompletionStage<Void> setPreference(String name, String value) {
            return done("preference " + name, () -> preferences.put(name, value));
        }

        @Override
        public CompletionStage<List<ActivityEvent>> events(
                ActivityFilter filter, long before, int most) {
            return answer(
                    "activity.events",
                    now.lately().stream()
                            .filter(e ->
                                    filter.kinds().isEmpty() || filter.kinds().contains(e.kind()))
                            .filter(e -> e.number() < before)
                            .limit(most)
                            .toList());
        }

        @Override
        public CompletionStage<List<LogLine>> log(long after) {
            List<LogLine> lines = new ArrayList<>();
            for (long i = after + 1; i <= 200; i++) {
                lines.add(
                        new LogLine(
                                i,
                                SampleSnapshots.NOW.minusSeconds(200 - i),
                                i % 17 == 0 ? LogLine.Level.WARNING : LogLine.Level.INFO,
                                i % 3 == 0 ? "store" : "node",
                                "line "
                                        + i
                                        + " of the sample log"
                                        + (i % 5 == 0
                                                ? " node=\"0x" + "5a".repeat(48) + '"'
                                                : "")));
            }
            return answer("activity.log", lines);
        }

        @Override
        public Path logFolder() {
            return Path.of("log");
        }

        @Override
        public CompletionStage<List<HelpPart>> helpFile() {
            return answer(
                    "activity.help",
                    List.of(
                            new HelpPart("versions.txt", "haulout 0.1.0\njava 25"),
                            new HelpPart("settings.json", "{\"preset\":\"balanced\"}"),
                            new HelpPart("health.txt", "17 checks passed, 1 tip")));
        }

        @Override
        public CompletionStage<Void> saveHelpFile(Path target) {
            return done("activity.saveHelp " + target.getFileName(), () -> {});
        }
    }

    private final class Neighbours implements NeighbourDesk {
        private CompletionStage<Void> become(String what, int place, NeighbourReport.State state) {
            return done(
                    "neighbours." + what + " " + place,
                    () ->
                            publish(
                                    with(
                                            now,
                                            now.mode(),
                                            now.drives(),
                                            now.jobs(),
                                            now.files(),
                                            now.transfers(),
                                            now.neighbours().stream()
                                                    .map(n ->
                                                            n.place() == place
                                                                    ? SampleOthers.neighbour(
                                                                            place, state, true)
                                                                    : n)
                                                    .toList())));
        }

        @Override
        public CompletionStage<Void> stop(int place) {
            return become("stop", place, NeighbourReport.State.STOPPED);
        }

        @Override
        public CompletionStage<Void> start(int place) {
            return become("start", place, NeighbourReport.State.RUNNING);
        }

        @Override
        public CompletionStage<Void> wipe(int place) {
            return become("wipe", place, NeighbourReport.State.MENDING);
        }

        @Override
        public CompletionStage<Void> slow(int place) {
            return become("slow", place, NeighbourReport.State.SLOW);
        }

        @Override
        public CompletionStage<Void> lie(int place) {
            return become("lie", place, NeighbourReport.State.LYING);
        }

        @Override
        public CompletionStage<Void> nextEpoch() {
            return done("neighbours.nextEpoch", () -> {});
        }
    }

    private final class Stakes implements StakeDesk {
        private StakePreview preview(long frost) {
            return new StakePreview(
                    frost,
                    20_000_000L,
                    SampleSnapshots.NOW.plus(Duration.ofDays(3)),
                    Plain.of("Can be taken back until the period changes."),
                    Plain.of("The node may earn less than now; what you stake is not at risk."));
        }

        @Override
        public CompletionStage<StakePreview> previewStake(NodeId node, long frost) {
            return answer("stakes.preview", preview(frost));
        }

        @Override
        public CompletionStage<Void> stake(NodeId node, long frost) {
            return done("stakes.stake " + frost, () -> {});
        }

        @Override
        public CompletionStage<StakePreview> previewUnstake(ObjectId stake) {
            return answer("stakes.previewUnstake", preview(500 * SampleSnapshots.WAL));
        }

        @Override
        public CompletionStage<Void> unstake(ObjectId stake) {
            return done("stakes.unstake", () -> {});
        }

        @Override
        public CompletionStage<Void> withdraw(ObjectId stake) {
            return done("stakes.withdraw", () -> {});
        }

        @Override
        public CompletionStage<Void> collect() {
            return done("stakes.collect", () -> {});
        }

        @Override
        public CompletionStage<Void> follow(AccountAddress owner) {
            return done("stakes.follow", () -> {});
        }

        @Override
        public CompletionStage<Void> unfollow(AccountAddress owner) {
            return done("stakes.unfollow", () -> {});
        }
    }

    private final class Start implements StartDesk {
        @Override
        public MachineReport machine() {
            return SampleMachine.report();
        }

        @Override
        public CompletionStage<Void> begin(StartWish wish) {
            String follows = wish.follow().map(owner -> " follows " + owner).orElse("");
            startFailure
                    .flatMap(StartStep::remedy)
                    .ifPresent(why -> nextFailure = Optional.of(new HomeException(why)));
            return done("start.begin " + wish.goal() + " " + wish.lendBytes() + follows, () -> {});
        }

        @Override
        public List<StartStep> steps() {
            return SampleMachine.steps(startSteps).stream()
                    .map(step -> startChanged.getOrDefault(step.step(), step))
                    .toList();
        }
    }
}
