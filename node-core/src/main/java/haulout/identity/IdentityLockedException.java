// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.io.IOException;

/// The keys are locked, and what opens them was not given.
public final class IdentityLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean wrong;

    IdentityLockedException(String message, boolean wrong) {
        super(message);
        this.wrong = wrong;
    }

    /// Whether a passphrase was given that does not open them.
    public boolean isWrong() {
        return wrong;
    }
}
