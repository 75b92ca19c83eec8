// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.hash.HashEngine;
import haulout.hash.HashEngines;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final HashEngine ENGINE = HashEngines.scalar();

    /// Enough for every shape of the last levels, and beyond one group of eight lanes.
    private static final int MAX_LEAVES = 70;

    @Test
    void rootAndPathsAreThoseOfTheDefinition() {
        Random random = TestSeed.random("MerkleTreeTest", 4101);
        for (int count = 1; count <= MAX_LEAVES; count++) {
            int leafBytes = 1 + random.nextInt(200);
            byte[] leaves = new byte[count * leafBytes];
            random.nextBytes(leaves);
            List<List<byte[]>> levels = slowLevels(leaves, leafBytes, count);
            MerkleTree tree = MerkleTree.of(ENGINE, leaves, 0, leafBytes, leafBytes, count);
            MerkleNode root = node(levels.getLast().getFirst());
            assertEquals(root, tree.root(), count + " leaves");
            assertEquals(count, tree.leafCount());
            for (int index = 0; index < count; index++) {
                MerklePath path = tree.path(index);
                assertEquals(
                        slowPath(levels, index), path.siblings(), "leaf " + index + " of " + count);
                assertEquals(MerklePath.lengthFor(count), path.siblings().size());
                byte[] leaf =
                        Arrays.copyOfRange(leaves, index * leafBytes, (index + 1) * leafBytes);
                assertTrue(path.verify(ENGINE, leaf, index, root));
                assertTrue(path.verify(ENGINE, leaves, index * leafBytes, leafBytes, index, root));
            }
        }
    }

    @Test
    void leafHashesMakeTheSameTree() {
        byte[] leaves = new byte[11 * 6];
        TestSeed.random("MerkleTreeTest", 4102).nextBytes(leaves);
        byte[] digests = new byte[5 + 11 * 32];
        ENGINE.leafHashes(leaves, 0, 6, 6, 11, digests, 5);
        MerkleTree fromLeaves = MerkleTree.of(ENGINE, leaves, 0, 6, 6, 11);
        MerkleTree fromHashes = MerkleTree.ofLeafHashes(ENGINE, digests, 5, 11);
        digests[5] ^= 1;
        assertEquals(fromLeaves.root(), fromHashes.root());
        assertEquals(fromLeaves.path(10), fromHashes.path(10));
    }

    @Test
    void leavesMayLieApart() {
        byte[] spread = new byte[100];
        TestSeed.random("MerkleTreeTest", 4103).nextBytes(spread);
        byte[] packed = new byte[5 * 4];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(spread, 3 + 17 * i, packed, 4 * i, 4);
        }
        assertEquals(
                MerkleTree.of(ENGINE, packed, 0, 4, 4, 5).root(),
                MerkleTree.of(ENGINE, spread, 3, 17, 4, 5).root());
    }

    @Test
    void manyPathsLeadToTheRootsThatTheyLeadToOneByOne() {
        Random random = TestSeed.random("MerkleTreeTest", 4105);
        for (int count : new int[] {0, 1, 2, 7, 8, 9, 30}) {
            int leafCount = 1 + random.nextInt(40);
            List<MerklePath> paths = new ArrayList<>();
            int[] indices = new int[count];
            byte[] nodes = new byte[count * 32];
            List<MerkleNode> roots = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] leaves = new byte[leafCount * 10];
                random.nextBytes(leaves);
                MerkleTree tree = MerkleTree.of(ENGINE, leaves, 0, 10, 10, leafCount);
                indices[i] = random.nextInt(leafCount);
                paths.add(tree.path(indices[i]));
                ENGINE.leafHashes(leaves, indices[i] * 10, 10, 10, 1, nodes, i * 32);
                roots.add(tree.root());
            }
            MerklePath.climb(ENGINE, paths, indices, nodes);
            for (int i = 0; i < count; i++) {
                assertEquals(roots.get(i), MerkleNode.of(Hash32.of(nodes, i * 32)));
            }
        }
        MerklePath one = new MerklePath(List.of(MerkleNode.EMPTY));
        MerklePath none = new MerklePath(List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> MerklePath.climb(ENGINE, List.of(one, none), new int[2], new byte[64]));
        assertThrows(
                IllegalArgumentException.class,
                () -> MerklePath.climb(ENGINE, List.of(one), new int[] {2}, new byte[32]));
    }

    @Test
    void noLeavesGiveTheEmptyNode() {
        MerkleTree tree = MerkleTree.of(ENGINE, new byte[0], 0, 1, 1, 0);
        assertEquals(MerkleNode.EMPTY, tree.root());
        assertThrows(IndexOutOfBoundsException.class, () -> tree.path(0));
        assertEquals(MerkleNode.EMPTY, MerkleTree.ofLeafHashes(ENGINE, new byte[0], 0, 0).root());
    }

    @Test
    void oneLeafIsItsOwnRoot() {
        // BLAKE2b-256 of the two bytes 00 01, made with an independent implementation (Python's
        // hashlib)
        String hash = "01cf79da4945c370c68b265ef70641aaa65eaa8f5953e3900d97724c2c5aa095";
        MerkleTree tree = MerkleTree.of(ENGINE, new byte[] {1}, 0, 1, 1, 1);
        assertEquals(hash, tree.root().toString());
        assertEquals(List.of(), tree.path(0).siblings());
        assertTrue(tree.path(0).verify(ENGINE, new byte[] {1}, 0, tree.root()));
        assertFalse(tree.path(0).verify(ENGINE, new byte[] {1}, 1, tree.root()));
    }

    @Test
    void theEmptyNodeIsNotADigestOfZerosButHashesLikeOne() {
        MerkleNode zeros = MerkleNode.of(Hash32.ZERO);
        assertNotEquals(zeros, MerkleNode.EMPTY);
        assertEquals(MerkleNode.EMPTY, new MerkleNode.Empty());
        assertEquals(zeros.hash(), MerkleNode.EMPTY.hash());
        byte[] leaves = {1, 2, 3};
        MerkleTree tree = MerkleTree.of(ENGINE, leaves, 0, 1, 1, 3);
        assertEquals(MerkleNode.EMPTY, tree.path(2).siblings().getFirst());
        List<MerkleNode> spelledOut = new ArrayList<>(tree.path(2).siblings());
        spelledOut.set(0, zeros);
        assertTrue(new MerklePath(spelledOut).verify(ENGINE, leaves, 2, 1, 2, tree.root()));
    }

    @Test
    void refusesWhatIsNotInTheTree() {
        Random random = TestSeed.random("MerkleTreeTest", 4104);
        byte[] leaves = new byte[13 * 8];
        random.nextBytes(leaves);
        MerkleTree tree = MerkleTree.of(ENGINE, leaves, 0, 8, 8, 13);
        for (int index = 0; index < 13; index++) {
            MerklePath path = tree.path(index);
            byte[] leaf = Arrays.copyOfRange(leaves, 8 * index, 8 * index + 8);
            assertTrue(path.verify(ENGINE, leaf, index, tree.root()));
            for (int other = 0; other < 64; other++) {
                assertEquals(other == index, path.verify(ENGINE, leaf, other, tree.root()));
            }
            assertFalse(path.verify(ENGINE, leaf, index, MerkleNode.EMPTY));
            assertFalse(path.verify(ENGINE, Arrays.copyOf(leaf, 7), index, tree.root()));
            leaf[random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
            assertFalse(path.verify(ENGINE, leaf, index, tree.root()));
            leaf = Arrays.copyOfRange(leaves, 8 * index, 8 * index + 8);
            for (int level = 0; level < path.siblings().size(); level++) {
                List<MerkleNode> changed = new ArrayList<>(path.siblings());
                Hash32 hash = changed.get(level).hash();
                changed.set(
                        level,
                        MerkleNode.of(
                                new Hash32(
                                        hash.word0(), hash.word1(), ~hash.word2(), hash.word3())));
                assertFalse(new MerklePath(changed).verify(ENGINE, leaf, index, tree.root()));
            }
            List<MerkleNode> longer = new ArrayList<>(path.siblings());
            longer.add(MerkleNode.EMPTY);
            assertFalse(new MerklePath(longer).verify(ENGINE, leaf, index, tree.root()));
            assertFalse(
                    new MerklePath(path.siblings().subList(0, 3))
                            .verify(ENGINE, leaf, index, tree.root()));
        }
    }

    @Test
    void aPathReachesTheLeavesOfATreeOfItsHeightOnly() {
        MerklePath two = new MerklePath(List.of(MerkleNode.EMPTY, MerkleNode.EMPTY));
        assertTrue(two.reaches(0));
        assertTrue(two.reaches(3));
        assertFalse(two.reaches(4));
        assertFalse(two.reaches(-1));
        // shifts of an int count modulo 32: a path of 32 nodes must not be taken for one of none
        MerklePath long32 = new MerklePath(java.util.Collections.nCopies(32, MerkleNode.EMPTY));
        assertTrue(long32.reaches(Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> two.rootFrom(ENGINE, new byte[1], 4));
    }

    @Test
    void pathLengthIsTheLogarithmRoundedUp() {
        int[][] known = {
            {1, 0},
            {2, 1},
            {3, 2},
            {4, 2},
            {5, 3},
            {8, 3},
            {9, 4},
            {1000, 10},
            {1024, 10},
            {1025, 11}
        };
        for (int[] pair : known) {
            assertEquals(pair[1], MerklePath.lengthFor(pair[0]));
        }
        assertThrows(IllegalArgumentException.class, () -> MerklePath.lengthFor(0));
    }

    private static MerkleNode node(byte[] hash) {
        return MerkleNode.of(Hash32.of(hash));
    }

    private static List<List<byte[]>> slowLevels(byte[] leaves, int leafBytes, int count) {
        List<byte[]> level = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            level.add(
                    blake2b(
                            new byte[] {0},
                            Arrays.copyOfRange(leaves, i * leafBytes, (i + 1) * leafBytes)));
        }
        List<List<byte[]>> levels = new ArrayList<>(List.of(level));
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                byte[] right = i + 1 < level.size() ? level.get(i + 1) : new byte[32];
                above.add(blake2b(new byte[] {1}, level.get(i), right));
            }
            level = above;
            levels.add(level);
        }
        return levels;
    }

    private static List<MerkleNode> slowPath(List<List<byte[]>> levels, int leaf) {
        List<MerkleNode> path = new ArrayList<>();
        int index = leaf;
        for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
            int sibling = index % 2 == 0 ? index + 1 : index - 1;
            path.add(sibling < level.size() ? node(level.get(sibling)) : MerkleNode.EMPTY);
            index /= 2;
        }
        return path;
    }

    private static byte[] blake2b(byte[]... parts) {
        Blake2bDigest digest = new Blake2bDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Test
    void textFormIsForPeople() {
        assertEquals("empty", MerkleNode.EMPTY.toString());
        assertEquals("00".repeat(32), MerkleNode.of(Hash32.ZERO).toString());
        assertEquals(32, HexFormat.of().parseHex(MerkleNode.of(Hash32.ZERO).toString()).length);
    }
}
