// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.probe.Counters;
import haulout.resources.probe.OthersShare;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// The acceptance runs of the resource rules, each with the sentence people see.
class PolicyStoriesTest {
    private final House house = new House();

    private static String first(Decision decision) {
        return English.say(decision.reasons().getFirst().sentence());
    }

    private static boolean on(Decision decision, Duty duty) {
        return decision.permit(duty).allowed();
    }

    @Test
    void pol01HeavyWorkStartsGentlyAfterThreeQuietMinutes() {
        house.idle(Duration.ofSeconds(179));
        Decision before = house.run(5);
        assertFalse(on(before, Duty.HEAVY));
        assertEquals("You are using the computer", first(before));
        house.idle(Duration.ofMinutes(3));
        assertEquals(10, house.tick().permit(Duty.HEAVY).sharePct());
        assertEquals(40, house.run(119).permit(Duty.HEAVY).sharePct());
        assertEquals(50, house.run(1).permit(Duty.HEAVY).sharePct());
        assertEquals(50, house.run(600).permit(Duty.HEAVY).sharePct());
    }

    @Test
    void pol02InputStopsHeavyWorkAtOnceAndNarrowsTheLine() {
        assertEquals(50, house.run(300).permit(Duty.HEAVY).sharePct());
        assertEquals(3_500_000, house.look().permit(Duty.ANSWER).upBytesPerSecond());
        house.idle(Duration.ZERO);
        Decision after = house.tick();
        assertFalse(on(after, Duty.HEAVY));
        assertEquals(1_500_000, after.permit(Duty.ANSWER).upBytesPerSecond());
        assertEquals(7_500_000, after.permit(Duty.ANSWER).downBytesPerSecond());
        assertEquals(1_500_000, after.permit(Duty.TAKE_IN).upBytesPerSecond());
        assertEquals(7_500_000, after.permit(Duty.TAKE_IN).downBytesPerSecond());
        assertEquals("You are using the computer", first(after));
        assertEquals("After 3 quiet minutes", English.say(after.reasons().getFirst().ends()));
    }

    @Test
    void theLineIsNarrowedForHeavyWorkBesideTheOwnerAsWell() {
        house.settings = Settings.of(Preset.FULL);
        house.urgent = true;
        house.idle(Duration.ZERO);
        Decision beside = house.run(600);
        long up = beside.permit(Duty.ANSWER).upBytesPerSecond();
        assertEquals(3_000_000, up); // 60 % of 40 Mbit/s
        assertTrue(on(beside, Duty.HEAVY));
        assertEquals(25, beside.permit(Duty.HEAVY).sharePct());
        assertEquals(up, beside.permit(Duty.HEAVY).upBytesPerSecond());
        assertTrue(on(beside, Duty.URGENT));
        assertEquals(up, beside.permit(Duty.URGENT).upBytesPerSecond());
    }

    @Test
    void pol03UnpluggedItOnlyAnswers() {
        house.run(10);
        house.power = Reading.of(new Power(false, 80));
        Decision after = house.tick();
        assertFalse(on(after, Duty.HEAVY));
        assertFalse(on(after, Duty.TAKE_IN));
        assertTrue(on(after, Duty.ANSWER));
        assertEquals("Running on battery", first(after));
    }

    @Test
    void pol04FallingChargeStopsAnsweringThenStayingInTouchOnceAwayIsSaid() {
        house.power = Reading.of(new Power(false, 50));
        assertTrue(on(house.run(5), Duty.ANSWER));
        house.power = Reading.of(new Power(false, 49));
        Decision fallen = house.tick();
        assertFalse(on(fallen, Duty.ANSWER));
        assertEquals("Running on battery", first(fallen));
        house.power = Reading.of(new Power(false, 19));
        Decision low = house.tick();
        assertTrue(low.sayAway());
        assertTrue(on(low, Duty.STAY_IN_TOUCH));
        house.saidAway = true;
        Decision said = house.tick();
        assertFalse(on(said, Duty.STAY_IN_TOUCH));
        assertFalse(said.sayAway());
        assertTrue(
                said.reasons().stream()
                        .anyMatch(r -> English.say(r.sentence()).equals("Battery is low")));
    }

