// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import java.io.IOException;

/// A part of a blob was needed and could not be read.
public final class ReadFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ReadOutcome outcome;

    /// @param outcome not one with a blob
    public ReadFailedException(ReadOutcome outcome) {
        super("the blob could not be read: " + outcome.getClass().getSimpleName());
        this.outcome = outcome;
    }

    /// Why.
    public ReadOutcome outcome() {
        return outcome;
    }
}
