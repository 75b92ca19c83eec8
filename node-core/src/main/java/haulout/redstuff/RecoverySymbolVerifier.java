// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import haulout.hash.HashEngine;
import haulout.redstuff.SymbolVerificationException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Checks recovery symbols against the metadata of one blob. Thread-safe.
///
/// In this order: the symbol's source and its target exist; its length is that of the blob's
/// symbols; it was made for the wanted sliver, or taken from it; its path is not too long and leads
/// from a leaf of that number; and the path leads to the hash of the source sliver.
public final class RecoverySymbolVerifier {
    /// Symbols whose leaves are hashed together; symbols can be large, so they are not all copied.
    private static final int LEAVES_AT_ONCE = 8;

    private final VerifiedBlobMetadata metadata;
    private final HashEngine engine;
    private final int maxPathLength;

    /// @param metadata of the blob that the symbols should be of
    public RecoverySymbolVerifier(VerifiedBlobMetadata metadata, HashEngine engine) {
        this.metadata = metadata;
        this.engine = engine;
        this.maxPathLength = MerklePath.lengthFor(metadata.config().shardCount());
    }

    /// Checks a symbol that is wanted for rebuilding a sliver.
    ///
    /// @param wantedAxis axis of the sliver to be rebuilt
    /// @param wanted index of the sliver to be rebuilt
    /// @throws SymbolVerificationException at the first check that fails
    public void verify(GeneralRecoverySymbol symbol, Axis wantedAxis, SliverIndex wanted)
            throws SymbolVerificationException {
        Optional<Reason> flaw = flaws(List.of(symbol), wantedAxis, wanted).getFirst();
        if (flaw.isPresent()) {
            throw new SymbolVerificationException(metadata.blobId(), symbol.id(), flaw.get());
        }
    }

    /// Checks many symbols that are wanted for rebuilding a sliver, which is faster than one by
    /// one.
    ///
    /// @return for each symbol, in their order, the first check that fails; nothing if it is good
    public List<Optional<Reason>> flaws(
            List<GeneralRecoverySymbol> symbols, Axis wantedAxis, SliverIndex wanted) {
        Batch batch = new Batch(symbols.size());
        for (GeneralRecoverySymbol symbol : symbols) {
            batch.add(
                    symbol.proven(),
                    symbol.target(),
                    symbol.id().sliver(wantedAxis).equals(wanted)
                            ? Optional.empty()
                            : Optional.of(new Reason.NotUsable(wantedAxis, wanted)));
        }
        return batch.flaws();
    }

    /// Checks symbols that were made for sliver `target` of their target axis, as in an
    /// inconsistency proof.
    ///
    /// @return for each symbol, in their order, the first check that fails; nothing if it is good
    List<Optional<Reason>> flaws(List<RecoverySymbol> symbols, SliverIndex target) {
        Batch batch = new Batch(symbols.size());
        for (RecoverySymbol symbol : symbols) {
            batch.add(symbol, target, Optional.empty());
        }
        return batch.flaws();
    }

    /// Symbols under examination: the cheap checks are made as they come, the paths at the end.
    private final class Batch {
        private final List<Optional<Reason>> flaws;
        private final List<RecoverySymbol> symbols;
        private final List<SliverIndex> leaves;

        Batch(int capacity) {
            flaws = new ArrayList<>(capacity);
            symbols = new ArrayList<>(capacity);
            leaves = new ArrayList<>(capacity);
        }

        void add(RecoverySymbol symbol, SliverIndex leaf, Optional<Reason> ifNotUsable) {
            flaws.add(
                    indexFlaw(symbol.symbol().source())
                            .or(() -> indexFlaw(leaf))
                            .or(() -> lengthFlaw(symbol))
                            .or(() -> ifNotUsable)
                            .or(() -> pathFlaw(symbol.path(), leaf)));
            symbols.add(symbol);
            leaves.add(leaf);
        }

        /// Only paths of full length are followed together; a shorter one cannot lead to the root.
        List<Optional<Reason>> flaws() {
            List<Integer> together = new ArrayList<>(symbols.size());
            for (int i = 0; i < symbols.size(); i++) {
                if (flaws.get(i).isPresent()) {
                    continue;
                }
                RecoverySymbol symbol = symbols.get(i);
                if (symbol.path().siblings().size() == maxPathLength) {
                    together.add(i);
                } else {
                    byte[] leaf = symbol.symbol().bytes();
                    flaws.set(
                            i,
                            rootFlaw(
                                    symbol,
                                    symbol.path().rootFrom(engine, leaf, leaves.get(i).value())));
                }
            }
            byte[] nodes = leafHashes(together);
            MerklePath.climb(
                    engine,
                    together.stream().map(i -> symbols.get(i).path()).toList(),
                    together.stream().mapToInt(i -> leaves.get(i).value()).toArray(),
                    nodes);
            int offset = 0;
            for (int i : together) {
                MerkleNode root = MerkleNode.of(Hash32.of(nodes, offset));
                flaws.set(i, rootFlaw(symbols.get(i), root));
                offset += Hash32.BYTES;
            }
            return List.copyOf(flaws);
        }

        private byte[] leafHashes(List<Integer> chosen) {
            int symbolBytes = metadata.symbolBytes();
            byte[] digests = new byte[chosen.size() * Hash32.BYTES];
            byte[] leaf = new byte[Math.min(chosen.size(), LEAVES_AT_ONCE) * symbolBytes];
            for (int from = 0; from < chosen.size(); from += LEAVES_AT_ONCE) {
                int count = Math.min(LEAVES_AT_ONCE, chosen.size() - from);
                for (int i = 0; i < count; i++) {
                    byte[] symbol = symbols.get(chosen.get(from + i)).symbol().bytes();
                    System.arraycopy(symbol, 0, leaf, i * symbolBytes, symbolBytes);
                }
                engine.leafHashes(
                        leaf, 0, symbolBytes, symbolBytes, count, digests, from * Hash32.BYTES);
            }
            return digests;
        }
    }

    private Optional<Reason> indexFlaw(SliverIndex index) {
        int shardCount = metadata.config().shardCount();
        return index.value() < shardCount
                ? Optional.empty()
                : Optional.of(new Reason.IndexTooLarge(index, shardCount));
    }

    private Optional<Reason> lengthFlaw(RecoverySymbol symbol) {
        int actual = symbol.symbol().symbolBytes();
        return actual == metadata.symbolBytes()
                ? Optional.empty()
                : Optional.of(new Reason.WrongLength(actual, metadata.symbolBytes()));
    }

    private Optional<Reason> pathFlaw(MerklePath path, SliverIndex leaf) {
        int length = path.siblings().size();
        if (length > maxPathLength) {
            return Optional.of(new Reason.PathTooLong(length, maxPathLength));
        }
        return path.reaches(leaf.value())
                ? Optional.empty()
                : Optional.of(new Reason.PathTooShort(length, leaf.value()));
    }

    private Optional<Reason> rootFlaw(RecoverySymbol symbol, MerkleNode actual) {
        Axis sourceAxis = symbol.symbol().target().orthogonal();
        MerkleNode expected = metadata.hash(sourceAxis, symbol.symbol().source());
        return Objects.equals(actual, expected)
                ? Optional.empty()
                : Optional.of(new Reason.RootMismatch(actual, expected));
    }
}
