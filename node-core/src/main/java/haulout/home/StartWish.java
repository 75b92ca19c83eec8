// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import haulout.resources.settings.Settings;
import java.util.Objects;
import java.util.Optional;

/// What the owner chose at the first start.
///
/// @param payTo empty to keep it in a wallet made here
public record StartWish(
        Goal goal,
        Optional<DriveCandidate> drive,
        long lendBytes,
        Settings settings,
        Optional<AccountAddress> payTo,
        Optional<AccountAddress> follow) {
    /// What the app is for.
    public enum Goal {
        /// Run a node.
        SHARE,
        /// Look at a stake.
        FOLLOW
    }

    public StartWish {
        Objects.requireNonNull(goal);
        Objects.requireNonNull(drive);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(payTo);
        Objects.requireNonNull(follow);
    }
}
