// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Memory.DutyMemory;
import haulout.resources.policy.Memory.Timer;
import haulout.resources.policy.Reason.State;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns findings and timers into permits and reasons; lives for one decision.
final class Outcome {
    private static final Duration FLAP_WINDOW = Duration.ofMinutes(10);
    private static final Duration FLAP_REST = Duration.ofMinutes(10);
    private static final int FLAP_CHANGES = 6;
    private static final Duration RAMP_STEP = Duration.ofSeconds(30);
    private static final int RAMP_START = 10;
    private static final int FULL_SHARE = 100;

    private final Scene scene;
    private final int cores;
    private final Memory memory;
    private final List<Finding> findings;
    private final Map<String, Timer> timers;
    private final Set<String> held = new HashSet<>();
    private final Map<Duty, Permit> permits = new EnumMap<>(Duty.class);
    private final Map<Duty, DutyMemory> duties = new EnumMap<>(Duty.class);
    private final Set<Duty> resting = EnumSet.noneOf(Duty.class);

    Outcome(
            Scene scene,
            int cores,
            Memory memory,
            List<Finding> findings,
            Map<String, Timer> timers) {
        this.scene = scene;
        this.cores = cores;
        this.memory = memory;
        this.findings = findings;
        this.timers = timers;
    }

    Decision decision(int wakes) {
        for (Duty duty : Duty.values()) {
            settle(duty);
        }
        boolean low =
                findings.stream().anyMatch(f -> f.rule == RuleId.BATTERY_LOW && timer(f).active());
        return new Decision(
                permits,
                onDrives(),
                new Rows(this::table),
                low && !scene.in().saidAway(),
                new Memory(timers, duties, scene.now(), memory.seed(), wakes));
    }

    private Timer timer(Finding finding) {
        return Objects.requireNonNull(timers.get(finding.key()));
    }

    private boolean acts(Finding finding, Duty duty) {
        boolean passed =
                (scene.mode() == Mode.Kind.ALWAYS && finding.rule.isComfort())
                        || (duty == Duty.URGENT
                                && finding.rule.yieldsToUrgent()
                                && finding.isStop(duty));
        return !passed && finding.effects.containsKey(duty);
    }

    private void settle(Duty duty) {
        Permit permit = Policy.base(scene, duty, cores);
        for (Finding finding : findings) {
            if (acts(finding, duty) && timer(finding).active()) {
                permit = permit.and(effect(finding, duty));
            }
        }
        if (duty == Duty.URGENT && !scene.in().urgent()) {
            permit = Permit.STOPPED;
        }
        DutyMemory before = Objects.requireNonNull(memory.duties().get(duty));
        permit = permit.settled();
        if (permit.allowed() && !before.allowed()) {
            permit = holdBack(permit, duty);
        }
        DutyMemory after = remember(before, permit.allowed(), duty);
        if (!after.allowed()) {
            permit = Permit.STOPPED;
        } else if (duty == Duty.HEAVY || duty == Duty.URGENT) {
            permit = permit.and(Permit.share(ramp(after)));
        }
        permits.put(duty, permit);
        duties.put(duty, after);
    }

    // a duty that is stopped as a whole has no drives in its permit, but what was begun goes on
    private Map<Duty, Map<String, DrivePermit>> onDrives() {
        Map<Duty, Map<String, DrivePermit>> all = new EnumMap<>(Duty.class);
        for (Duty duty : List.of(Duty.TAKE_IN, Duty.HEAVY)) {
            Map<String, DrivePermit> its = new HashMap<>(Policy.base(scene, duty, cores).drives());
            for (Finding finding : findings) {
                if (acts(finding, duty) && timer(finding).active()) {
                    effect(finding, duty)
                            .drives()
                            .forEach((id, permit) -> its.merge(id, permit, DrivePermit::and));
                }
            }
            all.put(duty, Map.copyOf(its));
        }
        return all;
    }

    private static Permit effect(Finding finding, Duty duty) {
        return Objects.requireNonNull(finding.effects.get(duty));
    }

    // a duty that rests does not start under a rule that is about to stop it
    private Permit holdBack(Permit permit, Duty duty) {
        Permit narrowed = permit;
        for (Finding finding : findings) {
            Timer timer = timer(finding);
            if (!timer.active() && timer.turning() && acts(finding, duty) && finding.isStop(duty)) {
                narrowed = narrowed.and(effect(finding, duty)).settled();
                held.add(finding.key());
            }
        }
        return narrowed;
    }

