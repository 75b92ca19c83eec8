// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import java.util.Objects;

/// Somebody's stake. Amounts are in FROST.
///
/// @param earned so far; comes with the stake when it leaves
/// @param activationEpoch from when on it earns
/// @param leavingEpoch when it can be taken out at the earliest, if that is asked for now
/// @param exit what has to be done to take it out
public record StakeView(
        ObjectId id,
        AccountAddress owner,
        NodeId node,
        long principal,
        long earned,
        long activationEpoch,
        long leavingEpoch,
        Exit exit) {
    /// How a stake can be taken out.
    public enum Exit {
        /// At once.
        WITHDRAW,
        /// After it was asked for.
        REQUEST,
        /// It was asked for: wait.
        WAIT
    }

    public StakeView {
        Objects.requireNonNull(id);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(node);
        Objects.requireNonNull(exit);
    }
}
