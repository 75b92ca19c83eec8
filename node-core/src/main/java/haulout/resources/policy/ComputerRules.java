// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.Power;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
        return Finding.of(RuleId.OS, "")
                .says(down ? "rule.os" : "rule.os.woken")
                .when(down || s.slept())
                .after(Duration.ZERO, s.wakeHold())
                .measured(
                        Sentence.of(
                                down
                                        ? "value.going-down"
                                        : s.slept() ? "value.slept" : "value.awake"),
                        Sentence.of("value.awake"))
                .ends("ends.wake")
                .stops(Duty.values());
    }

    private static Finding start(Scene s, String part, int times, Duty duty) {
        Duration delay = Duration.ofSeconds(times * s.settings().get(Key.START_DELAY_SECONDS));
        Duration left = delay.minus(s.in().sinceStart());
        boolean early = s.in().sinceStart().compareTo(delay) < 0;
        return Finding.of(RuleId.START, part)
                .when(early)
                .measured(Words.span(s.in().sinceStart()), Words.span(delay))
                .ends(
                        Sentence.of("ends.start", new Term.Span(delay)),
                        early ? s.now().wall().plus(left) : Instant.MAX)
                .stops(duty);
    }

    private static Finding pause(Scene s) {
        boolean paused = s.mode() == Mode.Kind.PAUSED;
        Instant until = paused ? s.chosen().until() : Instant.MAX;
        boolean timed = !until.equals(Instant.MAX);
        Sentence why =
                timed
                        ? Sentence.of("rule.pause", new Term.At(until))
                        : Sentence.of("rule.pause.open");
        return new Finding(RuleId.PAUSE, "", why)
                .when(paused)
                .measured(
                        Sentence.of(paused ? "value.paused" : "value.not-paused"),
                        Sentence.of("value.not-paused"))
                .ends(
                        timed
                                ? Sentence.of("ends.resume-or-at", new Term.At(until))
                                : Sentence.of("ends.resume"),
                        until)
                .stops(Duty.ANSWER, Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Finding heavySwitch(Scene s) {
        return Finding.of(RuleId.PAUSE, "heavy")
                .says("rule.pause.heavy")
                .when(s.settings().is(Key.SWITCH_HEAVY_OFF))
                .measured(onOff(!s.settings().is(Key.SWITCH_HEAVY_OFF)), onOff(true))
                .ends("ends.switch")
                .stopsHeavy();
    }

    private static Finding internetSwitch(Scene s) {
        return Finding.of(RuleId.PAUSE, "internet")
                .says("rule.pause.internet")
                .when(s.settings().is(Key.SWITCH_INTERNET_OFF))
                .measured(onOff(!s.settings().is(Key.SWITCH_INTERNET_OFF)), onOff(true))
                .ends("ends.switch")
                .stops(Duty.ANSWER, Duty.TAKE_IN)
                .limitsHeavy(Permit.localOnly());
    }

    private static Power power(Scene s) {
        // a battery that cannot be read counts as in use, without a word on its charge
        Power unknown = new Power(!s.in().hasBattery(), Power.NO_CHARGE);
        return s.in().power().or(Reading.FAST, unknown);
    }

    private static Sentence onOff(boolean on) {
        return Sentence.of(on ? "value.on" : "value.off");
    }

    private static Sentence text(Power power) {
        String source = power.mains() ? "value.mains" : "value.battery";
        return power.chargePct() == Power.NO_CHARGE
                ? Sentence.of(source)
                : Sentence.of(source + "-charge", Words.part(power.chargePct()));
    }

    private static Finding onBattery(Scene s, String part) {
        Power power = power(s);
        return Finding.of(RuleId.BATTERY, part)
                .when(!power.mains())
                .after(Duration.ZERO, STEADY)
                .measured(text(power), Sentence.of("value.mains"))
                .ends("ends.mains", new Term.Span(STEADY));
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
                .measured(text(power), Sentence.of("value.mains-or-charge", Words.part(min)));
    }

    private static Finding batteryHeavy(Scene s) {
        Power power = power(s);
        long min = s.settings().get(Key.BATTERY_HEAVY_MIN);
        boolean charged = power.chargePct() == Power.NO_CHARGE || power.chargePct() >= min;
        return onBattery(s, "heavy")
                .when(!power.mains(), power.mains() && charged)
                .measured(text(power), Sentence.of("value.mains-and-charge", Words.part(min)))
                .ends("ends.mains-charged", new Term.Span(STEADY), Words.part(min))
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
                Finding.of(RuleId.BATTERY_LOW, "")
                        .when(!power.mains() && known && power.chargePct() < sleep, back)
                        .after(Duration.ZERO, STEADY)
                        .measured(text(power), Words.percent(sleep))
                        .ends(
                                "ends.mains-charged",
                                new Term.Span(STEADY),
                                Words.part(sleep + LOW_MARGIN))
                        .stops(Duty.ANSWER, Duty.TAKE_IN)
                        .stopsHeavy();
        return s.in().saidAway() ? finding.stops(Duty.STAY_IN_TOUCH) : finding;
    }

    private static Finding saver(Scene s) {
        boolean on = s.in().saver().is(Reading.FAST, yes -> yes);
        return Finding.of(RuleId.SAVER, "")
                .when(on)
                .after(Duration.ZERO, STEADY)
                .measured(onOff(on), onOff(false))
                .ends("ends.saver", new Term.Span(STEADY))
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
        return Finding.of(RuleId.HEAT, "")
                .when(known && celsius >= limit, !known || celsius <= resume)
                .after(HOT_AFTER, COOL_AFTER)
                .measured(known ? Words.degrees(celsius) : Words.unknown(), Words.degrees(limit))
                .ends("ends.cool", new Term.Span(COOL_AFTER), Words.heat(resume))
                .stopsHeavy();
    }

    private static Finding noSensor(Scene s) {
        return Finding.of(RuleId.HEAT, "unknown")
                .says("rule.heat.unknown", Words.part(SHARE_WITHOUT_SENSOR))
                .when(!hasSensor(s))
                .measured(Words.unknown(), Words.percent(SHARE_WITHOUT_SENSOR))
                .ends("ends.sensor")
                .limitsHeavy(Permit.share(SHARE_WITHOUT_SENSOR));
    }

    private static Finding hours(Scene s, HoursGrid.Cell cell) {
        HoursGrid.Cell here = s.settings().hours().at(s.now().wall(), s.now().zone());
        Instant next =
                here == cell && cell != HoursGrid.Cell.FREE
                        ? s.settings().hours().nextChange(s.now().wall(), s.now().zone())
                        : Instant.MAX;
        Sentence when =
                next.equals(Instant.MAX) ? Sentence.of("ends.hours-changed") : Words.at(next);
        Finding finding =
                Finding.of(RuleId.HOURS, cell == HoursGrid.Cell.OFF ? "off" : "")
                        .when(here == cell)
                        .measured(cell(here), cell(HoursGrid.Cell.FREE))
                        .ends(when, next)
                        .stops(Duty.TAKE_IN)
                        .stopsHeavy();
        return cell == HoursGrid.Cell.OFF ? finding.stops(Duty.ANSWER) : finding;
    }

    private static Sentence cell(HoursGrid.Cell cell) {
        return Sentence.of(
                switch (cell) {
                    case FREE -> "value.hours-free";
                    case LIGHT -> "value.hours-light";
                    case OFF -> "value.hours-off";
                });
    }
}
