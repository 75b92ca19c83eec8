// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.PeerException;
import haulout.client.RemoteNode;
import haulout.client.StorageNodeClient;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Misdeed;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Holdings;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.RecoverySymbolVerifier;
import haulout.redstuff.SliverRecovery;
import haulout.redstuff.SymbolId;
import haulout.redstuff.SymbolVerificationException;
import haulout.redstuff.VerifiedBlobMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Collects symbols for some slivers of one axis until they can be rebuilt, or nobody has more.
///
/// Each node is asked for the symbols of all of them at once: it expands and hashes a sliver of its
/// own once and not again for every sliver that is rebuilt, which is most of the work.
///
/// One thread collects; requests are made by others.
final class SliverRebuild {
    private final Holdings holdings;
    private final PeerCalls calls;
    private final Duration timeout;
    private final VerifiedBlobMetadata metadata;
    private final Axis axis;
    private final int need;
    private final List<SliverIndex> targets;
    // INV: the slivers that are not rebuilt yet, by their indices
    private final ConcurrentSkipListMap<Integer, Collected> open = new ConcurrentSkipListMap<>();
    private final Map<SliverIndex, RecoveryResult> results =
            new TreeMap<>((a, b) -> Integer.compare(a.value(), b.value()));

    /// What there is of one sliver.
    private static final class Collected {
        private final SliverIndex target;
        // INV: every symbol is verified; keys are positions in the target
        private final TreeMap<Integer, GeneralRecoverySymbol> symbols = new TreeMap<>();

        Collected(SliverIndex target) {
            this.target = target;
        }
    }

    SliverRebuild(
            Holdings holdings,
            PeerCalls calls,
            Duration timeout,
            VerifiedBlobMetadata metadata,
            Axis axis,
            List<SliverIndex> targets) {
        this.holdings = holdings;
        this.calls = calls;
        this.timeout = timeout;
        this.metadata = metadata;
        this.axis = axis;
        this.need = metadata.config().sliverSymbolCount(axis);
        this.targets = List.copyOf(targets);
        for (SliverIndex target : targets) {
            open.put(target.value(), new Collected(target));
        }
    }

    /// Collects and rebuilds.
    ///
    /// @param own symbols of the node's own slivers
    /// @param peers in the order to ask them
    /// @return one for each target, in their order
    List<RecoveryResult> run(
            Map<SliverIndex, List<GeneralRecoverySymbol>> own, List<Committee.Member> peers)
            throws CodecBusyException, InterruptedException {
        for (SliverIndex target : targets) {
            // those of a damaged sliver fall away here; finding it is up to the store
            take(own.getOrDefault(target, List.of()));
        }
        if (!isSettled()) {
            calls.<List<GeneralRecoverySymbol>, CodecBusyException>askEach(
                    peers,
                    this::request,
                    (from, came) -> {
                        int bad = take(came);
                        if (bad > 0) {
                            calls.records()
                                    .lied(
                                            from.nodeId(),
                                            Misdeed.SLIVER,
                                            bad + " symbols that do not verify");
                        }
                        return isSettled();
                    });
        }
        open.values()
                .forEach(left ->
                        results.put(
                                left.target, new RecoveryResult.TooFew(left.symbols.size(), need)));
        return targets.stream().map(results::get).toList();
    }

    /// The symbols that a node has for all slivers that are not rebuilt yet.
    private List<GeneralRecoverySymbol> request(RemoteNode node, Committee.Member member)
            throws PeerException, InterruptedException {
        BlobId blobId = metadata.blobId();
        Axis sources = axis.orthogonal();
        List<SymbolId> ids = new ArrayList<>();
        for (Collected wanted : open.values()) {
            for (ShardIndex shard : member.shards()) {
                SliverIndex source =
                        blobId.pair(shard, metadata.config()).sliver(sources, metadata.config());
                if (ids.size() < StorageNodeClient.MAX_SYMBOL_IDS) {
                    ids.add(SymbolId.of(axis, wanted.target, source));
                }
            }
        }
        return ids.isEmpty()
                ? List.of()
                : node.within(timeout).recoverySymbols(metadata, ids, Optional.of(sources));
    }

    /// Keeps the good ones.
    ///
    /// @return how many are not
    private int take(List<GeneralRecoverySymbol> came)
            throws CodecBusyException, InterruptedException {
        Map<Integer, List<GeneralRecoverySymbol>> byTarget = new TreeMap<>();
        for (GeneralRecoverySymbol symbol : came) {
            byTarget.computeIfAbsent(symbol.id().sliver(axis).value(), _ -> new ArrayList<>())
                    .add(symbol);
        }
        int bad = 0;
        for (var entry : byTarget.entrySet()) {
            Collected wanted = open.get(entry.getKey());
            if (wanted != null) {
                bad += take(wanted, entry.getValue());
                settle(wanted);
            } else if (!targets.contains(new SliverIndex(entry.getKey()))) {
                bad += entry.getValue().size(); // nobody asked for them
            }
        }
        return bad;
    }

    private int take(Collected wanted, List<GeneralRecoverySymbol> came)
            throws CodecBusyException, InterruptedException {
        CodecPool.CodecTask<List<Optional<SymbolVerificationException.Reason>>, RuntimeException>
                task =
                        tools ->
                                new RecoverySymbolVerifier(metadata, tools.kernels().hash())
                                        .flaws(came, axis, wanted.target);
        List<Optional<SymbolVerificationException.Reason>> flaws = holdings.codec().await(task);
        int bad = 0;
        for (int i = 0; i < came.size(); i++) {
            if (flaws.get(i).isPresent()) {
                bad++;
                continue;
            }
            GeneralRecoverySymbol symbol = came.get(i);
            int position = symbol.id().sliver(axis.orthogonal()).value();
            // because only those can be part of an inconsistency proof
            boolean isCrossing = symbol.targetAxis() == axis;
            if (isCrossing || !wanted.symbols.containsKey(position)) {
                wanted.symbols.put(position, symbol);
            }
        }
        return bad;
    }

    private void settle(Collected wanted) throws CodecBusyException, InterruptedException {
        if (wanted.symbols.size() < need) {
            return;
        }
        List<GeneralRecoverySymbol> all = new ArrayList<>(wanted.symbols.values());
        CodecPool.CodecTask<RecoveryResult, RuntimeException> task =
                tools -> {
                    SliverRecovery recovery =
                            tools.rebuilder().begin(metadata, axis, wanted.target);
                    recovery.addAll(all);
                    return recovery.recover();
                };
        RecoveryResult result = holdings.codec().await(task);
        if (!(result instanceof RecoveryResult.TooFew)) {
            results.put(wanted.target, result);
            open.remove(wanted.target.value());
        }
    }

    private boolean isSettled() {
        return open.isEmpty();
    }
}
