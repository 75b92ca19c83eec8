// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import java.util.Objects;
import java.util.Optional;

/// A node and its pool. Amounts are in FROST.
///
/// @param standing what it is to the network
/// @param shards how many it has now
/// @param nextShards how many it has in the next epoch, as far as that is selected
/// @param activeStake stake that earns, with what it has earned
/// @param projectedStake what counts at the next selection
/// @param commissionBps hundredths of a percent that it keeps
/// @param nextCommissionBps what it has said it will keep, if that is something else
/// @param commission kept so far
/// @param collectable of it what can be collected now
/// @param capacity bytes that it says it can store
public record PoolView(
        NodeId node,
        String name,
        AccountAddress operator,
        Standing standing,
        int shards,
        int nextShards,
        long activeStake,
        long projectedStake,
        int commissionBps,
        Optional<Integer> nextCommissionBps,
        long commission,
        long collectable,
        long capacity) {
    /// What a node is to the network.
    public enum Standing {
        /// It has no stake.
        REGISTERED,
        /// It has stake, but others have more.
        WAITING,
        /// It may be selected.
        CANDIDATE,
        /// It is in the next committee.
        SELECTED,
        /// It is in the committee and has not reported its shards.
        SYNCING,
        /// It is in the committee and has its shards.
        ACTIVE,
        /// It is in the committee, and not in the next one.
        LEAVING,
        /// It was in the committee before.
        PAST
    }

    public PoolView {
        Objects.requireNonNull(node);
        Objects.requireNonNull(name);
        Objects.requireNonNull(operator);
        Objects.requireNonNull(standing);
        Objects.requireNonNull(nextCommissionBps);
    }
}