    private DutyMemory remember(DutyMemory before, boolean wanted, Duty duty) {
        Duration now = scene.now().steady();
        if (now.compareTo(before.restUntil()) < 0) {
            resting.add(duty);
            return new DutyMemory(false, before.changedAt(), List.of(), before.restUntil());
        }
        List<Duration> changes = new ArrayList<>(before.changes());
        changes.removeIf(at -> now.minus(at).compareTo(FLAP_WINDOW) >= 0);
        if (wanted == before.allowed()) {
            return new DutyMemory(wanted, before.changedAt(), changes, Duration.ZERO);
        }
        changes.add(now);
        // silence would cost more than restlessness
        if (changes.size() > FLAP_CHANGES && duty != Duty.STAY_IN_TOUCH) {
            resting.add(duty);
            return new DutyMemory(false, now, List.of(), now.plus(FLAP_REST));
        }
        return new DutyMemory(wanted, now, changes, Duration.ZERO);
    }

    private int ramp(DutyMemory duty) {
        Duration since = scene.now().steady().minus(duty.changedAt());
        long steps = since.toSeconds() / RAMP_STEP.toSeconds();
        long share = RAMP_START + Math.min(FULL_SHARE, steps) * scene.settings().get(Key.CPU_RAMP);
        return (int) Math.min(FULL_SHARE, share);
    }

    /// Made when they are looked at, which is not each second.
    private static final class Rows extends AbstractList<Reason> {
        private final Supplier<List<Reason>> maker;
        private @Nullable List<Reason> made;

        Rows(Supplier<List<Reason>> maker) {
            this.maker = maker;
        }

        private synchronized List<Reason> rows() {
            List<Reason> rows = made;
            if (rows == null) {
                rows = List.copyOf(maker.get());
                made = rows;
            }
            return rows;
        }

        @Override
        public Reason get(int index) {
            return rows().get(index);
        }

        @Override
        public int size() {
            return rows().size();
        }
    }

    private List<Reason> table() {
        List<Reason> rows = new ArrayList<>();
        for (Finding finding : findings) {
            rows.add(row(finding));
        }
        for (Duty duty : resting) {
            rows.add(flapping(duty));
        }
        if (permits.getOrDefault(Duty.URGENT, Permit.STOPPED).allowed()) {
            rows.add(urgent());
        }
        return rows;
    }

    private Reason row(Finding finding) {
        Timer timer = timer(finding);
        Set<Duty> stops = EnumSet.noneOf(Duty.class);
        Set<Duty> reduces = EnumSet.noneOf(Duty.class);
        for (Duty duty : finding.effects.keySet()) {
            if (acts(finding, duty)) {
                (finding.isStop(duty) ? stops : reduces).add(duty);
            }
        }
        boolean ignored = stops.isEmpty() && reduces.isEmpty();
        boolean on = timer.active() || held.contains(finding.key());
        State state =
                on
                        ? ignored ? State.IGNORED : State.ACTIVE
                        : timer.turning() ? State.RISING : State.CLEAR;
        return new Reason(
                finding.rule,
                finding.subject(),
                state,
                stops,
                reduces,
                finding.measured,
                finding.limit,
                timer.since(),
                finding.ends,
                finding.endsAt,
                finding.sentence);
    }

    private Reason flapping(Duty duty) {
        Duration left =
                Objects.requireNonNull(duties.get(duty)).restUntil().minus(scene.now().steady());
        Instant end = scene.now().wall().plus(left);
        return new Reason(
                RuleId.FLAP,
                duty.text(),
                State.ACTIVE,
                Set.of(duty),
                Set.of(),
                Sentence.of("value.changes-more", new Term.Count(FLAP_CHANGES)),
                Sentence.of(
                        "value.changes-within",
                        new Term.Count(FLAP_CHANGES),
                        new Term.Span(FLAP_WINDOW)),
                end.minus(FLAP_REST),
                Words.at(end),
                end,
                Sentence.of("rule.flap", new Term.Span(FLAP_REST)));
    }

    private Reason urgent() {
        return new Reason(
                RuleId.URGENT,
                "",
                State.ACTIVE,
                Set.of(),
                Set.of(),
                Sentence.of("value.urgent"),
                Sentence.of("value.none"),
                scene.now().wall(),
                Sentence.of("ends.urgent"),
                Instant.MAX,
                Sentence.of("rule.urgent"));
    }
}
