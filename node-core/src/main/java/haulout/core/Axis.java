// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// The two directions of the symbol matrix: a primary sliver is a row of it, a secondary sliver a
/// column.
public enum Axis {
    PRIMARY,
    SECONDARY;

    /// The other axis.
    public Axis orthogonal() {
        return this == PRIMARY ? SECONDARY : PRIMARY;
    }
}
