// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.Power;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Rules about the computer as a whole: going down, starting, paused, power, heat and hours.
final class ComputerRules {
    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final Duration HOT_AFTER = Duration.ofSeconds(10);
    private static final Duration COOL_AFTER = Duration.ofMinutes(2);
    // a battery that was low is left alone until it holds this much more
    private static final int LOW_MARGIN = 5;
    private static final int NEVER = 100;
    private static final double ABSURD_CELSIUS = 150;
    private static final int SHARE_WITHOUT_SENSOR = 50;

    private ComputerRules() {}

    static List<Finding> of(Scene s) {
        return List.of(
                os(s),
                start(s, "", 1, Duty.TAKE_IN),
                start(s, "heavy", 2, Duty.HEAVY),
                start(s, "urgent", 2, Duty.URGENT),
                pause(s),
                heavySwitch(s),
                internetSwitch(s),
                battery(s),
                batteryAnswer(s),
                batteryHeavy(s),
                batteryLow(s),
                saver(s),
                heat(s),
                noSensor(s),
                hours(s, HoursGrid.Cell.LIGHT),
                hours(s, HoursGrid.Cell.OFF));
    }

    private static Finding os(Scene s) {
        boolean down = s.in().goingDown().is(Reading.FAST, yes -> yes);
        return Finding.of(RuleId.OS, "", "The computer is going to sleep")
                .when(down || s.slept())
                .after(Duration.ZERO, s.wakeHold())
                .measured(down ? "going down" : s.slept() ? "slept" : "awake", "awake")
                .ends("wake", "One to two minutes after waking")
                .stops(Duty.values());
    }

    private static Finding start(Scene s, String part, int times, Duty duty) {
        Duration delay = Duration.ofSeconds(times * s.settings().get(Key.START_DELAY_SECONDS));
        Duration left = delay.minus(s.in().sinceStart());
        boolean early = s.in().sinceStart().compareTo(delay) < 0;
        return Finding.of(RuleId.START, part, "Letting your computer start first")
                .when(early)
                .measured(s.in().sinceStart().toSeconds() + " s", delay.toSeconds() + " s")
                .ends(
                        "start",
                        "When the computer has run for " + delay.toSeconds() + " s",
                        early ? s.now().wall().plus(left) : Instant.MAX)
                .stops(duty);
    }

