// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import static haulout.ui.sample.SampleSnapshots.GB;
import static haulout.ui.sample.SampleSnapshots.NOW;
import static haulout.ui.sample.SampleSnapshots.figure;
import static haulout.ui.sample.SampleSnapshots.hash;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HoldingsReport;
import haulout.home.JobReport;
import haulout.home.LoadReport;
import haulout.home.OnlineShare;
import haulout.home.QuarterHour;
import haulout.home.StoredFile;
import haulout.home.TaskProgress;
import haulout.home.Transfer;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Drives, what is kept on them, what the computer does, and its files, in every state.
final class SampleStorage {
    private SampleStorage() {}

    static LoadReport load(Sample sample, boolean known, boolean filled) {
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
                day(filled),
                filled
                        ? figure(known, new OnlineShare(99.4, OnlineShare.WINDOW))
                        : Figure.unknown());
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

    static List<DriveReport> drives(Sample sample, boolean known) {
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

    static HoldingsReport holdings(boolean known, boolean filled, Sample sample) {
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

    static List<JobReport> jobs(boolean known) {
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

    static List<StoredFile> files(Sample sample) {
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

    static List<Transfer> transfers() {
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
                        "Only 3 of 12 places answered. Try again when more neighbours run."),
                out(4, "garden-plan.pdf", Path.of("plans", "garden-plan-2.pdf")));
    }

    /// A file that came out whole.
    private static Transfer out(long id, String name, Path target) {
        Transfer done = transfer(id, name, false, Transfer.Stage.DONE, 1, 1, 12, "");
        return new Transfer(
                id,
                name,
                false,
                done.stage(),
                done.done(),
                done.total(),
                done.bytes(),
                done.placesNow(),
                done.places(),
                done.blob(),
                done.failure(),
                done.notes(),
                done.started(),
                Optional.of(target));
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
}
