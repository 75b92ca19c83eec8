// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.io.IOException;
import java.util.Optional;

/// A place of the system that keeps secrets for its user: the Secret Service on Linux desktops.
///
/// Threads: any. Calls may wait, also for the user whom the system asks.
public interface KeyKeeper {
    /// What people call it.
    String name();

    /// Whether it can be used now. Does not ask the user.
    boolean isThere();

    /// A secret that was kept, in a new array that the caller should clear.
    ///
    /// @param item name of the secret
    Optional<byte[]> find(String item) throws IOException;

    /// Keeps a secret.
    ///
    /// @param item name of the secret
    /// @param label for people who look into the keeper
    void keep(String item, String label, byte[] secret) throws IOException;

    /// Forgets a secret, if it is there.
    void forget(String item) throws IOException;
}
