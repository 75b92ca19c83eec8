// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.store.StoreException;

/// The file is no database, or damaged. What it holds can be made again from elsewhere.
public final class DatabaseDamagedException extends StoreException {
    /// @param message which file, and what was tried
    /// @param cause what the library said
    public DatabaseDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
