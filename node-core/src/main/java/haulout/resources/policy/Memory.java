// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one decision leaves to the next; immutable.
///
/// @param timers of each rule and part that is not at rest
/// @param duties of each duty
/// @param last the moment before
/// @param seed of the spread of returns after sleep
/// @param wakes how often the computer slept
public record Memory(
        Map<String, Timer> timers,
        Map<Duty, DutyMemory> duties,
        Moment last,
        long seed,
        int wakes) {
    /// Copies the maps.
    public Memory {
        timers = Collections.unmodifiableMap(new TreeMap<>(timers));
        duties = Collections.unmodifiableMap(new EnumMap<>(duties));
    }

    /// At start: everything is stopped, no rule is active.
    ///
    /// @param seed spreads the return of many computers after sleep
    public static Memory fresh(Moment now, long seed) {
        Map<Duty, DutyMemory> duties = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
            duties.put(duty, new DutyMemory(false, now.steady(), List.of(), Duration.ZERO));
        }
        return new Memory(Map.of(), duties, now, seed, 0);
    }

    /// Where a rule's waiting stands.
    ///
    /// @param active whether the rule acts
    /// @param since wall clock of the change
    /// @param turning whether the other condition holds and its time runs
    /// @param turningSince steady clock, meaningful while turning
    record Timer(boolean active, Instant since, boolean turning, Duration turningSince) {}

    /// Where a duty stands.
    ///
    /// @param allowed whether it was allowed
    /// @param changedAt steady clock of the last change
    /// @param changes steady clock of each change within the last ten minutes
    /// @param restUntil steady clock until which it rests for changing too often
    record DutyMemory(
            boolean allowed, Duration changedAt, List<Duration> changes, Duration restUntil) {
        DutyMemory {
            changes = List.copyOf(changes);
        }
    }
}
