// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// One stake.
///
/// @param principal FROST
/// @param earned FROST
/// @param since since when it earns, or when it will
/// @param cutOff until when to ask, to have it by `ifBefore`; while it waits and is ready, until
///   when it is
/// @param ifBefore when it can be taken out if asked for before the cut-off
/// @param ifAfter when it can be taken out if asked for after the cut-off
/// @param isReady whether it can be taken out at once
/// @param isOwn whether it can be changed from here
public record StakeReport(
        ObjectId id,
        AccountAddress owner,
        NodeId node,
        String nodeName,
        long principal,
        Figure<Long> earned,
        Step step,
        Optional<Instant> since,
        Optional<Instant> cutOff,
        Optional<Instant> ifBefore,
        Optional<Instant> ifAfter,
        boolean isReady,
        boolean isOwn) {
    /// The way of a stake.
    public enum Step {
        /// Earns from the next epoch on.
        WAITING,
        /// Earns.
        EARNING,
        /// Was asked for.
        LEAVING,
        /// Can be taken out.
        READY
    }

    public StakeReport {
        Objects.requireNonNull(id);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(node);
        Objects.requireNonNull(nodeName);
        Objects.requireNonNull(earned);
        Objects.requireNonNull(step);
        Objects.requireNonNull(since);
        Objects.requireNonNull(cutOff);
        Objects.requireNonNull(ifBefore);
        Objects.requireNonNull(ifAfter);
    }
}
