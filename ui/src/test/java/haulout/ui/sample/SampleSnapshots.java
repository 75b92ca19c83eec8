// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.home.ActivityEvent;
import haulout.home.DelegatorReport;
import haulout.home.DriveReport;
import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HoldingsReport;
import haulout.home.HomeSnapshot;
import haulout.home.JobReport;
import haulout.home.LoadReport;
import haulout.home.ModeReport;
import haulout.home.NeighbourReport;
import haulout.home.NetworkReport;
import haulout.home.OperatorReport;
import haulout.home.Payout;
import haulout.home.QuarterHour;
import haulout.home.StakeReport;
import haulout.home.StakingReport;
import haulout.home.StoredFile;
import haulout.home.TaskProgress;
import haulout.home.Transfer;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.status.ProofId;
import haulout.status.ProofReport;
import haulout.status.Remedy;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.text.Sentence;
import haulout.text.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Snapshots of every state, the same at every run.
public final class SampleSnapshots {
    /// When all samples were taken.
    public static final Instant NOW = Instant.parse("2026-11-20T10:42:00Z");

    static final long GB = 1_000_000_000L;
    static final long WAL = 1_000_000_000L;
    static final int SHARDS = 100;

    private SampleSnapshots() {}

    /// A snapshot of a state.
    public static HomeSnapshot of(Sample sample) {
        boolean known = sample != Sample.UNKNOWN && sample != Sample.STARTING;
        boolean filled = sample != Sample.EMPTY && sample != Sample.STARTING;
        return new HomeSnapshot(
                NOW,
                status(sample),
                new ModeReport(
                        sample == Sample.PAUSED
                                ? Mode.pausedUntil(NOW.plus(Duration.ofMinutes(28)))
                                : Mode.AUTOMATIC,
                        Optional.of(Duration.ofMinutes(320))),
                Optional.of(network()),
                load(sample, known, filled),
                filled ? drives(sample, known) : List.of(),
                holdings(known, filled, sample),
                jobs(known),
                earnings(known, filled),
                staking(known, filled),
                checks(sample),
                alerts(sample),
                filled ? files(sample) : List.of(),
                filled ? transfers() : List.of(),
                neighbours(sample),
                filled ? lately() : List.of());
    }

    private static <T> Figure<T> figure(boolean known, T value) {
        return known ? Figure.confirmed(value, NOW) : Figure.unknown();
    }

    static Hash32 hash(long seed) {
        return new Hash32(seed * 0x9E3779B97F4A7C15L, seed * 0xC2B2AE3D27D4EB4FL, seed * 31, ~seed);
    }

    static NodeId node(int place) {
        return new NodeId(hash(place + 1));
    }

    static AccountAddress owner() {
        return new AccountAddress(hash(77));
    }

    private static NetworkReport network() {
        return new NetworkReport(
                NetworkReport.Kind.PRACTICE,
                "Practice",
                false,
                SHARDS,
                12,
                41,
                Optional.of(NOW.plus(Duration.ofMinutes(6))),
                Duration.ofMinutes(10),
                Optional.of(node(0)),
                Optional.of(owner()));
    }

