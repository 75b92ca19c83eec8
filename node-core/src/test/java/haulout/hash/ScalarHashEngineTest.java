// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scalar engine against trees built leaf by leaf from the rules of the protocol with another
/// library's BLAKE2b.
class ScalarHashEngineTest {
    private static final HashEngine ENGINE = HashEngines.scalar();

    @Test
    void theRootOfNothingIsTheEmptyNode() {
        byte[] root = {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
            25, 26, 27, 28, 29, 30, 31, 32
        };
        ENGINE.merkleRoot(new byte[0], 0, 0, 0, 0, root, 0);
        assertArrayEquals(new byte[32], root);
    }

    /// Digest of the bytes 00 61 from the reference program `b2sum -l 256`.
    @Test
    void theRootOfOneLeafIsItsHash() {
        byte[] root = new byte[32];
        ENGINE.merkleRoot(new byte[] {'a'}, 0, 1, 1, 1, root, 0);
        assertEquals(LEAF_A, HexFormat.of().formatHex(root));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100})
    void aRootIsThatOfTheTreeBuiltByTheRules(int count) {
        byte[] leaves = new byte[5 * count + 2];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = (byte) (i * i + 3);
        }
        byte[][] level = new byte[count][];
        for (int i = 0; i < count; i++) {
            level[i] =
                    digest(
                            new byte[] {0},
                            Arrays.copyOfRange(leaves, 1 + 5 * i, 5 + 5 * i),
                            new byte[0]);
        }
        while (level.length > 1) {
            byte[][] above = new byte[(level.length + 1) / 2][];
            for (int i = 0; i < above.length; i++) {
                byte[] right = 2 * i + 1 < level.length ? level[2 * i + 1] : new byte[32];
                above[i] = digest(new byte[] {1}, level[2 * i], right);
            }
            level = above;
        }
        byte[] root = new byte[34];
        ENGINE.merkleRoot(leaves, 1, 5, 4, count, root, 2);
        byte[] expected = new byte[34];
        System.arraycopy(level[0], 0, expected, 2, 32);
        assertArrayEquals(expected, root);
    }

    /// A matrix of which rows and columns are also hashed as lists of leaves.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 25, 65})
    void rowAndColumnRootsOfAMatrixAreThoseOfItsRowsAndColumns(int columnCount) {
        int rowCount = 11;
        int symbolBytes = 6;
        int rowStride = columnCount * symbolBytes;
        byte[] matrix = new byte[rowCount * rowStride];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) (i * 31 + (i >> 5));
        }
        RowNodes nodes = new RowNodes(rowCount, columnCount);
        byte[] columnRoots = new byte[32 * columnCount];
        StripHasher hasher = ENGINE.stripHasher(rowCount, symbolBytes);
        for (int strip = 0; strip < nodes.stripCount(); strip++) {
            hasher.begin(Math.min(8, columnCount - 8 * strip));
            hasher.update(matrix, 8 * strip * symbolBytes, rowStride, symbolBytes, symbolBytes);
            hasher.finish(nodes, strip, columnRoots, 8 * strip * 32);
        }
        byte[] rowRoots = new byte[32 * rowCount];
        ENGINE.rowRoots(nodes, rowRoots, 0);
        byte[] expected = new byte[32 * rowCount];
        for (int row = 0; row < rowCount; row++) {
            ENGINE.merkleRoot(
                    matrix,
                    row * rowStride,
                    symbolBytes,
                    symbolBytes,
                    columnCount,
                    expected,
                    32 * row);
        }
        assertArrayEquals(expected, rowRoots);
        expected = new byte[32 * columnCount];
        for (int column = 0; column < columnCount; column++) {
            ENGINE.merkleRoot(
                    matrix,
                    column * symbolBytes,
                    rowStride,
                    symbolBytes,
                    rowCount,
                    expected,
                    32 * column);
        }
        assertArrayEquals(expected, columnRoots);
    }

    private static byte[] digest(byte[] first, byte[] second, byte[] third) {
        Blake2bDigest hash = new Blake2bDigest(256);
        hash.update(first, 0, first.length);
        hash.update(second, 0, second.length);
        hash.update(third, 0, third.length);
        byte[] digest = new byte[32];
        hash.doFinal(digest, 0);
        return digest;
    }

    private static final String LEAF_A =
            "7234082e1dd0b5ec0acd71875d61c9f374af30c100bc4de7aa4eb3f15bbed686";
}
