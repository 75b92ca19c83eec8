// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import java.io.IOException;
import java.io.Serial;

/// A parity file does not help its segment: it is of another one, or cannot be read.
final class UnfitParityException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean damaged;

    /// @param damaged whether bytes of the file are wrong; else it is right and of other data
    UnfitParityException(String message, boolean damaged) {
        super(message);
        this.damaged = damaged;
    }

    boolean isDamaged() {
        return damaged;
    }
}