    private static StatusReport status(Sample sample) {
        NodeStanding standing =
                switch (sample) {
                    case HEALTHY, EMPTY -> NodeStanding.HEALTHY;
                    case RESTING -> NodeStanding.RESTING;
                    case UNKNOWN -> NodeStanding.CHECKING;
                    case STOPPED -> NodeStanding.STOPPED;
                    case ATTENTION -> NodeStanding.ATTENTION;
                    case AT_RISK -> NodeStanding.AT_RISK;
                    case OFFLINE -> NodeStanding.OFFLINE;
                    case PAUSED -> NodeStanding.PAUSED;
                    case STARTING -> NodeStanding.STARTING;
                };
        Sentence sentence =
                switch (sample) {
                    case HEALTHY ->
                            Plain.of(
                                    "Storing 62.4 GB. Heavy work rests – you are using the"
                                            + " computer. Starts again after 3 quiet minutes.");
                    case EMPTY -> Plain.of("Ready. All checks passed a minute ago.");
                    case RESTING ->
                            Plain.of(
                                    "Running on battery. Not answering until 30 seconds on mains.");
                    case UNKNOWN ->
                            Plain.of(
                                    "Last confirmed 12 min ago. Waiting for somebody outside to"
                                            + " reach this computer.");
                    case STOPPED -> Plain.of("The drive with the store was removed while writing.");
                    case ATTENTION ->
                            Plain.of(
                                    "Drive Backup disk answers slowly. If it goes on, storage"
                                            + " checks may be missed.");
                    case AT_RISK ->
                            Plain.of(
                                    "Drive Backup disk is not there. Plug it in before 16:31 to"
                                            + " keep 20 GB.");
                    case OFFLINE ->
                            Plain.of(
                                    "Can't reach the network since 10:31. Your data on this"
                                            + " computer is safe.");
                    case PAUSED -> Plain.of("Resumes at 11:10.");
                    case STARTING -> Plain.of("Starting up – usually under 10 seconds.");
                };
        boolean fresh = standing.isGreen();
        return new StatusReport(
                standing,
                sentence,
                sample == Sample.HEALTHY
                        ? List.of(Plain.of("Can't tell how hot the computer is"))
                        : List.of(),
                fresh ? Optional.of(NOW.minus(Duration.ofMinutes(2))) : Optional.empty(),
                List.of(
                        new ProofReport(
                                ProofId.CORE,
                                "",
                                ProofReport.Outcome.PASSED,
                                Optional.of(NOW),
                                Duration.ofSeconds(10),
                                Plain.of("answers"))),
                rules(sample));
    }

    private static List<RuleReport> rules(Sample sample) {
        List<RuleReport> rules = new ArrayList<>();
        boolean user = sample == Sample.HEALTHY;
        boolean battery = sample == Sample.RESTING;
        rules.add(
                rule(
                        "battery",
                        battery,
                        battery ? "battery, 64 %" : "mains",
                        "battery",
                        Sentence.of("rule.battery"),
                        Sentence.of("ends.mains", new Term.Span(Duration.ofMinutes(1)))));
        rules.add(
                rule(
                        "user",
                        user,
                        "12 s ago",
                        "3 min",
                        Sentence.of("rule.user"),
                        Sentence.of("ends.user", new Term.Count(3))));
        for (String quiet : List.of("metered", "heat", "hours", "app", "memory", "cpu", "disk")) {
            rules.add(
                    rule(
                            quiet,
                            false,
                            "–",
                            "–",
                            Sentence.of("rule." + quiet),
                            Sentence.of("ends.over")));
        }
        return rules;
    }

    private static RuleReport rule(
            String id, boolean acts, String measured, String limit, Sentence why, Sentence ends) {
        return new RuleReport(
                id,
                "",
                acts ? RuleReport.State.ACTIVE : RuleReport.State.CLEAR,
                acts ? Set.of("heavy") : Set.of(),
                Set.of(),
                Plain.of(measured),
                Plain.of(limit),
                NOW.minus(Duration.ofMinutes(34)),
                acts ? Optional.of(ends) : Optional.empty(),
                Optional.empty(),
                why);
    }

    private static LoadReport load(Sample sample, boolean known, boolean filled) {
        boolean busy = filled && known && sample != Sample.PAUSED && sample != Sample.OFFLINE;
        Optional<Sentence> resting =
                sample == Sample.HEALTHY
                        ? Optional.of(Sentence.of("rule.user"))
                        : sample == Sample.RESTING
                                ? Optional.of(Sentence.of("rule.battery"))
                                : Optional.empty();
        return new LoadReport(
                new Gauge(figure(known, 0L), figure(known, 5000L), resting),
                new Gauge(
                        figure(known, busy ? 2_000_000L : 0L),
                        figure(known, 20_000_000L),
                        Optional.empty()),
                new Gauge(
                        figure(known, busy ? 50_000L : 0L),
                        figure(known, 1_125_000L),
                        Optional.empty()),
                new Gauge(
                        figure(known, busy ? 140_000L : 0L),
                        figure(known, 3_750_000L),
                        Optional.empty()),
                day(filled));
    }

    private static List<QuarterHour> day(boolean filled) {
        List<QuarterHour> day = new ArrayList<>();
        Instant start = NOW.minus(Duration.ofHours(24));
        for (int i = 0; i < 96; i++) {
            double wave = Math.sin(i / 96.0 * Math.PI * 2 - 0.4);
            long worked = !filled ? 0 : Math.max(0, Math.round(900 * wave));
            boolean away = !filled && i < 94 || filled && i > 70 && i < 77;
            worked = away ? 0 : worked;
            day.add(
                    new QuarterHour(
                            start.plus(Duration.ofMinutes(15L * i)),
                            Duration.ofSeconds(worked),
                            Duration.ofSeconds(away ? 0 : 900 - worked),
                            Duration.ofSeconds(away ? 900 : 0),
                            worked < 450 && !away
                                    ? Optional.of(Sentence.of("rule.user"))
                                    : Optional.empty()));
        }
        return day;
    }

