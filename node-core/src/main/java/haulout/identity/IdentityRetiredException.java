// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.io.IOException;

/// This copy of the identity was given up: the node runs on another computer, or has left.
public final class IdentityRetiredException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message why
    public IdentityRetiredException(String message) {
        super(message);
    }
}
