// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Leaving the network: what it would mean, how far it is, what came of it.
///
/// @param pieceBytes what the node keeps now and others will take over
/// @param pieces shards that it answers for
/// @param handedPercent how much of what it kept others have by now
/// @param back FROST that come back: stake, what it has earned, commission
/// @param from when they can be taken out, if that is known
/// @param refused why leaving cannot be begun
/// @param steps how far it is
/// @param canStay whether one can still stay
/// @param receipt the file that says what came of it
/// @param ended when all was done, if that was written down
public record LeaveReport(
        Stage stage,
        Figure<Long> pieceBytes,
        int pieces,
        double handedPercent,
        long back,
        Optional<Instant> from,
        Optional<Sentence> refused,
        List<Step> steps,
        boolean canStay,
        Optional<Path> receipt,
        Optional<Instant> ended) {
    /// Nothing is known yet.
    public static final LeaveReport UNKNOWN =
            new LeaveReport(
                    Stage.UNKNOWN,
                    Figure.unknown(),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty(),
                    Optional.empty());

    /// Where it stands.
    public enum Stage {
        /// Nobody has looked yet.
        UNKNOWN,
        /// It was not asked for.
        STAYING,
        /// It is under way.
        LEAVING,
        /// The owner stays after all, and the stake is on its way back to work.
        RETURNING,
        /// It is done.
        LEFT
    }

    /// One step.
    ///
    /// @param isDone whether it is over
    /// @param isNow whether it is its turn
    public record Step(Sentence sentence, boolean isDone, boolean isNow) {
        public Step {
            Objects.requireNonNull(sentence);
        }
    }

    public LeaveReport {
        Objects.requireNonNull(stage);
        Objects.requireNonNull(from);
        Objects.requireNonNull(refused);
        steps = List.copyOf(steps);
        Objects.requireNonNull(receipt);
        Objects.requireNonNull(ended);
    }
}