    private static List<DriveReport> drives(Sample sample, boolean known) {
        boolean missing = sample == Sample.AT_RISK;
        boolean slow = sample == Sample.ATTENTION;
        return List.of(
                new DriveReport(
                        "d1",
                        "Data",
                        Path.of("/mnt/data/haulout"),
                        DriveReport.Type.SOLID,
                        known ? DriveReport.State.FINE : DriveReport.State.CHECKING,
                        Optional.empty(),
                        figure(known, 910 * GB),
                        figure(known, 547 * GB),
                        figure(known, 62_400_000_000L),
                        figure(known, 58 * GB),
                        figure(known, 4_400_000_000L),
                        150 * GB,
                        91 * GB,
                        460 * GB,
                        figure(known, 1_200_000_000L),
                        20 * GB,
                        figure(known, NOW.minus(Duration.ofDays(6))),
                        true,
                        "light",
                        EnumSet.allOf(DriveReport.Action.class),
                        slow
                                ? Optional.of(
                                        new TaskProgress(
                                                Plain.of("Handing 22 GB to others"),
                                                8 * GB,
                                                22 * GB,
                                                Figure.estimated(Duration.ofMinutes(35), NOW),
                                                Optional.empty()))
                                : Optional.empty()),
                new DriveReport(
                        "d2",
                        "Backup disk",
                        Path.of("/media/backup/haulout"),
                        DriveReport.Type.REMOVABLE,
                        missing
                                ? DriveReport.State.MISSING
                                : known ? DriveReport.State.FINE : DriveReport.State.CHECKING,
                        missing
                                ? Optional.of(Instant.parse("2026-11-20T10:31:00Z"))
                                : Optional.empty(),
                        figure(known && !missing, 2000 * GB),
                        figure(known && !missing, 1400 * GB),
                        figure(known && !missing, 20 * GB),
                        figure(known && !missing, 19 * GB),
                        figure(known && !missing, GB),
                        200 * GB,
                        100 * GB,
                        1300 * GB,
                        figure(known && !missing, 0L),
                        200 * GB,
                        figure(known && !missing, NOW.minus(Duration.ofDays(2))),
                        true,
                        "off",
                        EnumSet.allOf(DriveReport.Action.class),
                        Optional.empty()));
    }

    private static HoldingsReport holdings(boolean known, boolean filled, Sample sample) {
        return new HoldingsReport(
                figure(known, filled ? 18_204L : 0L),
                figure(known, filled ? 1_911L : 0L),
                figure(known, filled ? 58 * GB : 0L),
                9,
                figure(known, filled ? 3L : 0L),
                figure(known, filled ? 3L : 0L),
                figure(known, 0L),
                sample == Sample.ATTENTION
                        ? List.of(
                                new TaskProgress(
                                        Plain.of("Rebuilding pieces of shard 17"),
                                        410,
                                        1300,
                                        Figure.estimated(Duration.ofMinutes(4), NOW),
                                        Optional.of(Sentence.of("rule.user"))))
                        : List.of());
    }

    private static List<JobReport> jobs(boolean known) {
        return List.of(
                job("keep", known, 3, "82 GB, light", true, false, true),
                job("answer", known, 3, "upload, light", true, true, true),
                job("encode", known, 2, "processor in bursts", true, false, true),
                job("repair", known, 2, "processor and internet", true, false, true),
                job("check", known, 3, "disk, at night", true, false, true),
                job("prove", known, 1, "long, warm, 8 GB of memory", false, false, false),
                job("tree", known, 2, "disk and memory", false, false, false),
                job("watch", known, 2, "light, steady", false, false, false));
    }

    private static JobReport job(
            String id,
            boolean known,
            int stars,
            String cost,
            boolean on,
            boolean fixed,
            boolean offered) {
        return new JobReport(
                id,
                offered ? JobReport.Offer.OFFERED : JobReport.Offer.NOT_OFFERED,
                figure(known, stars),
                Plain.of("Encodes 212 MB/s, flushes in 4 ms, online 99.4 % of 30 days"),
                Plain.of(cost),
                on,
                fixed);
    }

