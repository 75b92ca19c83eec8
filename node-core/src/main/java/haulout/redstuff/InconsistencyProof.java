// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import java.util.List;
import java.util.Objects;

/// What shows that a blob was coded wrongly: symbols that are proven to be in the blob, and that
/// decode to a sliver other than the one in the blob's metadata. Nothing of it is checked; see
/// [InconsistencyProofVerifier].
///
/// @param targetAxis axis of the sliver that does not fit
/// @param target index of that sliver
/// @param symbols exactly as many as the sliver has symbols, each from another sliver of the other
///   axis
public record InconsistencyProof(
        Axis targetAxis, SliverIndex target, List<RecoverySymbol> symbols) {
    public InconsistencyProof {
        Objects.requireNonNull(targetAxis);
        Objects.requireNonNull(target);
        symbols = List.copyOf(symbols);
        for (RecoverySymbol symbol : symbols) {
            if (symbol.symbol().target() != targetAxis) {
                throw new IllegalArgumentException(
                        AxisText.of(symbol.symbol().target())
                                + " symbol in a proof about a "
                                + AxisText.of(targetAxis)
                                + " sliver");
            }
        }
    }
}
