// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.status.CheckReport.Level;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Health checks of one drive.
final class DriveChecks {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final int SLOW_TIMES = 3;
    private static final long DAMAGE_A_DAY = 10;
    private static final Duration SCRUB = Duration.ofDays(30);

    private DriveChecks() {}

    static List<Row> of(DriveFacts drive, Facts facts) {
        List<Row> rows = new ArrayList<>();
        rows.add(present(drive, facts.now()));
        rows.add(write(drive, facts));
        rows.add(slow(drive));
        drive.space().ifPresent(space -> rows.add(space(drive, space, facts.now())));
        drive.damage().ifPresent(damage -> rows.add(errors(drive, damage, facts.now())));
        rows.add(scrub(drive, facts.now()));
        return rows.stream().map(row -> row.named(drive.label())).toList();
    }

    private static Level level(ProofReport.Outcome outcome, Level failed) {
        return switch (outcome) {
            case PASSED -> Level.FINE;
            case FAILED -> failed;
            case UNKNOWN -> Level.UNKNOWN;
        };
    }

    private static Sentence measured(
            Look look, ProofReport.Outcome outcome, String passed, String failed) {
        return switch (outcome) {
            case PASSED -> Sentence.of(passed);
            case FAILED -> Sentence.of(failed);
            case UNKNOWN -> HealthChecks.last(look.at());
        };
    }

    private static Row present(DriveFacts drive, Instant now) {
        ProofReport.Outcome outcome = Freshness.judge(drive.marker(), Freshness.MARKER, now);
        return Row.of(
                        "drive.present",
                        drive.id(),
                        drive.marker().at(),
                        level(outcome, Level.AT_RISK),
                        measured(
                                drive.marker(),
                                outcome,
                                "value.drive-present",
                                "value.drive-missing"),
                        Sentence.of("value.drive-present"),
                        Sentence.of("alert.drive.present", Term.drive(drive.label())),
                        Remedy.CHECK_AGAIN,
                        Remedy.SHOW_DRIVES)
                .until(outcome == ProofReport.Outcome.FAILED ? drive.rebuiltFrom() : none());
    }

    private static Optional<Instant> none() {
        return Optional.empty();
    }

    private static Row write(DriveFacts drive, Facts facts) {
        ProofReport.Outcome outcome =
                Freshness.judge(drive.write(), Freshness.write(facts), facts.now());
        return Row.of(
                "drive.write",
                drive.id(),
                drive.write().at(),
                level(outcome, Level.AT_RISK),
                measured(drive.write(), outcome, "value.written", "value.not-written"),
                Sentence.of("limit.within", new Term.Span(Freshness.write(facts))),
                Sentence.of("alert.drive.write", Term.drive(drive.label())),
                Remedy.CHECK_AGAIN,
                Remedy.SHOW_DRIVES);
    }

    private static Row slow(DriveFacts drive) {
        boolean slow = drive.slowInRow() >= SLOW_TIMES;
        return Row.of(
                "drive.slow",
                drive.id(),
                drive.write().at(),
                drive.writeTime().isEmpty() ? Level.UNKNOWN : slow ? Level.ATTENTION : Level.FINE,
                drive.writeTime()
                        .map(time -> Sentence.of("value.span", new Term.Span(time)))
                        .orElse(Sentence.of("value.never-looked")),
                Sentence.of("value.span", new Term.Span(SLOW)),
                Sentence.of("alert.drive.slow", Term.drive(drive.label())),
                Remedy.SHOW_DRIVES,
                Remedy.SHOW_RULES);
    }

    private static Row space(DriveFacts drive, DriveFacts.Space space, Instant now) {
        boolean risk = space.freeBytes() < space.floorBytes() / 2;
        boolean low = space.freeBytes() < space.floorBytes();
        return Row.of(
                "drive.space",
                drive.id(),
                Optional.of(now),
                risk ? Level.AT_RISK : low ? Level.ATTENTION : Level.FINE,
                Sentence.of("value.free-bytes", new Term.Bytes(space.freeBytes())),
                Sentence.of("value.bytes", new Term.Bytes(space.floorBytes())),
                Sentence.of(
                        risk ? "alert.drive.space.risk" : "alert.drive.space",
                        Term.drive(drive.label())),
                Remedy.LEND_LESS,
                Remedy.SHOW_DRIVES);
    }

    private static Row errors(DriveFacts drive, DriveFacts.Damage damage, Instant now) {
        boolean risk = damage.today() > DAMAGE_A_DAY || damage.mended() < damage.month();
        boolean some = damage.today() > 0 || risk;
        return Row.of(
                "drive.errors",
                drive.id(),
                Optional.of(now),
                damage.today() > DAMAGE_A_DAY ? Level.AT_RISK : some ? Level.ATTENTION : Level.FINE,
                Sentence.of(
                        "value.damaged",
                        new Term.Count(damage.month()),
                        new Term.Count(damage.mended())),
                Sentence.of("value.none"),
                Sentence.of(
                        damage.mended() < damage.month()
                                ? "alert.drive.errors.open"
                                : "alert.drive.errors",
                        new Term.Count(damage.month()),
                        Term.drive(drive.label()),
                        new Term.Count(damage.mended())),
                Remedy.CHECK_DRIVE,
                Remedy.SHOW_DRIVES);
    }

    private static Row scrub(DriveFacts drive, Instant now) {
        Instant from = drive.lastFullCheck().orElse(drive.lentSince());
        boolean late = Duration.between(from, now).compareTo(SCRUB) > 0;
        return Row.of(
                "pieces.scrub",
                drive.id(),
                drive.lastFullCheck(),
                late ? Level.ATTENTION : Level.FINE,
                drive.lastFullCheck()
                        .map(at -> Sentence.of("value.full-check", new Term.At(at)))
                        .orElse(Sentence.of("value.full-check-never")),
                Sentence.of("limit.within", new Term.Span(SCRUB)),
                Sentence.of("alert.pieces.scrub", Term.drive(drive.label())),
                Remedy.CHECK_DRIVE,
                Remedy.SHOW_RULES);
    }
}
