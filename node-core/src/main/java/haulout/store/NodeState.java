// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Epoch;
import java.util.Objects;
import java.util.Optional;

/// What a node remembers of itself between starts.
///
/// @param phase what it is busy with
/// @param phaseEpoch the epoch that the phase is for
/// @param appliedEpoch newest epoch whose change of shards is in the store, empty before the first
/// @param attestedEpoch newest epoch for which the node told the ledger that it has its shards
public record NodeState(
        NodePhase phase,
        Epoch phaseEpoch,
        Optional<Epoch> appliedEpoch,
        Optional<Epoch> attestedEpoch) {
    /// A node that has never run.
    public static final NodeState NEW =
            new NodeState(NodePhase.STANDBY, new Epoch(0), Optional.empty(), Optional.empty());

    public NodeState {
        Objects.requireNonNull(phase);
        Objects.requireNonNull(phaseEpoch);
        Objects.requireNonNull(appliedEpoch);
        Objects.requireNonNull(attestedEpoch);
    }

    /// The same in another phase.
    public NodeState in(NodePhase next, Epoch epoch) {
        return new NodeState(next, epoch, appliedEpoch, attestedEpoch);
    }

    /// The same after a change of shards.
    public NodeState applied(Epoch epoch) {
        return new NodeState(phase, phaseEpoch, Optional.of(epoch), attestedEpoch);
    }

    /// The same after the ledger was told that the shards are here.
    public NodeState attested(Epoch epoch) {
        return new NodeState(phase, phaseEpoch, appliedEpoch, Optional.of(epoch));
    }
}
