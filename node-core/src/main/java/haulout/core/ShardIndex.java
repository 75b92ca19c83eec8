// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Number of a shard, 0…n−1: a slot of the committee that stores one sliver pair of every blob.
public record ShardIndex(int value) {
    public ShardIndex {
        Unsigned16.check("shard index", value);
    }
}
