// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.store.NodePhase;
import haulout.store.NodeState;
import haulout.store.NodeStateStore;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What the node is busy with and which shards it holds: in memory for readers, written through to
/// the store. Reads never block.
final class ShardTable {
    private final NodeStateStore store;
    private volatile View view;

    private record View(NodeState state, Map<Integer, ShardRecord> shards) {}

    ShardTable(NodeStateStore store) throws StoreException, InterruptedException {
        this.store = store;
        Map<Integer, ShardRecord> shards = new TreeMap<>();
        for (ShardRecord shard : store.shards()) {
            shards.put(shard.shard().value(), shard);
        }
        this.view = new View(store.state(), shards);
    }

    NodeState node() {
        return view.state();
    }

    NodePhase phase() {
        return view.state().phase();
    }

    ShardState state(ShardIndex shard) {
        ShardRecord found = view.shards().get(shard.value());
        return found == null ? ShardState.NONE : found.state();
    }

    /// All shards that are held or fetched, ascending.
    List<ShardRecord> all() {
        return List.copyOf(view.shards().values());
    }

    /// The shards that take slivers, ascending.
    List<ShardIndex> taking() {
        return all().stream()
                .filter(shard -> shard.state().takesSlivers())
                .map(ShardRecord::shard)
                .toList();
    }

    /// Whether every shard that takes slivers is complete.
    boolean isComplete() {
        return all().stream()
                .filter(shard -> shard.state().takesSlivers())
                .allMatch(shard -> shard.state() == ShardState.ACTIVE);
    }

    /// Changes state and shards at once.
    synchronized void update(UnaryOperator<NodeState> change, List<ShardRecord> changed)
            throws StoreException, InterruptedException {
        NodeState next = change.apply(view.state());
        store.update(next, changed);
        Map<Integer, ShardRecord> shards = new TreeMap<>(view.shards());
        changed.forEach(shard -> shards.put(shard.shard().value(), shard));
        view = new View(next, shards);
    }

    /// Moves a shard on, if it is in one of the states that lead there and has not been lost and
    /// gained again.
    synchronized void move(ShardIndex shard, Epoch since, List<ShardState> from, ShardState to)
            throws StoreException, InterruptedException {
        ShardRecord found = view.shards().get(shard.value());
        if (found != null && found.since().equals(since) && from.contains(found.state())) {
            update(UnaryOperator.identity(), List.of(found.in(to)));
        }
    }

    /// Forgets a shard whose slivers are gone, unless it was gained again in the meantime.
    synchronized void forget(ShardIndex shard) throws StoreException, InterruptedException {
        if (state(shard) != ShardState.LOCKED_TO_MOVE) {
            return;
        }
        store.forget(shard);
        Map<Integer, ShardRecord> shards = new TreeMap<>(view.shards());
        shards.remove(shard.value());
        view = new View(view.state(), shards);
    }
}
