// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.Key;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.util.List;

/// Rules about one drive; they touch no other.
final class DriveRules {
    private static final Duration THIRTY = Duration.ofSeconds(30);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration COOL_AFTER = Duration.ofMinutes(2);
    private static final long BUSY_BYTES_PER_SECOND = 2 * Sizes.MB;
    private static final double HOT_CELSIUS = 60;
    private static final double COOL_CELSIUS = 55;
    private static final int PROOFS = 2;

    private DriveRules() {}

    static List<Finding> of(Scene s, DriveInput d) {
        return List.of(present(d), floor(s, d), full(d), heat(d), busy(s, d), wear(s, d));
    }

    private static Finding present(DriveInput d) {
        boolean known = d.state().isKnown(Reading.SLOW);
        DriveState state = d.state().or(Reading.SLOW, DriveState.MISSING);
        String why =
                switch (state) {
                    case PRESENT, MISSING -> "rule.drive";
                    case READ_ONLY -> "rule.drive.read-only";
                    case FAILING -> "rule.drive.failing";
                };
        boolean here = state == DriveState.PRESENT;
        Permit stop = Permit.on(d.id(), DrivePermit.STOPPED);
        return Finding.of(RuleId.DRIVE, "", d)
                .says(why, Term.drive(d.label()))
                .when(!here, here && d.proofs() >= PROOFS)
                .measured(known ? said(state) : Words.unknown(), said(DriveState.PRESENT))
                .ends("ends.drive")
                .limits(stop, Duty.ANSWER, Duty.TAKE_IN)
                // saving pieces from a drive that fails is what urgent work is for
                .limits(stop, Duty.HEAVY)
                .limits(state == DriveState.FAILING ? Permit.FREE : stop, Duty.URGENT);
    }

    private static Finding floor(Scene s, DriveInput d) {
        Space space = space(d);
        long floor = DriveSpace.floor(d.system(), space.totalBytes(), s.settings().drive(d.id()));
        DrivePermit freeing =
                new DrivePermit(true, Permit.NO_LIMIT, 0, Permit.NO_LIMIT, false, true);
        return Finding.of(RuleId.FLOOR, "", d)
                .when(space.freeBytes() < floor, space.freeBytes() >= floor + floor / 10)
                .measured(text(d, space), Words.bytes(floor))
                .ends("ends.floor", new Term.Bytes(floor + floor / 10))
                .limits(Permit.on(d.id(), DrivePermit.STOPPED), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), freeing));
    }

    private static Finding full(DriveInput d) {
        Space space = space(d);
        return Finding.of(RuleId.FLOOR, "full", d)
                .when(space.freeBytes() < DriveSpace.STOP_ALL)
                .measured(text(d, space), Words.bytes(DriveSpace.STOP_ALL))
                .ends("ends.floor", new Term.Bytes(DriveSpace.STOP_ALL))
                .limitsHeavy(Permit.on(d.id(), DrivePermit.STOPPED));
    }

    private static Finding heat(DriveInput d) {
        double celsius = d.celsius().or(Reading.SLOW, 0.0);
        Permit stop = Permit.on(d.id(), DrivePermit.STOPPED);
        return Finding.of(RuleId.HEAT, "drive", d)
                .says("rule.heat.drive", Term.drive(d.label()))
                .when(celsius >= HOT_CELSIUS, celsius <= COOL_CELSIUS)
                .after(TEN, COOL_AFTER)
                .measured(
                        celsius > 0 ? Words.degrees(celsius) : Words.unknown(),
                        Words.degrees(HOT_CELSIUS))
                .ends("ends.cool", new Term.Span(COOL_AFTER), new Term.Degrees(COOL_CELSIUS))
                .limits(stop, Duty.TAKE_IN)
                .limitsHeavy(stop);
    }

    private static Finding busy(Scene s, DriveInput d) {
        long limit = s.settings().get(Key.DISK_OTHERS_BUSY);
        boolean known = d.othersBusyPct().isKnown(Reading.FAST);
        double others = d.othersBusyPct().or(Reading.FAST, 0.0);
        DrivePermit slow = DrivePermit.slow(BUSY_BYTES_PER_SECOND);
        // the mean over ten seconds is the wait for coming on
        return Finding.of(RuleId.DISK, "", d)
                .when(others > limit)
                .after(Duration.ZERO, THIRTY)
                .measured(known ? Words.percent(others) : Words.unknown(), Words.percent(limit))
                .ends("ends.calm", new Term.Span(THIRTY), Words.part(limit))
                .limits(Permit.on(d.id(), slow), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), DrivePermit.STOPPED));
    }

    private static Finding wear(Scene s, DriveInput d) {
        long limit = writesADay(s.settings(), d);
        long written = d.writtenToday().or(Reading.SLOW, 0L);
        DrivePermit gentle =
                new DrivePermit(
                        true, Permit.NO_LIMIT, Permit.NO_LIMIT, Permit.NO_LIMIT, false, false);
        return Finding.of(RuleId.WEAR, "", d)
                .says(d.solid() ? "rule.wear" : "rule.wear.spinning")
                .when(limit != Key.NONE && written >= limit)
                .measured(Words.bytes(written), Words.bytes(limit))
                .ends(Sentence.of("ends.midnight"), s.midnight())
                .limits(Permit.on(d.id(), DrivePermit.STOPPED), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), gentle));
    }

    private static long writesADay(Settings settings, DriveInput d) {
        return settings.get(d.solid() ? Key.WRITE_PER_DAY_SSD : Key.WRITE_PER_DAY_HDD);
    }

    /// Bytes that may still be written to a drive today.
    static long leftToday(Settings settings, DriveInput d) {
        long limit = writesADay(settings, d);
        return limit == Key.NONE
                ? Permit.NO_LIMIT
                : Math.max(0, limit - d.writtenToday().or(Reading.SLOW, 0L));
    }

    private static Space space(DriveInput d) {
        return DriveSpace.fresh(d.space());
    }

    private static Sentence said(DriveState state) {
        return Sentence.of(
                switch (state) {
                    case PRESENT -> "value.drive-present";
                    case MISSING -> "value.drive-missing";
                    case READ_ONLY -> "value.drive-read-only";
                    case FAILING -> "value.drive-failing";
                });
    }

    private static Sentence text(DriveInput d, Space space) {
        return space.totalBytes() == 0
                        && !(d.space() instanceof Reading.Known<Space> k && k.value().equals(space))
                ? Words.unknown()
                : Words.freeBytes(space.freeBytes());
    }
}
