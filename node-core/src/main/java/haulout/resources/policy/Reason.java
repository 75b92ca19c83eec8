// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Set;

/// One row of "Why?": a rule, what it measured, and what ends it.
///
/// @param rule which
/// @param subject drive or app it is about, empty for the whole computer
/// @param state whether it acts now
/// @param stops duties it stops, on its drive if it has one
/// @param reduces duties it narrows
/// @param measured what was measured, for people
/// @param limit what it is compared with, for people
/// @param since wall clock, of the state
/// @param ends what ends it
/// @param endsAt when by wall clock, `Instant.MAX` if that is not known
/// @param sentence why
public record Reason(
        RuleId rule,
        String subject,
        State state,
        Set<Duty> stops,
        Set<Duty> reduces,
        Sentence measured,
        Sentence limit,
        Instant since,
        Sentence ends,
        Instant endsAt,
        Sentence sentence) {
    /// Whether a rule acts.
    public enum State {
        /// It limits something.
        ACTIVE,
        /// Its condition holds, its time is not over.
        RISING,
        /// It would act, the mode passes over it.
        IGNORED,
        /// It does not apply.
        CLEAR
    }

    /// Copies the sets.
    public Reason {
        stops = Set.copyOf(stops);
        reduces = Set.copyOf(reduces);
    }
}
