// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import java.util.Objects;

/// The ledger did not register or certify a blob.
public final class RegistrarException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// In which way it failed.
    public enum Kind {
        /// The ledger said no.
        REFUSED,
        /// The ledger was not reached, or took too long; what was asked may have happened.
        UNREACHABLE,
        /// What came back is no answer.
        RUBBISH
    }

    /// @param what what happened, half a sentence to be shown
    public RegistrarException(Kind kind, String what) {
        super(what);
        this.kind = Objects.requireNonNull(kind);
    }

    /// @param what what happened, half a sentence to be shown
    public RegistrarException(Kind kind, String what, Throwable cause) {
        super(what, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    /// In which way it failed.
    public Kind kind() {
        return kind;
    }

    /// What happened, half a sentence to be shown.
    public String what() {
        return String.valueOf(getMessage());
    }
}
