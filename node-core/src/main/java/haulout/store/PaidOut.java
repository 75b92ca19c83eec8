// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.Objects;

/// Money that came to the owner.
///
/// @param receipt what to look it up by, in a form that only its writer knows
public record PaidOut(Instant at, long frost, String receipt) {
    public PaidOut {
        Objects.requireNonNull(at);
        Objects.requireNonNull(receipt);
    }
}
