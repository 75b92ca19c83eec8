// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one rule sees in this tick, before its waiting times; filled by the rule, read by the
/// policy.
final class Finding {
    final RuleId rule;
    final String part;
    final Map<Duty, Permit> effects = new EnumMap<>(Duty.class);
    private String subject = "";
    private @Nullable String key;
    boolean trips;
    boolean clears = true;
    Duration onAfter = Duration.ZERO;
    Duration offAfter = Duration.ZERO;
    Sentence measured = Words.unknown();
    Sentence limit = Words.unknown();
    Sentence sentence;
    Sentence ends = Sentence.of("ends.over");
    Instant endsAt = Instant.MAX;

    Finding(RuleId rule, String part, Sentence sentence) {
        this.rule = rule;
        this.part = part;
        this.sentence = sentence;
    }

    /// A rule with its usual sentence.
    static Finding of(RuleId rule, String part) {
        return new Finding(rule, part, Sentence.of("rule." + rule.text()));
    }

    /// A rule about one drive.
    static Finding of(RuleId rule, String part, DriveInput drive) {
        Finding finding = of(rule, part);
        finding.subject = drive.id();
        return finding;
    }

    /// A sentence of its own.
    Finding says(String key, Term... terms) {
        sentence = Sentence.of(key, terms);
        return this;
    }

    /// What it is about: the drive, or nothing.
    String subject() {
        return subject;
    }

    /// By which its timer is found; asked for some hundred times in one decision.
    String key() {
        String known = key;
        if (known == null) {
            known = rule.text() + "/" + part + "/" + subject;
            key = known;
        }
        return known;
    }

    /// The rule acts on the condition and rests as soon as it is over.
    Finding when(boolean condition) {
        return when(condition, !condition);
    }

    Finding when(boolean on, boolean off) {
        trips = on;
        clears = off && !on;
        return this;
    }

    Finding after(Duration on, Duration off) {
        onAfter = on;
        offAfter = off;
        return this;
    }

    Finding measured(Sentence value, Sentence against) {
        measured = value;
        limit = against;
        return this;
    }

    Finding ends(Sentence when) {
        ends = when;
        return this;
    }

    Finding ends(String key, Term... terms) {
        return ends(Sentence.of(key, terms));
    }

    Finding ends(Sentence when, Instant at) {
        endsAt = at;
        return ends(when);
    }

    Finding stops(Duty... duties) {
        for (Duty duty : duties) {
            effects.put(duty, Permit.STOPPED);
        }
        return this;
    }

    Finding stopsHeavy() {
        return stops(Duty.HEAVY, Duty.URGENT);
    }

    Finding limits(Permit permit, Duty... duties) {
        for (Duty duty : duties) {
            effects.put(duty, permit);
        }
        return this;
    }

    Finding limitsHeavy(Permit permit) {
        return limits(permit, Duty.HEAVY, Duty.URGENT);
    }

    boolean isStop(Duty duty) {
        Permit effect = effects.get(duty);
        return effect != null
                && (!effect.allowed()
                        || effect.drives().values().stream().anyMatch(d -> !d.allowed()));
    }
}
