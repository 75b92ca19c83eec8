// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// A step of the first start.
///
/// @param step `identity`, `drive`, `proof`, `network` or `reach`
public record StartStep(
        String step,
        State state,
        Sentence sentence,
        Optional<Duration> took,
        Optional<Sentence> remedy) {
    /// How a step is.
    public enum State {
        /// Its turn comes.
        WAITING,
        /// Under way.
        RUNNING,
        /// It is done.
        DONE,
        /// It did not work, and the rest goes on.
        WARNING,
        /// It did not work.
        FAILED
    }

    public StartStep {
        Objects.requireNonNull(step);
        Objects.requireNonNull(state);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(took);
        Objects.requireNonNull(remedy);
    }
}
