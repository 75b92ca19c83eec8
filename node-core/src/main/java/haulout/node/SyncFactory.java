// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// Makes a node's workers.
@FunctionalInterface
public interface SyncFactory {
    /// Makes them.
    ///
    /// @param holdings what the workers work on; usable as soon as the node has been opened, before
    ///   which none of the workers is started
    SyncWorkers create(Holdings holdings);
}