    @Test
    void pol05AFlickeringPlugStartsNothingUntilThirtySteadySeconds() {
        house.run(10);
        for (int i = 0; i < 6; i++) {
            house.power = Reading.of(new Power(false, 80));
            assertFalse(on(house.run(5), Duty.HEAVY));
            house.power = Reading.of(new Power(true, 80));
            assertFalse(on(house.run(5), Duty.HEAVY));
        }
        Decision almost = house.run(25);
        assertFalse(on(almost, Duty.HEAVY));
        assertEquals("Running on battery", first(almost));
        assertTrue(on(house.run(2), Duty.HEAVY));
    }

    @Test
    void pol06AGameThatIsLeftForMomentsKeepsHeavyWorkOff() {
        house.run(10);
        for (int minute = 0; minute < 20; minute++) {
            house.fullScreen = Reading.of(true);
            for (int i = 0; i < 50; i++) {
                Decision playing = house.tick();
                assertFalse(on(playing, Duty.HEAVY));
                assertFalse(on(playing, Duty.TAKE_IN));
                assertEquals(500_000, playing.permit(Duty.ANSWER).upBytesPerSecond());
                assertEquals("A full-screen app is open", first(playing));
            }
            house.fullScreen = Reading.of(false);
            assertFalse(on(house.run(10), Duty.HEAVY));
        }
    }

    @Test
    void pol07OwnWorkIsNeverOthersWork() {
        OthersShare share = new OthersShare();
        spend(share, 0, 0);
        for (int i = 0; i < 600; i++) {
            spend(share, House.CORES, 0);
            Decision decision = house.tick();
            assertTrue(decision.reasons().stream().noneMatch(r -> r.rule() == RuleId.CPU));
            assertTrue(on(decision, Duty.HEAVY));
        }
    }

    private double spent;
    private double ours;

    // what the counters of the system show of the second that is over
    private void spend(OthersShare share, double own, double others) {
        ours += own;
        spent += own + others;
        share.add(new Counters(house.steady, spent, spent, ours));
        house.othersCpu =
                share.percent(House.CORES)
                        .<Reading<Double>>map(Reading::of)
                        .orElse(Reading.of(0.0));
    }

    private int secondsUntil(boolean allowed, OthersShare share, double others) {
        for (int seconds = 1; seconds < 100; seconds++) {
            spend(share, 1, others);
            if (on(house.tick(), Duty.HEAVY) == allowed) {
                return seconds;
            }
        }
        throw new AssertionError("heavy work never " + (allowed ? "allowed" : "stopped"));
    }

    @Test
    void pol08ACompilerStopsHeavyWorkUntilThirtySecondsAfterIt() {
        OthersShare share = new OthersShare();
        for (int i = 0; i < 20; i++) {
            spend(share, 1, 0.1);
            house.tick();
        }
        // a spike of two seconds does nothing
        for (int i = 0; i < 12; i++) {
            spend(share, 1, i < 2 ? 3 : 0.1);
            assertTrue(on(house.tick(), Duty.HEAVY));
        }
        int off = secondsUntil(false, share, 2.6);
        assertTrue(off > 2 && off <= 12, "off after " + off + " s");
        for (int i = off; i < 40; i++) {
            spend(share, 0, 3.9);
            Decision busy = house.tick();
            assertFalse(on(busy, Duty.HEAVY));
            assertTrue(on(busy, Duty.TAKE_IN));
            assertEquals("Other programs are busy", first(busy));
        }
        // thirty seconds after the mean of ten is low again
        int back = secondsUntil(true, share, 0.1);
        assertTrue(back >= 30 && back <= 42, "back after " + back + " s");
    }

