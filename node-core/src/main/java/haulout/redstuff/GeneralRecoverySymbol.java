// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import java.util.Objects;

/// A recovery symbol that names its target too, so that it can serve either of the two slivers
/// which it belongs to. Nothing of it is checked; see [RecoverySymbolVerifier].
///
/// @param proven the symbol with its proof in the source sliver
/// @param target index of the sliver that the symbol was made for, on the axis
///   `proven.symbol().target()`
public record GeneralRecoverySymbol(RecoverySymbol proven, SliverIndex target) {
    public GeneralRecoverySymbol {
        Objects.requireNonNull(proven);
        Objects.requireNonNull(target);
    }

    /// Axis of the sliver that the symbol was made for.
    public Axis targetAxis() {
        return proven.symbol().target();
    }

    /// Axis of the sliver that the symbol was taken from.
    public Axis sourceAxis() {
        return targetAxis().orthogonal();
    }

    /// Index of the sliver that the symbol was taken from.
    public SliverIndex source() {
        return proven.symbol().source();
    }

    /// The symbol's place in the matrix.
    public SymbolId id() {
        return SymbolId.of(targetAxis(), target, source());
    }
}
