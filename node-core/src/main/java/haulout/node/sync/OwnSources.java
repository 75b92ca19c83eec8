// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the slivers that the node has of a blob give for those it has not. Each is read and
/// expanded once for several targets.
final class OwnSources {
    /// Most bytes of symbols that are kept for the slivers that are rebuilt at once.
    private static final long MAX_SYMBOL_BYTES = 8L << 20;

    /// Most slivers of a blob that are rebuilt at once.
    private static final int MAX_TARGETS = 16;

    private final Holdings holdings;
    private final VerifiedBlobMetadata metadata;
    private final Axis targetAxis;
    private final List<ShardIndex> shards;

    /// @param targetAxis axis of the slivers that are to be rebuilt
    OwnSources(
            Holdings holdings,
            VerifiedBlobMetadata metadata,
            Axis targetAxis,
            Committees committees) {
        this.holdings = holdings;
        this.metadata = metadata;
        this.targetAxis = targetAxis;
        // also those that it has given away and not deleted: who got them may not have them yet
        this.shards = committees.heldShards(holdings.nodeId());
    }

    /// How many slivers may be rebuilt at once with the memory that there is for symbols.
    int targetsAtOnce() {
        long perTarget = Math.max(1, shards.size()) * (long) metadata.symbolBytes();
        return Math.clamp(MAX_SYMBOL_BYTES / perTarget, 1, MAX_TARGETS);
    }

    /// The symbols for each target; none for those for which there are none. Slivers that cannot be
    /// read now are passed over.
    Map<SliverIndex, List<GeneralRecoverySymbol>> symbols(List<SliverIndex> targets)
            throws CodecBusyException, InterruptedException {
        Map<SliverIndex, List<GeneralRecoverySymbol>> symbols = new HashMap<>();
        int enough = holdings.config().sliverSymbolCount(targetAxis);
        int used = 0;
        for (ShardIndex shard : shards) {
            if (used == enough) {
                break;
            }
            SliverKey key = new SliverKey(metadata.blobId(), shard, targetAxis.orthogonal());
            Optional<Sliver> source =
                    SyncContext.readable(metadata.blobId(), () -> holdings.sliver(key));
            if (source.isEmpty()) {
                continue;
            }
            used++;
            CodecPool.CodecTask<List<GeneralRecoverySymbol>, RuntimeException> task =
                    tools -> {
                        SymbolProver prover = tools.prover();
                        prover.open(source.get());
                        return targets.stream().map(prover::recoverySymbol).toList();
                    };
            List<GeneralRecoverySymbol> made = holdings.codec().await(task);
            for (int i = 0; i < targets.size(); i++) {
                symbols.computeIfAbsent(targets.get(i), _ -> new ArrayList<>()).add(made.get(i));
            }
        }
        return symbols;
    }
}