    @Test
    void pol09APulledDriveStopsOnlyItself() {
        house.drives.add(House.drive("f", "F:"));
        house.run(10);
        house.drives.set(1, House.with(house.drives.get(1), Reading.of(DriveState.MISSING), 0));
        Decision pulled = house.tick();
        assertEquals("Drive F: is not there", first(pulled));
        assertFalse(pulled.permit(Duty.TAKE_IN).drive("f").allowed());
        assertTrue(pulled.permit(Duty.TAKE_IN).drive("d").allowed());
        house.drives.set(1, House.with(house.drives.get(1), Reading.of(DriveState.PRESENT), 1));
        assertFalse(house.tick().permit(Duty.ANSWER).drive("f").allowed());
        house.drives.set(1, House.with(house.drives.get(1), Reading.of(DriveState.PRESENT), 2));
        assertTrue(house.tick().permit(Duty.ANSWER).drive("f").allowed());
    }

    @Test
    void pol10TheOwnersFilesComeFirst() {
        house.run(10);
        house.drives.set(0, House.withFree(house.drives.get(0), 49 * Sizes.GB));
        Decision floor = house.tick();
        assertFalse(on(floor, Duty.TAKE_IN));
        assertTrue(floor.permit(Duty.HEAVY).drive("d").freeingOnly());
        assertEquals("Your own files need the space", first(floor));
        house.drives.set(0, House.withFree(house.drives.get(0), 54 * Sizes.GB));
        assertFalse(on(house.tick(), Duty.TAKE_IN));
        house.drives.set(0, House.withFree(house.drives.get(0), 55 * Sizes.GB));
        assertTrue(on(house.tick(), Duty.TAKE_IN));
        house.drives.set(0, House.withFree(house.drives.get(0), 2 * Sizes.GB - 1));
        assertFalse(on(house.tick(), Duty.HEAVY));
    }

    @Test
    void pol11AHotspotStopsAnsweringAndTakingIn() {
        house.run(10);
        house.network = Reading.of(NetworkCost.LIKE_A_PHONE);
        Decision phone = house.tick();
        assertFalse(on(phone, Duty.ANSWER));
        assertFalse(on(phone, Duty.TAKE_IN));
        assertTrue(on(phone, Duty.HEAVY));
        assertFalse(phone.permit(Duty.HEAVY).network());
        assertEquals("This network charges by use", first(phone));
    }

    @Test
    void pol12TheAllowanceIsPacedAndLastsForAnswering() {
        house.settings = house.settings.with(Key.NET_MONTH_BYTES, 10 * Sizes.GB);
        house.month = Reading.of(new MonthUse(Sizes.GB, Sizes.GB, 0, 30));
        Decision paced = house.run(5);
        assertFalse(on(paced, Duty.TAKE_IN));
        assertTrue(on(paced, Duty.ANSWER));
        assertEquals("Today's part of this month's internet allowance is used", first(paced));
        house.month = Reading.of(new MonthUse(9 * Sizes.GB, 0, 0, 30));
        Decision reserve = house.tick();
        assertTrue(on(reserve, Duty.ANSWER));
        assertFalse(on(reserve, Duty.TAKE_IN));
        assertFalse(reserve.permit(Duty.HEAVY).network());
        assertEquals("This month's internet allowance is used", first(reserve));
        house.month = Reading.of(new MonthUse(10 * Sizes.GB, 0, 0, 30));
        assertFalse(on(house.tick(), Duty.ANSWER));
        assertTrue(on(house.look(), Duty.STAY_IN_TOUCH));
    }

    @Test
    void pol13AfterSleepItReturnsWithinTwoMinutesButNotWithinOne() {
        house.run(10);
        house.pass(Duration.ofHours(8));
        Decision woken = house.tick();
        assertEquals("The computer has woken up", first(woken));
        int seconds = 0;
        while (!on(house.tick(), Duty.STAY_IN_TOUCH)) {
            seconds++;
        }
        assertTrue(seconds >= 59 && seconds <= 121, seconds + " s");
    }

    @Test
    void pol14AHangingIdleProbeCountsAsInUse() {
        house.run(10);
        house.presence = Reading.unknown();
        Decision blind = house.tick();
        assertFalse(on(blind, Duty.HEAVY));
        assertEquals(
                "Can't tell if you are using the computer, so it counts as in use", first(blind));
        assertEquals("unknown", English.say(blind.reasons().getFirst().measured()));
        house.display = false;
        assertTrue(on(house.tick(), Duty.HEAVY));
    }

