// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What only the owner can do something about. What is empty is not asked for.
///
/// @param away how long the node was silent, and may be
/// @param backup the recovery sheet
/// @param payment where earnings go
/// @param feesLeft how long the balance for fees lasts
/// @param work what the rules leave
/// @param phone a network that looks like a phone's, of which the owner has not said whether it is
///   one: its name, which is empty where it has none
public record OwnerFacts(
        Optional<Away> away,
        Optional<Backup> backup,
        Optional<Payment> payment,
        Optional<Duration> feesLeft,
        Optional<Work> work,
        Optional<String> phone) {
    /// Nothing is asked for.
    public static final OwnerFacts NONE =
            new OwnerFacts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// The same with what the rules leave.
    public OwnerFacts with(Optional<Work> found) {
        return new OwnerFacts(away, backup, payment, feesLeft, found, phone);
    }

    /// The same with a network to be asked about.
    public OwnerFacts asking(Optional<String> network) {
        return new OwnerFacts(away, backup, payment, feesLeft, work, network);
    }

    /// Time of silence within the network's window.
    public record Away(Duration missed, Duration may) {
        public Away {
            Objects.requireNonNull(missed);
            Objects.requireNonNull(may);
        }
    }

    /// The sheet that brings the node back.
    ///
    /// @param since since when there is something to save
    /// @param paid whether anything was paid out yet
    public record Backup(boolean isSaved, Instant since, boolean paid) {
        public Backup {
            Objects.requireNonNull(since);
        }
    }

    /// Where earnings go.
    ///
    /// @param earned FROST not yet paid
    /// @param threshold FROST from which on an address is needed
    public record Payment(boolean isSet, long earned, long threshold) {}

    /// Heavy work that the rules leave.
    ///
    /// @param perDay over the last seven days
    /// @param strongest the rule that stops it most
    public record Work(Duration perDay, Sentence strongest) {
        public Work {
            Objects.requireNonNull(perDay);
            Objects.requireNonNull(strongest);
        }
    }

    public OwnerFacts {
        Objects.requireNonNull(away);
        Objects.requireNonNull(backup);
        Objects.requireNonNull(payment);
        Objects.requireNonNull(feesLeft);
        Objects.requireNonNull(work);
        Objects.requireNonNull(phone);
    }
}
