// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// The drive that is needed is not there, is another one, or refuses reads or writes.
public final class DriveUnavailableException extends StoreException {
    /// @param message which drive, and what is the matter
    public DriveUnavailableException(String message) {
        super(message);
    }

    /// @param message which drive, and what is the matter
    /// @param cause what the system said
    public DriveUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
