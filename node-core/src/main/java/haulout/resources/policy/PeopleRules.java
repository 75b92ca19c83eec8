// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.settings.Key;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Sizes;
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
                        ? Sentence.of("rule.app", "A full-screen app is open")
                        : Sentence.of("rule.app.named", name + " is open", name);
        boolean on = full || !name.isEmpty();
        return new Finding(RuleId.APP, "", sentence)
                .when(on)
                .after(Duration.ZERO, THIRTY)
                .measured(on ? name.isEmpty() ? "full screen" : name : "none", "none")
                .ends("app", "30 s after it is closed")
                .limits(s.lineShare(APP_LINE_PCT), Duty.ANSWER)
                .stops(Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Finding memory(Scene s) {
        boolean known = s.in().memory().isKnown(Reading.FAST);
        FreeMemory memory = s.in().memory().or(Reading.FAST, new FreeMemory(0, 0));
        long limit = Math.max(Sizes.GB, memory.totalBytes() / 10);
        long back = Math.max(limit, memory.totalBytes() * 15 / 100);
        Finding finding =
                known
                        ? Finding.of(RuleId.MEMORY, "", "Other programs need the memory")
                        : new Finding(
                                RuleId.MEMORY,
                                "",
                                Sentence.of(
                                        "rule.memory.unknown",
                                        "Can't tell how much memory is free"));
        return finding.when(memory.freeBytes() < limit, memory.freeBytes() >= back)
                .after(TEN, MINUTE)
                .measured(known ? Texts.bytes(memory.freeBytes()) : "unknown", Texts.bytes(limit))
                .ends("memory", "A minute with 15 % free")
                .limits(Permit.atOnce(1), Duty.TAKE_IN)
                .stopsHeavy();
    }

    private static Finding user(Scene s) {
        boolean known = s.in().presence().isKnown(Reading.FAST);
        long minutes = s.settings().get(Key.USER_AWAY_MINUTES);
        int share = Math.toIntExact(s.settings().get(Key.CPU_SHARE_USING));
        boolean heavy = s.settings().is(Key.USER_HEAVY) && share > 0;
        String measured =
                s.in().presence() instanceof Reading.Known<Inputs.Presence>(var p, var _) && known
                        ? p.remote() ? "remote session" : Texts.seconds(p.idle()) + " without input"
                        : "unknown";
        Sentence sentence =
                known || !s.in().display()
                        ? Sentence.of("rule.user", "You are using the computer")
                        : Sentence.of(
                                "rule.user.unknown",
                                "Can't tell if you are using the computer, so it counts as in use");
        return new Finding(RuleId.USER, "", sentence)
                .when(s.inUse())
                .measured(measured, minutes + " min")
                .ends(
                        "user",
                        minutes == 1
                                ? "After a quiet minute"
                                : "After " + minutes + " quiet minutes")
                .limits(s.line(RateKey.UP_USING, RateKey.DOWN_USING), Duty.ANSWER, Duty.TAKE_IN)
                .limits(heavy ? Permit.share(share) : Permit.STOPPED, Duty.HEAVY)
                .limits(Permit.share(URGENT_SHARE), Duty.URGENT);
    }

    private static Finding cpu(Scene s) {
        boolean known = s.in().othersCpuPct().isKnown(Reading.SLOW);
        long limit = s.settings().get(s.inUse() ? Key.CPU_OTHERS_USING : Key.CPU_OTHERS_AWAY);
        double others = s.in().othersCpuPct().or(Reading.SLOW, 100.0);
        Sentence sentence =
                known
                        ? Sentence.of("rule.cpu", "Other programs are busy")
                        : Sentence.of(
                                "rule.cpu.unknown", "Can't tell whether other programs are busy");
        // the mean over ten seconds is the wait for coming on
        return new Finding(RuleId.CPU, "", sentence)
                .when(!known || others > limit)
                .after(Duration.ZERO, THIRTY)
                .measured(known ? Math.round(others) + " %" : "unknown", limit + " %")
                .ends("cpu", "30 s at " + limit + " % or less")
                .stops(Duty.HEAVY)
                .limits(Permit.share(URGENT_SHARE), Duty.URGENT);
    }
}
