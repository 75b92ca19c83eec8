// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What opens locked keys in this process: the passphrase that its owner has typed, and the keeper
/// of the system.
///
/// Threads: any.
public final class Keyring {
    private final Optional<KeyKeeper> keeper;
    private char @Nullable [] passphrase;

    /// @param keeper of the system, if it has one
    public Keyring(Optional<KeyKeeper> keeper) {
        this.keeper = keeper;
    }

    /// For keys that are not locked.
    public static Keyring empty() {
        return new Keyring(Optional.empty());
    }

    /// Remembers a passphrase until the process ends.
    ///
    /// @param typed is copied; the caller should clear it
    public synchronized void offer(char[] typed) {
        forget();
        passphrase = typed.clone();
    }

    /// Forgets the passphrase.
    public synchronized void forget() {
        char[] known = passphrase;
        if (known != null) {
            Arrays.fill(known, '\0');
            passphrase = null;
        }
    }

    /// The passphrase, in a new array that the caller should clear.
    synchronized Optional<char[]> passphrase() {
        char[] known = passphrase;
        return known == null ? Optional.empty() : Optional.of(known.clone());
    }

    /// The keeper of the system, if there is one and it can be used.
    public Optional<KeyKeeper> keeper() {
        return keeper.filter(KeyKeeper::isThere);
    }
}
