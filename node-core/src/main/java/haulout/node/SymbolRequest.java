// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.redstuff.SymbolId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which recovery symbols are asked for.
public sealed interface SymbolRequest {
    /// Symbols by their place in the matrix.
    ///
    /// @param ids sorted, without duplicates; may be empty, which the node refuses
    /// @param proofAxis the axis of the slivers whose trees are to prove them; empty: either
    record ByIds(List<SymbolId> ids, Optional<Axis> proofAxis) implements SymbolRequest {
        public ByIds {
            ids = List.copyOf(ids);
            Objects.requireNonNull(proofAxis);
        }
    }

    /// Everything that the node can give for one sliver.
    ///
    /// @param target index of the sliver that is to be recovered
    /// @param targetAxis its axis
    /// @param proofAxis the axis of the slivers whose trees are to prove them, if given
    record ForSliver(SliverIndex target, Axis targetAxis, Optional<Axis> proofAxis)
            implements SymbolRequest {
        public ForSliver {
            Objects.requireNonNull(target);
            Objects.requireNonNull(targetAxis);
            Objects.requireNonNull(proofAxis);
        }
    }
}
