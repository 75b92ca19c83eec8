// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Position of a sliver on its axis, 0…n−1. Not the same as its [SliverPairIndex].
public record SliverIndex(int value) {
    public SliverIndex {
        Unsigned16.check("sliver index", value);
    }

    /// The pair that this sliver belongs to: i for a primary, n − 1 − i for a secondary sliver.
    ///
    /// @throws IllegalArgumentException if the index is not below `config.shardCount()`
    public SliverPairIndex pair(Axis axis, EncodingConfig config) {
        int n = config.shardCount();
        if (value >= n) {
            throw new IllegalArgumentException("sliver index " + value + ", number of shards " + n);
        }
        return new SliverPairIndex(axis == Axis.PRIMARY ? value : n - 1 - value);
    }
}
