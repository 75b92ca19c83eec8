// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.Objects;

/// Money that was collected.
///
/// @param receipt what to look it up by
public record PaidOut(Instant at, long frost, String receipt) {
    public PaidOut {
        Objects.requireNonNull(at);
        Objects.requireNonNull(receipt);
    }
}
