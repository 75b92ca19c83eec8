// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.store.NodePhase;
import haulout.store.ShardState;
import haulout.wire.NodeHealth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How a node is at one moment.
///
/// @param epoch the newest epoch, empty before the ledger was reached
/// @param phase what the node is busy with
/// @param isCurrent whether it has heard all that the ledger says
/// @param shards how many shards are in each state
/// @param events how far it follows the ledger
/// @param blobSyncs blobs that are being fetched or wait for it
/// @param shardSync how far shards are
/// @param codecWaiting arithmetic that waits
/// @param alerts what the operator should know
public record NodeSnapshot(
        Optional<Epoch> epoch,
        NodePhase phase,
        boolean isCurrent,
        Map<ShardState, Integer> shards,
        NodeHealth.EventProgress events,
        int blobSyncs,
        SyncProgress shardSync,
        int codecWaiting,
        List<NodeAlert> alerts) {
    public NodeSnapshot {
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(phase);
        shards = Map.copyOf(shards);
        Objects.requireNonNull(events);
        Objects.requireNonNull(shardSync);
        alerts = List.copyOf(alerts);
    }
}
