// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

import java.time.Instant;

/// The owner's switch and how long it stays.
///
/// @param kind what was chosen
/// @param until when it falls back to automatic by wall clock, `Instant.MAX` if it stays
public record Mode(Kind kind, Instant until) {
    /// What the switch says.
    public enum Kind {
        /// The rules decide.
        AUTOMATIC,
        /// The rules decide with the quiet preset's values.
        QUIET,
        /// Rules about comfort are ignored, those about harm are not.
        ALWAYS,
        /// Only staying in touch.
        PAUSED
    }

    /// The rules decide, for good.
    public static final Mode AUTOMATIC = new Mode(Kind.AUTOMATIC, Instant.MAX);

    /// Paused until a wall-clock time, `Instant.MAX` for until resumed.
    public static Mode pausedUntil(Instant until) {
        return new Mode(Kind.PAUSED, until);
    }

    /// What holds at a time: the choice, or automatic once its time is over.
    public Kind at(Instant now) {
        return now.isBefore(until) ? kind : Kind.AUTOMATIC;
    }
}
