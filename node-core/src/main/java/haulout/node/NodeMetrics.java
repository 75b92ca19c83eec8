// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// Where a node counts. Called from many threads; must not block.
@FunctionalInterface
public interface NodeMetrics {
    /// Counts nothing.
    NodeMetrics NONE = (counter, amount) -> {};

    /// Adds to a counter.
    void add(NodeCounter counter, long amount);
}
