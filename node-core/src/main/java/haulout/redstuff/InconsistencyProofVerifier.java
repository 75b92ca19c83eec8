// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.redstuff.InconsistencyProofException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Checks proofs that a blob was coded wrongly. Keeps scratch between proofs; not thread-safe.
public final class InconsistencyProofVerifier {
    private final EncodingConfig config;
    private final Kernels kernels;
    private final SliverRebuilder rebuilder;

    /// @throws IllegalArgumentException if blobs cannot be encoded for so few shards
    public InconsistencyProofVerifier(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
        this.rebuilder = new SliverRebuilder(config, kernels);
    }

    /// Accepts a proof by returning. Checks, in this order: the sliver exists; there are exactly as
    /// many symbols as it has; each is proven to be in the blob; they decode, that is, none is
    /// there twice; and what they decode to is *not* the sliver that the metadata promises.
    ///
    /// @throws InconsistencyProofException at the first check that fails; then the proof says
    ///   nothing about the blob
    /// @throws IllegalArgumentException if the metadata is that of another number of shards
    public void verify(InconsistencyProof proof, VerifiedBlobMetadata metadata)
            throws InconsistencyProofException {
        rebuilder.checkConfig(metadata);
        Axis axis = proof.targetAxis();
        SliverIndex target = proof.target();
        if (target.value() >= config.shardCount()) {
            throw refused(proof, metadata, new Reason.IndexTooLarge(target, config.shardCount()));
        }
        int need = config.sliverSymbolCount(axis);
        if (proof.symbols().size() != need) {
            throw refused(
                    proof, metadata, new Reason.WrongSymbolCount(proof.symbols().size(), need));
        }
        checkSymbols(proof, metadata);
        SortedMap<Integer, byte[]> symbols = byPosition(proof, metadata);
        int[] positions = symbols.keySet().stream().mapToInt(Integer::intValue).toArray();
        byte[][] contents = symbols.values().toArray(byte[][]::new);
        Sliver sliver = rebuilder.decode(axis, target, positions, contents, metadata.symbolBytes());
        MerkleNode expected = metadata.hash(axis, target);
        if (rebuilder.root(sliver).equals(expected)) {
            throw refused(proof, metadata, new Reason.SliverIsConsistent(expected));
        }
    }

    private void checkSymbols(InconsistencyProof proof, VerifiedBlobMetadata metadata)
            throws InconsistencyProofException {
        List<Optional<SymbolVerificationException.Reason>> flaws =
                new RecoverySymbolVerifier(metadata, kernels.hash())
                        .flaws(proof.symbols(), proof.target());
        for (int i = 0; i < flaws.size(); i++) {
            if (flaws.get(i).isPresent()) {
                throw refused(proof, metadata, new Reason.InvalidSymbol(i, flaws.get(i).get()));
            }
        }
    }

    private static SortedMap<Integer, byte[]> byPosition(
            InconsistencyProof proof, VerifiedBlobMetadata metadata)
            throws InconsistencyProofException {
        SortedMap<Integer, byte[]> symbols = new TreeMap<>();
        for (int i = 0; i < proof.symbols().size(); i++) {
            DecodingSymbol symbol = proof.symbols().get(i).symbol();
            if (symbols.put(symbol.source().value(), symbol.bytes()) != null) {
                throw refused(proof, metadata, new Reason.RepeatedSymbol(i, symbol.source()));
            }
        }
        return symbols;
    }

    private static InconsistencyProofException refused(
            InconsistencyProof proof, VerifiedBlobMetadata metadata, Reason reason) {
        return new InconsistencyProofException(metadata.blobId(), proof, reason);
    }
}
