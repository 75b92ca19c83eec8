// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The box in the house that the line begins at.
@FunctionalInterface
public interface Router {
    /// How long a packet takes there and back; takes half a second at most, and may be interrupted.
    ///
    /// @return empty if it does not answer
    /// @throws IOException if the system does not say which it is
    Optional<Duration> roundTrip() throws IOException;
}
