// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.Committee;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest committees, whatever events have been worked through. Read from any thread, refreshed
/// by the follower.
final class CommitteeTracker {
    private final ChainView chain;
    private final NodeId self;
    private volatile @Nullable Committees known;

    CommitteeTracker(ChainView chain, NodeId self) {
        this.chain = chain;
        this.self = self;
    }

    /// The committees of this moment, empty if none is known.
    Optional<Committees> now() {
        return Optional.ofNullable(known);
    }

    /// The shards that the newest committee gives to this node, ascending.
    List<ShardIndex> ownShards() {
        return now().map(committees -> committees.shards(self)).orElse(List.of());
    }

    /// The shards that this node may have something of, see [Committees#heldShards].
    List<ShardIndex> heldShards() {
        return now().map(committees -> committees.heldShards(self)).orElse(List.of());
    }

    /// Asks the ledger.
    ///
    /// @return the ledger's epoch, which has no committee before the first
    Epoch refresh() throws ChainException, InterruptedException {
        Epoch epoch = chain.epoch();
        Committees before = known;
        boolean changing = chain.isChangingEpoch();
        if (before != null && before.epoch().equals(epoch)) {
            if (before.isChanging() != changing) {
                known = new Committees(before.current(), before.previous(), changing);
            }
            return epoch;
        }
        Optional<Committee> current = chain.committee(epoch);
        if (current.isPresent()) {
            known = new Committees(current.get(), previous(before, epoch), changing);
        }
        return epoch;
    }

    /// The committee of an epoch that may be over.
    Optional<Committee> committee(Epoch epoch) throws ChainException, InterruptedException {
        Committees committees = known;
        if (committees != null && committees.epoch().equals(epoch)) {
            return Optional.of(committees.current());
        }
        return chain.committee(epoch);
    }

    /// The committee before that of an epoch, empty if it had no members.
    Optional<Committee> before(Epoch epoch) throws ChainException, InterruptedException {
        return epoch.value() == 0
                ? Optional.empty()
                : committee(new Epoch(epoch.value() - 1))
                        .filter(committee -> !committee.members().isEmpty());
    }

    private Optional<Committee> previous(@Nullable Committees last, Epoch epoch)
            throws ChainException, InterruptedException {
        if (last != null && last.epoch().value() + 1 == epoch.value()) {
            return Optional.of(last.current());
        }
        return before(epoch);
    }
}
