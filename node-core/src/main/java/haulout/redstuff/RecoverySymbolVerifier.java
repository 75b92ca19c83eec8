// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import haulout.hash.HashEngine;
import haulout.redstuff.SymbolVerificationException.Reason;

/// Checks recovery symbols against the metadata of one blob. Thread-safe.
public final class RecoverySymbolVerifier {
    private final VerifiedBlobMetadata metadata;
    private final HashEngine engine;

    /// @param metadata of the blob that the symbols should be of
    public RecoverySymbolVerifier(VerifiedBlobMetadata metadata, HashEngine engine) {
        this.metadata = metadata;
        this.engine = engine;
    }

    /// Checks a symbol that is wanted for rebuilding a sliver. In this order: its source and its
    /// target exist; its length is that of the blob's symbols; it was made for the wanted sliver,
    /// or taken from it; its path is not too long and leads from a leaf of that number; and it
    /// leads to the hash of the source sliver.
    ///
    /// @param wantedAxis axis of the sliver to be rebuilt
    /// @param wanted index of the sliver to be rebuilt
    /// @throws SymbolVerificationException at the first check that fails
    public void verify(GeneralRecoverySymbol symbol, Axis wantedAxis, SliverIndex wanted)
            throws SymbolVerificationException {
        SymbolId id = symbol.id();
        checkIndex(id, symbol.source());
        checkIndex(id, symbol.target());
        checkLength(id, symbol.proven());
        if (!symbol.id().sliver(wantedAxis).equals(wanted)) {
            throw refused(id, new Reason.NotUsable(wantedAxis, wanted));
        }
        checkPath(id, symbol.proven(), symbol.target());
    }

    /// Checks a symbol that was made for sliver `target` of its target axis, as in an inconsistency
    /// proof.
    ///
    /// @throws SymbolVerificationException at the first check that fails
    /// @throws IllegalArgumentException if there is no sliver `target`
    void verify(RecoverySymbol symbol, SliverIndex target) throws SymbolVerificationException {
        SliverIndex source = symbol.symbol().source();
        SymbolId id = SymbolId.of(symbol.symbol().target(), target, source);
        checkIndex(id, source);
        checkLength(id, symbol);
        checkPath(id, symbol, target);
    }

    private void checkIndex(SymbolId id, SliverIndex index) throws SymbolVerificationException {
        if (index.value() >= metadata.config().shardCount()) {
            throw refused(id, new Reason.IndexTooLarge(index, metadata.config().shardCount()));
        }
    }

    private void checkLength(SymbolId id, RecoverySymbol symbol)
            throws SymbolVerificationException {
        int actual = symbol.symbol().symbolBytes();
        if (actual != metadata.symbolBytes()) {
            throw refused(id, new Reason.WrongLength(actual, metadata.symbolBytes()));
        }
    }

    private void checkPath(SymbolId id, RecoverySymbol symbol, SliverIndex target)
            throws SymbolVerificationException {
        MerklePath path = symbol.path();
        int length = path.siblings().size();
        int max = MerklePath.lengthFor(metadata.config().shardCount());
        if (length > max) {
            throw refused(id, new Reason.PathTooLong(length, max));
        }
        if (!path.reaches(target.value())) {
            throw refused(id, new Reason.PathTooShort(length, target.value()));
        }
        Axis sourceAxis = symbol.symbol().target().orthogonal();
        MerkleNode actual = path.rootFrom(engine, symbol.symbol().bytes(), target.value());
        MerkleNode expected = metadata.hash(sourceAxis, symbol.symbol().source());
        if (!actual.equals(expected)) {
            throw refused(id, new Reason.RootMismatch(actual, expected));
        }
    }

    private SymbolVerificationException refused(SymbolId id, Reason reason) {
        return new SymbolVerificationException(metadata.blobId(), id, reason);
    }
}
