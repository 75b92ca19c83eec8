// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.hash.HashEngine;
import haulout.redstuff.SymbolVerificationException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collects the symbols of one sliver and rebuilds it.
///
/// A symbol of the matrix is in two slivers, and may come with the proof of either. Symbols proven
/// by the other axis are preferred: only they can become part of an inconsistency proof. Symbols
/// proven by the wanted sliver's own tree fill up what is missing, for as long as the result fits.
///
/// Not thread-safe, and shares the scratch of its [SliverRebuilder].
public final class SliverRecovery {
    private final SliverRebuilder rebuilder;
    private final VerifiedBlobMetadata metadata;
    private final Axis axis;
    private final SliverIndex index;
    private final RecoverySymbolVerifier verifier;
    private final SortedMap<Integer, RecoverySymbol> crossing = new TreeMap<>();
    private final SortedMap<Integer, RecoverySymbol> own = new TreeMap<>();
    private boolean ownSymbolsDisagree;

    SliverRecovery(
            SliverRebuilder rebuilder,
            VerifiedBlobMetadata metadata,
            Axis axis,
            SliverIndex index,
            HashEngine hash) {
        this.rebuilder = rebuilder;
        this.metadata = metadata;
        this.axis = axis;
        this.index = index;
        this.verifier = new RecoverySymbolVerifier(metadata, hash);
    }

    /// Checks a symbol and takes it in. A symbol that is there already is ignored.
    ///
    /// @throws SymbolVerificationException if the symbol is not in the blob, or not in the wanted
    ///   sliver; what was collected before stays
    public void add(GeneralRecoverySymbol symbol) throws SymbolVerificationException {
        verifier.verify(symbol, axis, index);
        take(symbol);
    }

    /// Checks the symbols of an answer, which is faster than one by one, and takes in the good
    /// ones.
    ///
    /// @return the others, in their order
    public List<RefusedSymbol> addAll(List<GeneralRecoverySymbol> symbols) {
        List<Optional<Reason>> flaws = verifier.flaws(symbols, axis, index);
        List<RefusedSymbol> refused = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            GeneralRecoverySymbol symbol = symbols.get(i);
            flaws.get(i)
                    .ifPresentOrElse(
                            reason -> refused.add(new RefusedSymbol(symbol, reason)),
                            () -> take(symbol));
        }
        return List.copyOf(refused);
    }

    private void take(GeneralRecoverySymbol symbol) {
        int position = symbol.id().sliver(axis.orthogonal()).value();
        if (symbol.targetAxis() == axis) {
            crossing.putIfAbsent(position, symbol.proven());
            own.remove(position);
        } else if (!ownSymbolsDisagree && !crossing.containsKey(position)) {
            own.putIfAbsent(position, symbol.proven());
        }
    }

    /// How many distinct symbols are there.
    public int have() {
        return crossing.size() + own.size();
    }

    /// How many are needed: s for a primary, p for a secondary sliver.
    public int need() {
        return metadata.config().sliverSymbolCount(axis);
    }

    /// Rebuilds the sliver if there are symbols enough, and compares its hash with the metadata's.
    ///
    /// If it does not fit and some of the symbols were proven by the sliver's own tree, those are
    /// given up for good, and the answer is that there are too few: with more symbols proven by the
    /// other axis the outcome is clear.
    public RecoveryResult recover() {
        int need = need();
        if (have() < need) {
            return new RecoveryResult.TooFew(have(), need);
        }
        SortedMap<Integer, RecoverySymbol> chosen = choose(need);
        int[] positions = new int[need];
        byte[][] symbols = new byte[need][];
        int at = 0;
        for (var entry : chosen.entrySet()) {
            positions[at] = entry.getKey();
            symbols[at] = entry.getValue().symbol().bytes();
            at++;
        }
        Sliver sliver = rebuilder.decode(axis, index, positions, symbols, metadata.symbolBytes());
        if (rebuilder.root(sliver).equals(metadata.hash(axis, index))) {
            return new RecoveryResult.Recovered(new VerifiedSliver(metadata.blobId(), sliver));
        }
        if (crossing.size() < need) {
            own.clear();
            ownSymbolsDisagree = true;
            return new RecoveryResult.TooFew(have(), need);
        }
        List<RecoverySymbol> evidence = new ArrayList<>(chosen.values());
        return new RecoveryResult.Inconsistent(new InconsistencyProof(axis, index, evidence));
    }

    /// The lowest positions, because source symbols need no decoding and because equal helpers then
    /// make equal patterns.
    private SortedMap<Integer, RecoverySymbol> choose(int need) {
        SortedMap<Integer, RecoverySymbol> chosen = new TreeMap<>();
        fill(chosen, crossing, need);
        fill(chosen, own, need);
        return chosen;
    }

    private static void fill(
            SortedMap<Integer, RecoverySymbol> chosen,
            SortedMap<Integer, RecoverySymbol> from,
            int need) {
        for (var entry : from.entrySet()) {
            if (chosen.size() == need) {
                return;
            }
            chosen.put(entry.getKey(), entry.getValue());
        }
    }

    /// A symbol that was not taken in.
    ///
    /// @param symbol as it came
    /// @param reason the first check that failed
    public record RefusedSymbol(GeneralRecoverySymbol symbol, Reason reason) {}
}
