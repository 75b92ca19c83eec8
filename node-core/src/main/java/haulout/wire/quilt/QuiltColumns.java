// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.SliverIndex;
import java.io.IOException;

/// Where the columns of a quilt come from: each is the payload of the secondary sliver with its
/// number.
@FunctionalInterface
public interface QuiltColumns {
    /// The payload of secondary sliver `index`, which is verified if it has to be. The reader only
    /// reads it.
    ///
    /// @throws IOException if it cannot be had
    byte[] column(SliverIndex index) throws IOException;
}
