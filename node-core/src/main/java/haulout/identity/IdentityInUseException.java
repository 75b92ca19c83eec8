// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.io.IOException;

/// The same identity runs somewhere else now. Two copies at once can lose its standing.
public final class IdentityInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param where it was seen
    public IdentityInUseException(String where) {
        super("this node runs already: " + where + "; stop that one first");
    }
}