    private static EarningsReport earnings(boolean known, boolean filled) {
        List<EarningsBar> bars = new ArrayList<>();
        for (int i = 0; i < 30 && filled; i++) {
            bars.add(
                    new EarningsBar(
                            12 + i,
                            NOW.minus(Duration.ofDays(30 - i)),
                            i == 17 ? 90_000_000L : 300_000_000L + i % 7 * 30_000_000L,
                            40_000_000L,
                            i < 28,
                            i == 17
                                    ? Optional.of(Plain.of("offline for 3 hours"))
                                    : Optional.empty()));
        }
        return new EarningsReport(
                figure(known && filled, 120_400_000_000L),
                figure(known && filled, 9_100_000_000L),
                filled && known ? Figure.estimated(420_000_000L, NOW) : Figure.unknown(),
                figure(known && filled, 9_100_000_000L),
                filled
                        ? Optional.of(new EarningsReport.Range(14 * WAL, 19 * WAL))
                        : Optional.empty(),
                filled
                        ? Plain.of("from your last 30 days")
                        : Plain.of("Not enough history – we will not guess."),
                bars,
                filled
                        ? List.of(
                                new Payout(
                                        NOW.minus(Duration.ofDays(19)), 15_200_000_000L, "0x51f2"),
                                new Payout(
                                        NOW.minus(Duration.ofDays(50)), 13_900_000_000L, "0x40aa"))
                        : List.of());
    }

