// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Where the node is in its life.
public sealed interface Phase {
    /// The core does not run.
    record Stopped() implements Phase {}

    /// It is being started.
    record Starting() implements Phase {}

    /// It runs.
    record Running() implements Phase {}

    /// It hands over what it keeps.
    ///
    /// @param percent handed over so far
    /// @param left until the end; empty where nobody can say
    record Leaving(double percent, Optional<Duration> left) implements Phase {
        public Leaving {
            Objects.requireNonNull(left);
        }
    }

    /// It has handed over all that it kept, by its owner's wish.
    ///
    /// @param at when that was done; empty where nobody has written it down
    record Left(Optional<Instant> at) implements Phase {
        public Left {
            Objects.requireNonNull(at);
        }
    }

    /// The network has ended.
    record Closed(String network, Instant at) implements Phase {
        public Closed {
            Objects.requireNonNull(network);
            Objects.requireNonNull(at);
        }
    }
}
