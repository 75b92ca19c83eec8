// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Number of a sliver pair of one blob, 0…n−1: primary sliver i together with secondary sliver n −
/// 1 − i.
public record SliverPairIndex(int value) {
    public SliverPairIndex {
        Unsigned16.check("sliver pair index", value);
    }

    /// The index of this pair's sliver on `axis`.
    ///
    /// @throws IllegalArgumentException if the index is not below `config.shardCount()`
    public SliverIndex sliver(Axis axis, EncodingConfig config) {
        int n = config.shardCount();
        if (value >= n) {
            throw new IllegalArgumentException(
                    "sliver pair index " + value + ", number of shards " + n);
        }
        return new SliverIndex(axis == Axis.PRIMARY ? value : n - 1 - value);
    }
}
