// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// What one rule sees in this tick, before its waiting times; filled by the rule, read by the
/// policy.
final class Finding {
    final RuleId rule;
    final String part;
    final Map<Duty, Permit> effects = new EnumMap<>(Duty.class);
    String subject = "";
    boolean trips;
    boolean clears = true;
    Duration onAfter = Duration.ZERO;
    Duration offAfter = Duration.ZERO;
    String measured = "";
    String limit = "";
    Sentence sentence;
    Sentence ends = Sentence.of("ends.over", "Ends when that is over");
    Instant endsAt = Instant.MAX;

    Finding(RuleId rule, String part, Sentence sentence) {
        this.rule = rule;
        this.part = part;
        this.sentence = sentence;
    }

    static Finding of(RuleId rule, String part, String english, String... arguments) {
        String key = "rule." + rule.text() + (part.isEmpty() ? "" : "." + part);
        return new Finding(rule, part, Sentence.of(key, english, arguments));
    }

    /// A rule about one drive.
    static Finding of(RuleId rule, String part, DriveInput drive, String english) {
        Finding finding = of(rule, part, english, drive.label());
        finding.subject = drive.id();
        return finding;
    }

    String key() {
        return rule.text() + "/" + part + "/" + subject;
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

    Finding measured(String value, String against) {
        measured = value;
        limit = against;
        return this;
    }

    Finding ends(String key, String english) {
        ends = Sentence.of("ends." + key, english);
        return this;
    }

    Finding ends(String key, String english, Instant at) {
        endsAt = at;
        return ends(key, english);
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