    private static StakingReport staking(boolean known, boolean filled) {
        List<StakeReport> stakes = new ArrayList<>();
        if (filled) {
            stakes.add(stake(1, 3, 500 * WAL, StakeReport.Step.EARNING, true, known));
            stakes.add(stake(2, 5, 120 * WAL, StakeReport.Step.WAITING, true, known));
            stakes.add(stake(3, 7, 2000 * WAL, StakeReport.Step.LEAVING, false, known));
        }
        List<OperatorReport> operators = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            operators.add(
                    new OperatorReport(
                            node(i),
                            i == 0 ? "This computer" : "Neighbour " + i,
                            (8200L + 100L * i) * WAL,
                            shardsOf(i).size(),
                            800,
                            i == 3 ? Optional.of(1200) : Optional.empty(),
                            known ? Figure.confirmed(99.6 - i * 0.3, NOW) : Figure.unknown(),
                            "active",
                            i == 0));
        }
        return new StakingReport(
                figure(known, 1_250 * WAL),
                stakes,
                operators,
                filled
                        ? List.of(
                                new DelegatorReport(
                                        new AccountAddress(hash(90)),
                                        300 * WAL,
                                        NOW.minus(Duration.ofDays(40)),
                                        Optional.empty()))
                        : List.of(),
                filled ? List.of(new AccountAddress(hash(91))) : List.of(),
                figure(known, NOW.minus(Duration.ofSeconds(4))));
    }

    private static StakeReport stake(
            int id, int node, long principal, StakeReport.Step step, boolean own, boolean known) {
        return new StakeReport(
                new ObjectId(hash(200 + id)),
                own ? owner() : new AccountAddress(hash(91)),
                node(node),
                "Neighbour " + node,
                principal,
                figure(known, principal / 80),
                step,
                Optional.of(NOW.minus(Duration.ofDays(20))),
                Optional.of(NOW.plus(Duration.ofDays(3))),
                Optional.of(NOW.plus(Duration.ofDays(11))),
                Optional.of(NOW.plus(Duration.ofDays(25))),
                own);
    }

    private static List<CheckReport> checks(Sample sample) {
        List<CheckReport> checks = new ArrayList<>();
        if (sample == Sample.STARTING) {
            return checks;
        }
        boolean known = sample != Sample.UNKNOWN;
        CheckReport.Level fine = known ? CheckReport.Level.FINE : CheckReport.Level.UNKNOWN;
        if (sample == Sample.AT_RISK) {
            checks.add(
                    check(
                            "drive.present",
                            "d2",
                            CheckReport.Level.AT_RISK,
                            "Drive Backup disk is there",
                            "Not there since 10:31",
                            List.of(Remedy.SHOW_DRIVES, Remedy.CHECK_AGAIN)));
        }
        if (sample == Sample.ATTENTION) {
            checks.add(
                    check(
                            "drive.slow",
                            "d2",
                            CheckReport.Level.ATTENTION,
                            "Drive Backup disk answers in time",
                            "2.4 s, three times",
                            List.of(Remedy.SHOW_RULES, Remedy.SHOW_DRIVES)));
        }
        checks.add(
                check(
                        "backup",
                        "",
                        CheckReport.Level.TIP,
                        "Recovery sheet",
                        "Not saved yet",
                        List.of(Remedy.SAVE_BACKUP)));
        checks.add(check("core", "", fine, "The node runs", "Answered in 3 ms", List.of()));
        checks.add(
                check("drive.write", "d1", fine, "Drive Data", "Written and read back", List.of()));
        checks.add(check("pieces.scrub", "", fine, "Pieces", "6 days since, 0 damaged", List.of()));
        checks.add(
                check("record.checks", "", fine, "Storage checks", "412 of 412 passed", List.of()));
        checks.add(check("net.peers", "", fine, "Neighbours", "11 of 11 answered", List.of()));
        checks.add(check("clock", "", fine, "Clock", "0.08 s off", List.of()));
        checks.add(check("sync", "", fine, "Ledger", "Up to date", List.of()));
        checks.add(check("version", "", fine, "Version", "0.1.0, the newest", List.of()));
        return checks;
    }

    private static CheckReport check(
            String id,
            String subject,
            CheckReport.Level level,
            String title,
            String measured,
            List<Remedy> remedies) {
        return new CheckReport(
                id,
                subject,
                level,
                Plain.of(title),
                Plain.of("If this fails, others may have to rebuild what you keep."),
                Plain.of(measured),
                Plain.of("within 60 s"),
                level == CheckReport.Level.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(NOW.minus(Duration.ofMinutes(3))),
                level == CheckReport.Level.AT_RISK
                        ? Optional.of(Instant.parse("2026-11-20T16:31:00Z"))
                        : Optional.empty(),
                remedies);
    }

    private static List<AlertReport> alerts(Sample sample) {
        List<AlertReport> alerts = new ArrayList<>();
        if (sample == Sample.AT_RISK) {
            alerts.add(
                    new AlertReport(
                            "drive.present",
                            "d2",
                            AlertReport.Level.AT_RISK,
                            Plain.of(
                                    "Drive Backup disk is not there. Plug it back in: nothing is"
                                            + " lost yet."),
                            Instant.parse("2026-11-20T10:31:00Z"),
                            Optional.of(Instant.parse("2026-11-20T16:31:00Z")),
                            List.of(Remedy.SHOW_DRIVES, Remedy.CHECK_AGAIN)));
        }
        if (sample == Sample.ATTENTION) {
            alerts.add(
                    new AlertReport(
                            "drive.slow",
                            "d2",
                            AlertReport.Level.ATTENTION,
                            Plain.of(
                                    "Drive Backup disk answers slowly; storage checks may be"
                                            + " missed."),
                            NOW.minus(Duration.ofMinutes(12)),
                            Optional.empty(),
                            List.of(Remedy.SHOW_RULES, Remedy.SHOW_DRIVES)));
        }
        if (sample != Sample.STARTING && sample != Sample.STOPPED) {
            alerts.add(
                    new AlertReport(
                            "backup",
                            "",
                            AlertReport.Level.TIP,
                            Plain.of(
                                    "Save your recovery sheet. It takes a minute and brings your"
                                            + " node back if this computer breaks."),
                            NOW.minus(Duration.ofDays(2)),
                            Optional.empty(),
                            List.of(Remedy.SAVE_BACKUP)));
        }
        return alerts;
    }

    private static List<StoredFile> files(Sample sample) {
        boolean unknown = sample == Sample.UNKNOWN || sample == Sample.OFFLINE;
        StoredFile.State state = unknown ? StoredFile.State.UNKNOWN : StoredFile.State.SAFE;
        return List.of(
                file(1, "beach.mov", 412_000_000L, false, state, 12),
                file(2, "taxes.zip", 3_100_000L, true, state, 12),
                file(
                        3,
                        "garden-plan.pdf",
                        840_000L,
                        true,
                        sample == Sample.ATTENTION ? StoredFile.State.THIN : state,
                        sample == Sample.ATTENTION ? 8 : 12));
    }

    private static StoredFile file(
            int id, String name, long bytes, boolean locked, StoredFile.State state, int places) {
        return new StoredFile(
                new BlobId(hash(300 + id)),
                new ObjectId(hash(400 + id)),
                name,
                bytes,
                NOW.minus(Duration.ofDays(id)),
                60,
                NOW.plus(Duration.ofDays(22)),
                true,
                locked,
                state,
                places,
                12,
                places * 8,
                34);
    }

    private static List<Transfer> transfers() {
        return List.of(
                transfer(1, "sea.png", true, Transfer.Stage.SENDING, 64, 100, 7, ""),
                transfer(2, "holiday-2019.zip", true, Transfer.Stage.WAITING, 0, 0, 0, ""),
                transfer(
                        3,
                        "old-letters.pdf",
                        false,
                        Transfer.Stage.FAILED,
                        0,
                        0,
                        3,
                        "Only 3 of 12 places answered. Try again when more neighbours run."));
    }

    static Transfer transfer(
            long id,
            String name,
            boolean in,
            Transfer.Stage stage,
            long done,
            long total,
            int places,
            String failure) {
        return new Transfer(
                id,
                name,
                in,
                stage,
                done,
                total,
                8_400_000L,
                places,
                12,
                Optional.empty(),
                failure.isEmpty() ? Optional.empty() : Optional.of(Plain.of(failure)),
                List.of(),
                NOW.minus(Duration.ofSeconds(20)),
                Optional.empty());
    }

    static Set<Integer> shardsOf(int place) {
        Set<Integer> shards = new TreeSet<>();
        for (int shard = place; shard < SHARDS; shard += 12) {
            shards.add(shard);
        }
        return shards;
    }

    private static List<NeighbourReport> neighbours(Sample sample) {
        List<NeighbourReport> all = new ArrayList<>();
        if (sample == Sample.STARTING) {
            return all;
        }
        for (int place = 0; place < 12; place++) {
            NeighbourReport.State state = NeighbourReport.State.RUNNING;
            if (sample == Sample.ATTENTION) {
                state =
                        switch (place) {
                            case 3 -> NeighbourReport.State.STOPPED;
                            case 5 -> NeighbourReport.State.SLOW;
                            case 7 -> NeighbourReport.State.LYING;
                            case 8 -> NeighbourReport.State.MENDING;
                            default -> NeighbourReport.State.RUNNING;
                        };
            }
            all.add(neighbour(place, state, sample != Sample.UNKNOWN));
        }
        return all;
    }

    static NeighbourReport neighbour(int place, NeighbourReport.State state, boolean known) {
        boolean stopped = state == NeighbourReport.State.STOPPED;
        return new NeighbourReport(
                place,
                place == 0 ? "This computer" : "Neighbour " + place,
                node(place),
                state,
                new HashSet<>(shardsOf(place)),
                figure(known && !stopped, 5_100_000_000L + place * 100_000_000L),
                figure(known && !stopped, 1_520L + place),
                state == NeighbourReport.State.MENDING
                        ? List.of(
                                new TaskProgress(
                                        Plain.of("Rebuilding its pieces"),
                                        3,
                                        8,
                                        Figure.estimated(Duration.ofSeconds(40), NOW),
                                        Optional.empty()))
                        : List.of());
    }

    private static List<ActivityEvent> lately() {
        return List.of(
                event(9, 0, ActivityEvent.Kind.PIECES, "Kept 14 new pieces – 38 MB"),
                event(8, 11, ActivityEvent.Kind.DRIVES, "Drive Backup disk: full check passed"),
                event(7, 37, ActivityEvent.Kind.CHECKS, "Passed a storage check"),
                event(
                        6,
                        44,
                        ActivityEvent.Kind.RULES,
                        "Heavy work rested 34 min – an app was open"),
                event(5, 90, ActivityEvent.Kind.REPAIR, "1 damaged piece found and mended"),
                event(4, 130, ActivityEvent.Kind.FILES, "beach.mov is in the network"),
                event(3, 1500, ActivityEvent.Kind.MONEY, "15.20 was paid to you"));
    }

    private static ActivityEvent event(
            long number, long minutesAgo, ActivityEvent.Kind kind, String text) {
        return new ActivityEvent(
                number, NOW.minus(Duration.ofMinutes(minutesAgo)), kind, Plain.of(text));
    }
}