    @Test
    void pol15AllHoursOffStopsAllButStayingInTouch() {
        house.settings = Settings.of(Preset.FULL).with(HoursGrid.everyDay("o".repeat(24)));
        Decision off = house.run(5);
        assertTrue(on(off, Duty.STAY_IN_TOUCH));
        assertFalse(on(off, Duty.ANSWER));
        assertEquals("Outside the hours you set", first(off));
    }

    @Test
    void pol16APauseGoesOnAfterARestart() {
        house.settings = house.settings.with(Mode.pausedUntil(house.wall.plusSeconds(1800)));
        assertEquals("Paused by you until 12:30", first(house.run(600)));
        house.memory = Memory.fresh(house.now(), 8);
        assertFalse(on(house.run(1199), Duty.ANSWER));
        assertTrue(on(house.run(2), Duty.ANSWER));
    }

    @Test
    void pol17ClockZoneAndDaylightSavingDoNotCheat() {
        Instant until = house.wall.plusSeconds(1800);
        house.settings = house.settings.with(Mode.pausedUntil(until));
        house.zone = ZoneId.of("Asia/Tokyo");
        assertFalse(on(house.run(60), Duty.ANSWER));
        house.settings = house.settings.with(Mode.AUTOMATIC);
        house.power = Reading.of(new Power(false, 80));
        house.run(10);
        house.power = Reading.of(new Power(true, 80));
        house.run(5);
        house.wall = house.wall.plusSeconds(25);
        assertFalse(on(house.run(20), Duty.HEAVY));
        assertTrue(on(house.run(10), Duty.HEAVY));
        HoursGrid nights = HoursGrid.cheapPower();
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals(
                Instant.parse("2026-03-29T04:00:00Z"),
                nights.nextChange(Instant.parse("2026-03-29T00:30:00Z"), berlin));
        assertEquals(
                Instant.parse("2026-10-25T05:00:00Z"),
                nights.nextChange(Instant.parse("2026-10-25T00:30:00Z"), berlin));
    }

    @Test
    void pol18UrgentWorkRunsSmallBesideTheOwnerAndStopsUnplugged() {
        house.urgent = true;
        house.idle(Duration.ZERO);
        Decision beside = house.run(300);
        assertFalse(on(beside, Duty.HEAVY));
        assertEquals(25, beside.permit(Duty.URGENT).sharePct());
        assertEquals(
                "Saving pieces that cannot wait",
                English.say(beside.reasons().getLast().sentence()));
        house.power = Reading.of(new Power(false, 99));
        assertFalse(on(house.tick(), Duty.URGENT));
    }

    @Test
    void pol19WornForToday() {
        house.drives.set(
                0,
                House.withUse(
                        house.drives.get(0), Reading.of(0.0), Reading.of(30.0), 20 * Sizes.GB));
        Decision worn = house.run(5);
        assertFalse(on(worn, Duty.TAKE_IN));
        assertTrue(on(worn, Duty.ANSWER));
        assertFalse(worn.permit(Duty.HEAVY).drive("d").bigRewrites());
        assertEquals("Sparing your SSD: today's writes are used up", first(worn));
    }

    @Test
    void changingTooOftenRestsTenMinutes() {
        house.run(10);
        Decision last = house.look();
        for (int i = 0; i < 8; i++) {
            house.idle(i % 2 == 0 ? Duration.ZERO : Duration.ofHours(1));
            last = house.run(20);
        }
        assertFalse(on(last, Duty.HEAVY));
        assertEquals(
                "Changing too often; resting 10 min",
                English.say(last.reasons().getLast().sentence()));
        assertFalse(on(house.run(440), Duty.HEAVY));
        assertTrue(on(house.run(200), Duty.HEAVY));
    }

    @Test
    void everyRuleHasWords() {
        for (RuleId rule : RuleId.values()) {
            assertTrue(English.knows("rule." + rule.text()), rule.text());
        }
    }
}
