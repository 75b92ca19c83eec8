// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.util.Arrays;

/// Makes a root of leaf hashes that it keeps room for.
abstract class LevelTreeHasher implements TreeHasher {
    private byte[] level = new byte[0];

    @Override
    public final void root(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] root,
            int rootOffset) {
        if (count == 0) {
            Arrays.fill(root, rootOffset, rootOffset + MerkleRules.NODE_BYTES, (byte) 0);
            return;
        }
        int needed = Math.multiplyExact(count, MerkleRules.NODE_BYTES);
        if (level.length < needed) {
            level = new byte[needed];
        }
        leafHashes(leaves, offset, stride, leafBytes, count, level, 0);
        reduce(level, 0, count);
        System.arraycopy(level, 0, root, rootOffset, MerkleRules.NODE_BYTES);
    }
}
