// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import java.io.IOException;

/// The ledger could not be reached or understood. Whoever asked tries again later.
public final class ChainException extends IOException {
    /// @param message what was asked, and what came instead
    public ChainException(String message) {
        super(message);
    }

    /// @param message what was asked, and what came instead
    /// @param cause what the system said
    public ChainException(String message, Throwable cause) {
        super(message, cause);
    }
}
