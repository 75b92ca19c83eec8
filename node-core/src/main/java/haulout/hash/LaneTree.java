// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.util.Arrays;

/// Reduces Merkle trees, eight at once: a slot holds one node of each of eight trees, word-major,
/// 32 longs.
///
/// Threads: one at a time; scratch is kept.
final class LaneTree {
    /// Longs of a slot.
    static final int SLOT = LaneBlake2b.DIGEST_LONGS;

    private static final int MESSAGE_BYTES = 1 + 2 * MerkleRules.NODE_BYTES;

    private final long[] blockA = new long[LaneBlake2b.BLOCK_LONGS];
    private final long[] blockB = new long[LaneBlake2b.BLOCK_LONGS];
    private final long[] mix = new long[2 * LaneBlake2b.STATE_LONGS];

    /// Reduces eight trees in place to their roots, which come to stand in the first slot.
    ///
    /// @param nodes `count` slots from `at` on, and one more that may be overwritten
    void reduce(long[] nodes, int at, int count) {
        for (int c = count; c > 1; c = (c + 1) >> 1) {
            clearIfOdd(nodes, at, c);
            int above = (c + 1) >> 1;
            for (int i = 0; i < above; i += 2) {
                int a = at + i * SLOT;
                int from = at + 2 * i * SLOT;
                if (i + 1 < above) {
                    inner(nodes, from, from + 2 * SLOT, a, a + SLOT);
                } else {
                    inner(nodes, from, from, a, a);
                }
            }
        }
    }

    /// Reduces twice eight trees in place by some levels; missing right siblings are empty nodes.
    ///
    /// @param nodes `count` slots from `a` and as many from `b` on, and one more behind each that
    ///   may be overwritten
    /// @param levels how many levels
    void reduceTwo(long[] nodes, int a, int b, int count, int levels) {
        int c = count;
        for (int level = 0; level < levels; level++) {
            clearIfOdd(nodes, a, c);
            clearIfOdd(nodes, b, c);
            c = (c + 1) >> 1;
            for (int i = 0; i < c; i++) {
                int from = 2 * i * SLOT;
                inner(nodes, a + from, b + from, a + i * SLOT, b + i * SLOT);
            }
        }
    }

    private static void clearIfOdd(long[] nodes, int at, int count) {
        if ((count & 1) != 0) {
            Arrays.fill(nodes, at + count * SLOT, at + (count + 1) * SLOT, 0);
        }
    }

    private void inner(long[] nodes, int fromA, int fromB, int toA, int toB) {
        LaneWords.pairs(nodes, fromA, blockA);
        LaneWords.pairs(nodes, fromB, blockB);
        LaneBlake2b.compress(
                LaneBlake2b.START, 0, 0, blockA, blockB, nodes, toA, toB, mix, MESSAGE_BYTES, -1);
    }
}
