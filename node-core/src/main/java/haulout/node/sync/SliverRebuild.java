// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.Misdeed;
import haulout.core.SliverIndex;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Holdings;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.RecoverySymbolVerifier;
import haulout.redstuff.SliverRecovery;
import haulout.redstuff.SymbolVerificationException;
import haulout.redstuff.VerifiedBlobMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rebuilds one sliver from the symbols of many nodes, each verified as it comes. Used by one
/// thread.
final class SliverRebuild {
    private final Holdings holdings;
    private final PeerCalls calls;
    private final Duration timeout;
    private final VerifiedBlobMetadata metadata;
    private final Axis axis;
    private final SliverIndex target;
    // INV: every symbol is verified; keys are positions in the target
    private final SortedMap<Integer, GeneralRecoverySymbol> symbols = new TreeMap<>();
    private RecoveryResult result;

    SliverRebuild(
            Holdings holdings,
            PeerCalls calls,
            Duration timeout,
            VerifiedBlobMetadata metadata,
            Axis axis,
            SliverIndex target) {
        this.holdings = holdings;
        this.calls = calls;
        this.timeout = timeout;
        this.metadata = metadata;
        this.axis = axis;
        this.target = target;
        this.result = new RecoveryResult.TooFew(0, need());
    }

    /// Collects and rebuilds.
    ///
    /// @param own symbols of the node's own slivers
    /// @param peers in the order to ask them
    RecoveryResult run(List<GeneralRecoverySymbol> own, List<Committee.Member> peers)
            throws CodecBusyException, InterruptedException {
        // those of a damaged sliver fall away here; finding it is up to the store
        take(own);
        if (!isSettled()) {
            calls.<List<GeneralRecoverySymbol>, CodecBusyException>ask(
                    peers,
                    node -> node.within(timeout).recoverySymbols(metadata, target, axis),
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
        return result;
    }

    /// Keeps the good ones.
    ///
    /// @return how many are not
    private int take(List<GeneralRecoverySymbol> came)
            throws CodecBusyException, InterruptedException {
        CodecPool.CodecTask<List<Optional<SymbolVerificationException.Reason>>, RuntimeException>
                task =
                        tools ->
                                new RecoverySymbolVerifier(metadata, tools.kernels().hash())
                                        .flaws(came, axis, target);
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
            if (isCrossing || !symbols.containsKey(position)) {
                symbols.put(position, symbol);
            }
        }
        return bad;
    }

    private boolean isSettled() throws CodecBusyException, InterruptedException {
        int need = need();
        if (symbols.size() < need) {
            result = new RecoveryResult.TooFew(symbols.size(), need);
            return false;
        }
        List<GeneralRecoverySymbol> all = new ArrayList<>(symbols.values());
        CodecPool.CodecTask<RecoveryResult, RuntimeException> task =
                tools -> {
                    SliverRecovery recovery = tools.rebuilder().begin(metadata, axis, target);
                    recovery.addAll(all);
                    return recovery.recover();
                };
        result = holdings.codec().await(task);
        return !(result instanceof RecoveryResult.TooFew);
    }

    private int need() {
        return metadata.config().sliverSymbolCount(axis);
    }
}
