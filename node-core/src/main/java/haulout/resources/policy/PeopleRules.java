// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.settings.Key;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Rules about the owner and other programs: apps, memory, input, processor.
final class PeopleRules {
    private static final Duration THIRTY = Duration.ofSeconds(30);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int APP_LINE_PCT = 10;
    private static final int URGENT_SHARE = 25;
    private static final int BACK_PCT = 15;

    private PeopleRules() {}

    static List<Finding> of(Scene s) {
        return List.of(app(s), memory(s), user(s), cpu(s));
    }

    private static Finding app(Scene s) {
        boolean full =
                s.settings().is(Key.APPS_FULL_SCREEN)
                        && s.in().fullScreen().is(Reading.SLOW, yes -> yes);
        Set<String> running = s.in().runningApps().or(Reading.SLOW, Set.of());
        String name = s.settings().apps().stream().filter(running::contains).findFirst().orElse("");
        Sentence sentence =
                name.isEmpty()
                        ? Sentence.of("rule.app")
                        : Sentence.of("rule.app.named", new Term.Name(name));
        boolean on = full || !name.isEmpty();
        return new Finding(RuleId.APP, "", sentence)
                .when(on)
                .after(Duration.ZERO, THIRTY)
                .measured(on ? open(name) : Sentence.of("value.none"), Sentence.of("value.none"))
                .ends("ends.app", new Term.Span(THIRTY))
                .limits(s.lineShare(APP_LINE_PCT), Duty.ANSWER)
                .stops(Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Sentence open(String name) {
        return name.isEmpty()
                ? Sentence.of("value.full-screen")
                : Sentence.of("value.name", new Term.Name(name));
    }

    private static Finding memory(Scene s) {
        boolean known = s.in().memory().isKnown(Reading.FAST);
        FreeMemory memory = s.in().memory().or(Reading.FAST, new FreeMemory(0, 0));
        long limit = Math.max(Sizes.GB, memory.totalBytes() / 10);
        long back = Math.max(limit, memory.totalBytes() * BACK_PCT / 100);
        return Finding.of(RuleId.MEMORY, "")
                .says(known ? "rule.memory" : "rule.memory.unknown")
                .when(memory.freeBytes() < limit, memory.freeBytes() >= back)
                .after(TEN, MINUTE)
                .measured(
                        known ? Words.freeBytes(memory.freeBytes()) : Words.unknown(),
                        Words.bytes(limit))
                .ends("ends.memory", new Term.Span(MINUTE), Words.part(BACK_PCT))
                .limits(Permit.atOnce(1), Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Finding user(Scene s) {
        boolean known = s.in().presence().isKnown(Reading.FAST);
        long minutes = s.settings().get(Key.USER_AWAY_MINUTES);
        int share = Math.toIntExact(s.settings().get(Key.CPU_SHARE_USING));
        boolean heavy = s.settings().is(Key.USER_HEAVY) && share > 0;
        Sentence measured =
                s.in().presence() instanceof Reading.Known<Inputs.Presence>(var p, var _) && known
                        ? present(p)
                        : Words.unknown();
        // for each duty that may use the line: the line has one limit for all, which is the widest
        Permit line = s.line(RateKey.UP_USING, RateKey.DOWN_USING);
        return Finding.of(RuleId.USER, "")
                .says(known || !s.in().display() ? "rule.user" : "rule.user.unknown")
                .when(s.inUse())
                .measured(measured, Words.span(Duration.ofMinutes(minutes)))
                .ends("ends.user", new Term.Count(minutes))
                .limits(line, Duty.ANSWER, Duty.TAKE_IN)
                .limits(heavy ? line.and(Permit.share(share)) : Permit.STOPPED, Duty.HEAVY)
                .limits(line.and(Permit.share(URGENT_SHARE)), Duty.URGENT);
    }

    private static Sentence present(Inputs.Presence person) {
        return person.remote()
                ? Sentence.of("value.remote")
                : Sentence.of("value.idle", new Term.Span(person.idle()));
    }

    private static Finding cpu(Scene s) {
        boolean known = s.in().othersCpuPct().isKnown(Reading.SLOW);
        long limit = s.settings().get(s.inUse() ? Key.CPU_OTHERS_USING : Key.CPU_OTHERS_AWAY);
        double others = s.in().othersCpuPct().or(Reading.SLOW, 100.0);
        // the mean over ten seconds is the wait for coming on
        return Finding.of(RuleId.CPU, "")
                .says(known ? "rule.cpu" : "rule.cpu.unknown")
                .when(!known || others > limit)
                .after(Duration.ZERO, THIRTY)
                .measured(known ? Words.percent(others) : Words.unknown(), Words.percent(limit))
                .ends("ends.calm", new Term.Span(THIRTY), Words.part(limit))
                .stops(Duty.HEAVY)
                .limits(Permit.share(URGENT_SHARE), Duty.URGENT);
    }
}
