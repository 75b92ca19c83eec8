// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleTree;
import org.jspecify.annotations.Nullable;

/// Makes the symbols that a sliver has for slivers of the other axis, with or without proofs.
///
/// The sliver is expanded once, when it is opened; its tree is built once, with the first proof.
/// Another sliver may be opened afterwards; scratch is kept. Not thread-safe.
public final class SymbolProver {
    private final EncodingConfig config;
    private final SliverExpansion expansion;
    private @Nullable Sliver sliver;
    private @Nullable MerkleTree tree;

    /// @throws IllegalArgumentException if blobs cannot be encoded for so few shards
    public SymbolProver(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.expansion = new SliverExpansion(config, kernels);
    }

    /// Takes a sliver to make symbols of, in place of the one before.
    ///
    /// @param from only its shape is checked; symbols of a damaged sliver have proofs that nobody
    ///   accepts
    /// @throws IllegalArgumentException if the sliver has no such shape
    public void open(Sliver from) {
        if (from.index().value() >= config.shardCount()) {
            throw new IllegalArgumentException(from + ", number of shards " + config.shardCount());
        }
        if (from.symbolBytes() % 2 != 0) {
            throw new IllegalArgumentException(from + ", which is odd");
        }
        sliver = null;
        tree = null;
        expansion.expand(from.axis(), from.bytes(), from.symbolBytes());
        sliver = from;
    }

    /// The symbol for sliver `target` of the other axis.
    ///
    /// @throws IllegalArgumentException if there is no such sliver
    /// @throws IllegalStateException if no sliver is open
    public DecodingSymbol decodingSymbol(SliverIndex target) {
        Sliver from = opened();
        checkTarget(target);
        return new DecodingSymbol(targetAxis(from), from.index(), expansion.symbol(target.value()));
    }

    /// The symbol for sliver `target` of the other axis, with the proof that it is in the open
    /// sliver.
    ///
    /// @throws IllegalArgumentException if there is no such sliver
    /// @throws IllegalStateException if no sliver is open
    public GeneralRecoverySymbol recoverySymbol(SliverIndex target) {
        DecodingSymbol symbol = decodingSymbol(target);
        MerkleTree proofs = tree;
        if (proofs == null) {
            proofs = expansion.tree();
            tree = proofs;
        }
        return new GeneralRecoverySymbol(
                new RecoverySymbol(symbol, proofs.path(target.value())), target);
    }

    private Sliver opened() {
        Sliver from = sliver;
        if (from == null) {
            throw new IllegalStateException("no sliver is open");
        }
        return from;
    }

    private void checkTarget(SliverIndex target) {
        if (target.value() >= config.shardCount()) {
            throw new IllegalArgumentException(
                    "target sliver "
                            + target.value()
                            + ", number of shards "
                            + config.shardCount());
        }
    }

    private static Axis targetAxis(Sliver from) {
        return from.axis().orthogonal();
    }
}
