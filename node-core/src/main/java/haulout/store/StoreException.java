// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.io.IOException;

/// The store could not do what was asked. Nothing was acknowledged and nothing that was
/// acknowledged before is lost by it.
public class StoreException extends IOException {
    /// @param message what was tried, and the numbers
    public StoreException(String message) {
        super(message);
    }

    /// @param message what was tried, and the numbers
    /// @param cause what the system said
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
