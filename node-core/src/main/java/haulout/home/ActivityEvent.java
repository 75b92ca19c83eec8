// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;

/// Something that happened, for people.
///
/// @param number grows with time
public record ActivityEvent(long number, Instant at, Kind kind, Sentence sentence) {
    /// What an event is about.
    public enum Kind {
        /// Pieces came, went or were asked for.
        PIECES,
        /// A check of the network or of a drive.
        CHECKS,
        /// Damage and its repair.
        REPAIR,
        /// The rules made it work or rest.
        RULES,
        /// Drives.
        DRIVES,
        /// Money and stakes.
        MONEY,
        /// The owner's files.
        FILES,
        /// Neighbours and the network.
        NETWORK,
        /// The program itself.
        PROGRAM
    }

    public ActivityEvent {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
    }
}
