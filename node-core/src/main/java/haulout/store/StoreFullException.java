// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// No drive has room left under its lent size and above its floor of free space.
public final class StoreFullException extends StoreException {
    /// @param message what was to be stored, what is left
    public StoreFullException(String message) {
        super(message);
    }
}
