// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Everything that says how the node is. What this network does not have is empty, and then nothing
/// is claimed about it.
///
/// @param core whether the core answered itself
/// @param keepsPieces whether this node keeps pieces for others, so that a drive is needed
/// @param usedBytes what it keeps; empty if nobody counted yet
/// @param drives every drive in use
/// @param found alerts that others found, such as a store with damage
public record Facts(
        Instant now,
        Phase phase,
        Look core,
        boolean keepsPieces,
        Optional<Long> usedBytes,
        List<DriveFacts> drives,
        NetworkFacts network,
        OwnerFacts owner,
        RestFacts rest,
        List<AlertReport> found) {
    public Facts {
        Objects.requireNonNull(now);
        Objects.requireNonNull(phase);
        Objects.requireNonNull(core);
        Objects.requireNonNull(usedBytes);
        drives = List.copyOf(drives);
        Objects.requireNonNull(network);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(rest);
        found = List.copyOf(found);
    }

    /// The same in another phase of the node's life.
    public Facts in(Phase other) {
        return new Facts(
                now, other, core, keepsPieces, usedBytes, drives, network, owner, rest, found);
    }

    /// The same with more alerts that others found.
    public Facts with(List<AlertReport> more) {
        List<AlertReport> all = new ArrayList<>(found);
        all.addAll(more);
        return new Facts(
                now, phase, core, keepsPieces, usedBytes, drives, network, owner, rest, all);
    }
}
