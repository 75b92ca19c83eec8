// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import haulout.testing.TestSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The laws of the decision over random scripts of one hour (POL-20).
class PolicyLawsTest {
    private static final int SCRIPTS =
            Boolean.getBoolean("haulout.long")
                    ? Integer.getInteger("haulout.scripts", 10_000)
                    : 200;
    private static final int STEP_SECONDS = 5;
    private static final int STEPS = 3600 / STEP_SECONDS;

    private final Random random = TestSeed.random("PolicyLawsTest", 20_260_302);

    @Test
    void theLawsHoldOverRandomHours() {
        for (int script = 0; script < SCRIPTS; script++) {
            House house = new House();
            house.sinceStart = Duration.ofSeconds(random.nextInt(400));
            house.settings = settings(house);
            house.drives.add(House.drive("f", "F:"));
            house.urgent = random.nextBoolean();
            mainsSince = Optional.empty();
            wasOnBattery = false;
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(6) == 0) {
                    turn(
                            house,
                            random.nextInt(TURNS),
                            random.nextInt(4),
                            random.nextInt(house.drives.size()));
                }
                house.pass(Duration.ofSeconds(STEP_SECONDS));
                if (random.nextInt(400) == 0) {
                    house.wall = house.wall.plusSeconds(random.nextInt(14_400) - 7_200);
                }
                Decision decision = house.look();
                check(house, decision);
                house.memory = decision.memory();
            }
            if (script % 4 == 0) {
                restlessNever(house);
            }
        }
    }

    // law 9: neither a clock that jumps nor one that goes back runs anything early on battery, or
    // holds a pause beyond its time
    private void neverEarly(House house, Decision decision) {
        if (!house.power.is(Reading.FAST, Power::mains)) {
            mainsSince = Optional.empty();
        } else if (mainsSince.isEmpty()) {
            mainsSince = Optional.of(house.steady);
        }
        boolean steadyMains =
                mainsSince.filter(since -> house.steady.minus(since).toSeconds() >= 30).isPresent();
        if (!steadyMains && wasOnBattery) {
            assertFalse(decision.permit(Duty.HEAVY).allowed(), "law 9, heavy work on battery");
            assertFalse(decision.permit(Duty.URGENT).allowed(), "law 9, urgent work on battery");
        }
        wasOnBattery |= mainsSince.isEmpty();
        boolean paused =
                decision.reasons().stream().anyMatch(reason -> reason.rule() == RuleId.PAUSE);
        Mode mode = house.settings.mode();
        boolean isItsTime = mode.kind() == Mode.Kind.PAUSED && house.wall.isBefore(mode.until());
        assertEquals(isItsTime, paused, "law 9, a pause to " + mode + " at " + house.wall);
    }

    private Optional<Duration> mainsSince = Optional.empty();
    private boolean wasOnBattery;

    private void check(House house, Decision decision) {
        neverEarly(house, decision);
        if (random.nextInt(10) == 0) {
            assertEquals(decision, house.look(), "law 10");
        }
        if (house.settings.mode().at(house.wall) == Mode.Kind.PAUSED) {
            for (Duty duty : Duty.values()) {
                assertTrue(duty == Duty.STAY_IN_TOUCH || !decision.permit(duty).allowed(), "law 2");
            }
        }
        if (house.goingDown.is(Reading.FAST, yes -> yes)) {
            assertTrue(decision.permits().values().stream().noneMatch(Permit::allowed), "law 2");
        }
        if (!house.power.is(Reading.FAST, Power::mains)) {
            assertFalse(decision.permit(Duty.HEAVY).allowed(), "law 3");
            assertFalse(decision.permit(Duty.URGENT).allowed(), "law 3");
        }
        for (var drive : house.drives) {
            DrivePermit permit = decision.permit(Duty.TAKE_IN).drive(drive.id());
            if (permit.allowed()) {
                var space = DriveSpace.fresh(drive.space());
                assertTrue(space.freeBytes() - permit.roomBytes() >= 50 * Sizes.GB, "law 4");
            }
        }
        for (Duty duty : Duty.values()) {
            if (!decision.permit(duty).allowed() && (duty != Duty.URGENT || house.urgent)) {
                assertTrue(
                        decision.reasons().stream()
                                .anyMatch(reason ->
                                        reason.stops().contains(duty)
                                                && !reason.sentence().key().isEmpty()
                                                && !reason.ends().key().isEmpty()),
                        () -> "law 5 for " + duty + ": " + decision.reasons());
            }
        }
        if (random.nextInt(4) == 0) {
            narrower(house);
        }
    }

    // law 1: with one more rule tripped and all else alike nothing widens
    private void narrower(House house) {
        int which = random.nextInt(TURNS);
        int drive = random.nextInt(house.drives.size());
        House calm = copy(house);
        turn(calm, which, 0, drive);
        House other = copy(house);
        turn(other, which, 1, drive);
        Decision without = calm.look();
        Decision with = other.look();
        for (Duty duty : Duty.values()) {
            Permit a = with.permit(duty);
            Permit b = without.permit(duty);
            assertTrue(
                    a.isWithin(b),
                    () -> "law 1 for " + duty + ", " + which + ": " + a + " beyond " + b);
        }
    }

    // law 7: with nothing changing a duty is turned at most once
    private void restlessNever(House house) {
        house.settings = house.settings.with(Mode.AUTOMATIC).with(HoursGrid.FREE);
        house.goingDown = Reading.of(false);
        Map<Duty, Integer> turns = new EnumMap<>(Duty.class);
        Decision last = house.tick();
        for (int i = 0; i < 1500; i++) {
            Decision next = house.tick();
            for (Duty duty : Duty.values()) {
                if (next.permit(duty).allowed() != last.permit(duty).allowed()) {
                    turns.merge(duty, 1, Integer::sum);
                }
            }
            last = next;
        }
        turns.forEach((duty, count) -> assertTrue(count <= 1, "law 7: " + duty + " " + count));
    }

    @Test
    void staleReadingsActAsUnknown() {
        for (int which = 0; which < INPUTS; which++) {
            House stale = new House();
            stale.settings = stale.settings.withApps(List.of("game"));
            stale.run(5);
            House unknown = copy(stale);
            age(stale, which, new Reading.Known<>(true, Duration.ofSeconds(16)));
            age(unknown, which, Reading.unknown());
            assertEquals(unknown.look().permits(), stale.look().permits(), "law 6, input " + which);
        }
    }

    private static final int INPUTS = 17;
    private static final int TURNS = 16;

    @Test
    void threeSamplesAreFreshAndAMomentMoreIsNot() {
        for (Duration sample : List.of(Reading.FAST, Reading.SLOW)) {
            Duration most = sample.multipliedBy(3);
            assertTrue(new Reading.Known<>(1, most).isKnown(sample));
            assertFalse(new Reading.Known<>(1, most.plusNanos(1)).isKnown(sample));
            assertFalse(new Reading.Known<>(1, Duration.ofNanos(-1)).isKnown(sample));
        }
    }

    private static DriveInput drive(
            Reading<DriveState> state,
            Reading<Space> space,
            Reading<Double> busy,
            Reading<Double> hot,
            Reading<Long> written) {
        return new DriveInput("d", "D:", false, true, state, 2, space, busy, hot, written);
    }

    private static <T> Reading<T> form(boolean old, T value) {
        return old ? new Reading.Known<>(value, Duration.ofSeconds(16)) : Reading.unknown();
    }

    // one reading of the drive is old, or unknown; the others are good
    private static DriveInput aged(int which, boolean old) {
        Reading<DriveState> state = Reading.of(DriveState.PRESENT);
        Reading<Space> space =
                Reading.of(new Space(500 * Sizes.GB, 1000 * Sizes.GB, 60 * Sizes.GB));
        Reading<Double> busy = Reading.of(0.0);
        Reading<Double> hot = Reading.of(35.0);
        Reading<Long> written = Reading.of(0L);
        return switch (which) {
            case 12 ->
                    drive(state, form(old, new Space(0, 1000 * Sizes.GB, 0)), busy, hot, written);
            case 13 -> drive(state, space, form(old, 99.0), hot, written);
            case 14 -> drive(state, space, busy, form(old, 99.0), written);
            default -> drive(state, space, busy, hot, form(old, 90 * Sizes.GB));
        };
    }

    private static void age(House house, int which, Reading<Boolean> form) {
        boolean old = form instanceof Reading.Known<Boolean>;
        Duration age = Duration.ofSeconds(16);
        switch (which) {
            case 0 ->
                    house.presence =
                            old
                                    ? new Reading.Known<>(
                                            new Presence(Duration.ofHours(2), false, false), age)
                                    : Reading.unknown();
            case 1 ->
                    house.power =
                            old ? new Reading.Known<>(new Power(true, 90), age) : Reading.unknown();
            case 2 -> house.othersCpu = old ? new Reading.Known<>(0.0, age) : Reading.unknown();
            case 3 -> house.celsius = old ? new Reading.Known<>(40.0, age) : Reading.unknown();
            case 4 ->
                    house.memoryFree =
                            old
                                    ? new Reading.Known<>(new FreeMemory(9, 10), age)
                                    : Reading.unknown();
            case 5 -> house.fullScreen = old ? new Reading.Known<>(true, age) : Reading.unknown();
            case 6 ->
                    house.network =
                            old ? new Reading.Known<>(NetworkCost.METERED, age) : Reading.unknown();
            case 7 -> house.othersNet = old ? new Reading.Known<>(90.0, age) : Reading.unknown();
            case 8 -> house.saver = form;
            case 9 ->
                    house.month =
                            old
                                    ? new Reading.Known<>(new MonthUse(0, 0, 0, 30), age)
                                    : Reading.unknown();
            case 10 ->
                    house.drives.set(
                            0,
                            House.with(
                                    house.drives.get(0),
                                    old
                                            ? new Reading.Known<>(DriveState.PRESENT, age)
                                            : Reading.unknown(),
                                    2));
            case 11 -> house.goingDown = form;
            case 16 ->
                    house.apps = old ? new Reading.Known<>(Set.of("game"), age) : Reading.unknown();
            default -> house.drives.set(0, aged(which, old));
        }
    }

    private static House copy(House house) {
        House other = new House();
        other.wall = house.wall;
        other.zone = house.zone;
        other.steady = house.steady;
        other.settings = house.settings;
        other.goingDown = house.goingDown;
        other.sinceStart = house.sinceStart;
        other.presence = house.presence;
        other.power = house.power;
        other.saver = house.saver;
        other.network = house.network;
        other.othersNet = house.othersNet;
        other.month = house.month;
        other.celsius = house.celsius;
        other.othersCpu = house.othersCpu;
        other.memoryFree = house.memoryFree;
        other.fullScreen = house.fullScreen;
        other.apps = house.apps;
        other.drives = new java.util.ArrayList<>(house.drives);
        other.urgent = house.urgent;
        other.saidAway = house.saidAway;
        other.memory = house.memory;
        return other;
    }

    private Settings settings(House house) {
        Settings settings =
                Settings.of(Preset.values()[random.nextInt(4)]).withApps(List.of("game"));
        Instant until = house.wall.plusSeconds(random.nextInt(5400));
        Mode.Kind kind = Mode.Kind.values()[random.nextInt(4)];
        if (random.nextInt(4) == 0) {
            settings = settings.with(HoursGrid.cheapPower());
        }
        return settings.with(new Mode(kind, until));
    }

    // level 0 is good, 1 trips the rule, 2 is unknown, 3 is anything
    private void turn(House h, int which, int level, int drive) {
        boolean bad = level == 1 || (level == 3 && random.nextBoolean());
        boolean unknown = level == 2;
        switch (which) {
            case 0 ->
                    h.presence =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(
                                            new Presence(
                                                    bad ? Duration.ZERO : Duration.ofHours(1),
                                                    false,
                                                    false));
            case 1 ->
                    h.power =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(
                                            new Power(!bad, level == 3 ? random.nextInt(101) : 60));
            case 2 -> h.saver = unknown ? Reading.unknown() : Reading.of(bad);
            case 3 ->
                    h.network =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(bad ? NetworkCost.METERED : NetworkCost.FREE);
            case 4 -> h.othersNet = unknown ? Reading.unknown() : Reading.of(bad ? 80.0 : 0.0);
            case 5 ->
                    h.month =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(
                                            new MonthUse(bad ? 2_000 * Sizes.GB : 0, 0, 0, 30));
            case 6 -> h.celsius = unknown ? Reading.unknown() : Reading.of(bad ? 95.0 : 50.0);
            case 7 -> h.othersCpu = unknown ? Reading.unknown() : Reading.of(bad ? 99.0 : 0.0);
            case 8 ->
                    h.memoryFree =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(
                                            new FreeMemory(
                                                    (bad ? 0 : 8) * Sizes.GB, 16 * Sizes.GB));
            case 9 -> h.fullScreen = unknown ? Reading.unknown() : Reading.of(bad);
            case 10 ->
                    h.drives.set(
                            drive,
                            House.with(
                                    h.drives.get(drive),
                                    unknown
                                            ? Reading.unknown()
                                            : Reading.of(
                                                    bad ? DriveState.MISSING : DriveState.PRESENT),
                                    bad || unknown ? 0 : 2));
            case 11 ->
                    h.drives.set(
                            drive,
                            House.withFree(
                                    h.drives.get(drive),
                                    bad ? 1 : (long) (50 + random.nextInt(100)) * Sizes.GB));
            case 12 ->
                    h.drives.set(
                            drive,
                            House.withUse(
                                    h.drives.get(drive),
                                    Reading.of(bad ? 90.0 : 0.0),
                                    Reading.of(30.0),
                                    0));
            case 13 ->
                    h.drives.set(
                            drive,
                            House.withUse(
                                    h.drives.get(drive),
                                    Reading.of(0.0),
                                    Reading.of(bad ? 70.0 : 30.0),
                                    bad ? 70 * Sizes.GB : 0));
            case 14 ->
                    h.apps =
                            unknown
                                    ? Reading.unknown()
                                    : Reading.of(bad ? Set.of("game") : Set.of());
            default -> h.goingDown = Reading.of(bad && random.nextInt(10) == 0);
        }
    }
}
