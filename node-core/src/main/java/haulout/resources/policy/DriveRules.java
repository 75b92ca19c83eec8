// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.Key;
import haulout.resources.settings.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
        String english =
                switch (state) {
                    case PRESENT, MISSING -> "Drive " + d.label() + " is not there";
                    case READ_ONLY -> "Drive " + d.label() + " cannot be written";
                    case FAILING -> "Drive " + d.label() + " is failing";
                };
        boolean here = state == DriveState.PRESENT;
        Permit stop = Permit.on(d.id(), DrivePermit.STOPPED);
        return Finding.of(RuleId.DRIVE, "", d, english)
                .when(!here, here && d.proofs() >= PROOFS)
                .measured(known ? state.name().toLowerCase(Locale.ROOT) : "unknown", "present")
                .ends("drive", "When the drive was checked twice")
                .limits(stop, Duty.ANSWER, Duty.TAKE_IN)
                // saving pieces from a drive that fails is what urgent work is for
                .limits(stop, Duty.HEAVY)
                .limits(state == DriveState.FAILING ? Permit.FREE : stop, Duty.URGENT);
    }

    private static Finding floor(Scene s, DriveInput d) {
        Space space = space(d);
        long floor = DriveSpace.floor(d.system(), space.totalBytes(), s.settings().drive(d.id()));
        DrivePermit freeing = new DrivePermit(true, Permit.NO_LIMIT, 0, false, true);
        return Finding.of(RuleId.FLOOR, "", d, "Your own files need the space")
                .when(space.freeBytes() < floor, space.freeBytes() >= floor + floor / 10)
                .measured(text(d, space), Texts.bytes(floor))
                .ends("floor", "With " + Texts.bytes(floor + floor / 10) + " free")
                .limits(Permit.on(d.id(), DrivePermit.STOPPED), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), freeing));
    }

    private static Finding full(DriveInput d) {
        Space space = space(d);
        return Finding.of(RuleId.FLOOR, "full", d, "Your own files need the space")
                .when(space.freeBytes() < DriveSpace.STOP_ALL)
                .measured(text(d, space), Texts.bytes(DriveSpace.STOP_ALL))
                .ends("floor", "With " + Texts.bytes(DriveSpace.STOP_ALL) + " free")
                .limitsHeavy(Permit.on(d.id(), DrivePermit.STOPPED));
    }

    private static Finding heat(DriveInput d) {
        double celsius = d.celsius().or(Reading.SLOW, 0.0);
        Permit stop = Permit.on(d.id(), DrivePermit.STOPPED);
        return Finding.of(RuleId.HEAT, "drive", d, "Drive " + d.label() + " is hot")
                .when(celsius >= HOT_CELSIUS, celsius <= COOL_CELSIUS)
                .after(TEN, COOL_AFTER)
                .measured(celsius > 0 ? Math.round(celsius) + " °C" : "unknown", "60 °C")
                .ends("cool", "Two minutes at 55 °C or less")
                .limits(stop, Duty.TAKE_IN)
                .limitsHeavy(stop);
    }

    private static Finding busy(Scene s, DriveInput d) {
        long limit = s.settings().get(Key.DISK_OTHERS_BUSY);
        boolean known = d.othersBusyPct().isKnown(Reading.FAST);
        double others = d.othersBusyPct().or(Reading.FAST, 0.0);
        DrivePermit slow =
                new DrivePermit(true, BUSY_BYTES_PER_SECOND, Permit.NO_LIMIT, true, false);
        // the mean over ten seconds is the wait for coming on
        return Finding.of(RuleId.DISK, "", d, "The disk is busy")
                .when(others > limit)
                .after(Duration.ZERO, THIRTY)
                .measured(known ? Math.round(others) + " %" : "unknown", limit + " %")
                .ends("disk", "30 s at " + limit + " % or less")
                .limits(Permit.on(d.id(), slow), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), DrivePermit.STOPPED));
    }

    private static Finding wear(Scene s, DriveInput d) {
        long limit = s.settings().get(d.solid() ? Key.WRITE_PER_DAY_SSD : Key.WRITE_PER_DAY_HDD);
        long written = d.writtenToday().or(Reading.SLOW, 0L);
        DrivePermit gentle = new DrivePermit(true, Permit.NO_LIMIT, Permit.NO_LIMIT, false, false);
        String english =
                "Sparing your " + (d.solid() ? "SSD" : "drive") + ": today's writes are used up";
        return Finding.of(RuleId.WEAR, "", d, english)
                .when(limit != Key.NONE && written >= limit)
                .measured(Texts.bytes(written), Texts.bytes(limit))
                .ends("midnight", "At midnight", s.midnight())
                .limits(Permit.on(d.id(), DrivePermit.STOPPED), Duty.TAKE_IN)
                .limitsHeavy(Permit.on(d.id(), gentle));
    }

    private static Space space(DriveInput d) {
        return DriveSpace.fresh(d.space());
    }

    private static String text(DriveInput d, Space space) {
        return space.totalBytes() == 0
                        && !(d.space() instanceof Reading.Known<Space> k && k.value().equals(space))
                ? "unknown"
                : Texts.bytes(space.freeBytes()) + " free";
    }
}
