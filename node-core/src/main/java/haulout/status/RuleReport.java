// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One rule about when the computer may be used: a row of the table behind *Why?*.
///
/// @param rule its name, as `user` or `battery.low`
/// @param subject which drive it is about; empty if it is about the computer
/// @param isComfort whether the mode *Always on* passes over it
/// @param stops duties that it stops now
/// @param reduces duties that it slows now
/// @param measured what is measured now; unknown is said as unknown
/// @param limit from where on it acts
/// @param since since when it has been in this state
/// @param ends what ends it; empty if it does not act
/// @param endsAt when that will be, if it is known
/// @param sentence why it acts, for people
public record RuleReport(
        String rule,
        String subject,
        State state,
        boolean isComfort,
        Set<String> stops,
        Set<String> reduces,
        Sentence measured,
        Sentence limit,
        Instant since,
        Optional<Sentence> ends,
        Optional<Instant> endsAt,
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

    public RuleReport {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(state);
        stops = Set.copyOf(stops);
        reduces = Set.copyOf(reduces);
        Objects.requireNonNull(measured);
        Objects.requireNonNull(limit);
        Objects.requireNonNull(since);
        Objects.requireNonNull(ends);
        Objects.requireNonNull(endsAt);
        Objects.requireNonNull(sentence);
    }
}