    private static Finding pause(Scene s) {
        boolean paused = s.mode() == Mode.Kind.PAUSED;
        Instant until = paused ? s.chosen().until() : Instant.MAX;
        boolean timed = !until.equals(Instant.MAX);
        String english =
                timed ? "Paused by you until " + s.clock(until) : "Paused by you until you resume";
        Finding finding =
                timed
                        ? Finding.of(RuleId.PAUSE, "", english, s.clock(until))
                        : Finding.of(RuleId.PAUSE, "open", english);
        // one timer for both sentences
        Finding one = new Finding(RuleId.PAUSE, "", finding.sentence);
        return one.when(paused)
                .measured(paused ? "paused" : "not paused", "not paused")
                .ends(
                        "resume",
                        timed ? "At " + s.clock(until) + ", or when you resume" : "When you resume",
                        until)
                .stops(Duty.ANSWER, Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Finding heavySwitch(Scene s) {
        return Finding.of(RuleId.PAUSE, "heavy", "Heavy work is switched off by you")
                .when(s.settings().is(Key.SWITCH_HEAVY_OFF))
                .ends("switch", "When you switch it on")
                .stopsHeavy();
    }

    private static Finding internetSwitch(Scene s) {
        return Finding.of(RuleId.PAUSE, "internet", "The internet is switched off by you")
                .when(s.settings().is(Key.SWITCH_INTERNET_OFF))
                .ends("switch", "When you switch it on")
                .stops(Duty.ANSWER, Duty.TAKE_IN)
                .limitsHeavy(Permit.localOnly());
    }

    private static Power power(Scene s) {
        // a battery that cannot be read counts as in use, without a word on its charge
        Power unknown = new Power(!s.in().hasBattery(), Power.NO_CHARGE);
        return s.in().power().or(Reading.FAST, unknown);
    }

    private static String text(Power power) {
        String charge =
                power.chargePct() == Power.NO_CHARGE ? "charge unknown" : power.chargePct() + " %";
        return (power.mains() ? "mains, " : "battery, ") + charge;
    }

    private static Finding onBattery(Scene s, String part) {
        Power power = power(s);
        return Finding.of(RuleId.BATTERY, part, "Running on battery")
                .when(!power.mains())
                .after(Duration.ZERO, STEADY)
                .measured(text(power), "mains")
                .ends("mains", "After 30 s on mains");
    }

    private static Finding battery(Scene s) {
        Finding finding = onBattery(s, "");
        return s.settings().is(Key.BATTERY_TAKE_IN) ? finding : finding.stops(Duty.TAKE_IN);
    }

    private static Finding batteryAnswer(Scene s) {
        Power power = power(s);
        long min = s.settings().get(Key.BATTERY_ANSWER_MIN);
        boolean enough = min < NEVER && power.chargePct() >= min;
        Finding finding = onBattery(s, "answer");
        finding.stops(Duty.ANSWER);
        if (s.settings().is(Key.BATTERY_TAKE_IN)) {
            finding.stops(Duty.TAKE_IN);
        }
        return finding.when(!power.mains() && !enough, power.mains())
                .measured(text(power), "mains, or " + min + " %");
    }

    private static Finding batteryHeavy(Scene s) {
        Power power = power(s);
        long min = s.settings().get(Key.BATTERY_HEAVY_MIN);
        boolean charged = power.chargePct() == Power.NO_CHARGE || power.chargePct() >= min;
        return onBattery(s, "heavy")
                .when(!power.mains(), power.mains() && charged)
                .measured(text(power), "mains and " + min + " %")
                .ends("mains.charged", "After 30 s on mains, with " + min + " % charge")
                .stopsHeavy();
    }

    private static Finding batteryLow(Scene s) {
        Power power = power(s);
        long sleep = s.settings().get(Key.BATTERY_SLEEP);
        boolean known = power.chargePct() != Power.NO_CHARGE;
        boolean back =
                power.mains()
                        && (!known || power.chargePct() >= Math.min(NEVER, sleep + LOW_MARGIN));
        Finding finding =
                Finding.of(RuleId.BATTERY_LOW, "", "Battery is low")
                        .when(!power.mains() && known && power.chargePct() < sleep, back)
                        .after(Duration.ZERO, STEADY)
                        .measured(text(power), sleep + " %")
                        .ends(
                                "charged",
                                "After 30 s on mains, with " + (sleep + LOW_MARGIN) + " % charge")
                        .stops(Duty.ANSWER, Duty.TAKE_IN)
                        .stopsHeavy();
        return s.in().saidAway() ? finding.stops(Duty.STAY_IN_TOUCH) : finding;
    }

    private static Finding saver(Scene s) {
        boolean on = s.in().saver().is(Reading.FAST, yes -> yes);
        return Finding.of(RuleId.SAVER, "", "Battery saver is on")
                .when(on)
                .after(Duration.ZERO, STEADY)
                .measured(on ? "on" : "off", "off")
                .ends("saver", "30 s after it goes off")
                .stops(Duty.ANSWER, Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static boolean hasSensor(Scene s) {
        return s.in().processorCelsius().is(Reading.SLOW, c -> c > 0 && c < ABSURD_CELSIUS);
    }

    private static Finding heat(Scene s) {
        boolean known = hasSensor(s);
        double celsius = known ? s.in().processorCelsius().or(Reading.SLOW, 0.0) : 0;
        long limit = s.settings().get(Key.HEAT_LIMIT);
        long resume = s.settings().get(Key.HEAT_RESUME);
        return Finding.of(RuleId.HEAT, "", "The computer is hot")
                .when(known && celsius >= limit, !known || celsius <= resume)
                .after(HOT_AFTER, COOL_AFTER)
                .measured(known ? Math.round(celsius) + " °C" : "unknown", limit + " °C")
                .ends("cool", "Two minutes at " + resume + " °C or less")
                .stopsHeavy();
    }

    private static Finding noSensor(Scene s) {
        return Finding.of(
                        RuleId.HEAT,
                        "unknown",
                        "Can't tell how hot the computer is, so heavy work is halved")
                .when(!hasSensor(s))
                .measured("unknown", SHARE_WITHOUT_SENSOR + " % of the processor")
                .ends("sensor", "When a sensor answers")
                .limitsHeavy(Permit.share(SHARE_WITHOUT_SENSOR));
    }

    private static Finding hours(Scene s, HoursGrid.Cell cell) {
        HoursGrid.Cell here = s.settings().hours().at(s.now().wall(), s.now().zone());
        Instant next =
                here == cell && cell != HoursGrid.Cell.FREE
                        ? s.settings().hours().nextChange(s.now().wall(), s.now().zone())
                        : Instant.MAX;
        String when =
                next.equals(Instant.MAX) ? "When you change the hours" : "At " + s.clock(next);
        Finding finding =
                Finding.of(
                                RuleId.HOURS,
                                cell == HoursGrid.Cell.OFF ? "off" : "",
                                "Outside the hours you set")
                        .when(here == cell)
                        .measured(here.name().toLowerCase(Locale.ROOT), "free")
                        .ends("hours", when, next)
                        .stops(Duty.TAKE_IN)
                        .stopsHeavy();
        return cell == HoursGrid.Cell.OFF ? finding.stops(Duty.ANSWER) : finding;
    }
}
