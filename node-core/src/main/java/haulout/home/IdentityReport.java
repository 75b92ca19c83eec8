// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Who this computer's node is, as far as it may be shown.
///
/// @param isOpen whether the keys can be used: they are not locked, or were opened
/// @param hasKeychain whether the system has a keychain that could lock them
/// @param saved when a way back was last saved
/// @param retired why this copy never starts again
public record IdentityReport(
        Lock lock,
        boolean isOpen,
        boolean hasKeychain,
        Optional<Instant> saved,
        Optional<Sentence> retired) {
    /// Nothing is known.
    public static final IdentityReport UNKNOWN =
            new IdentityReport(Lock.NO_KEYS, false, false, Optional.empty(), Optional.empty());

    /// How the keys are kept.
    public enum Lock {
        /// There are none yet.
        NO_KEYS,
        /// In files that only their owner can read.
        OPEN,
        /// With a passphrase.
        PASSPHRASE,
        /// With the keychain of the system.
        KEYCHAIN
    }

    public IdentityReport {
        Objects.requireNonNull(lock);
        Objects.requireNonNull(saved);
        Objects.requireNonNull(retired);
    }
}
