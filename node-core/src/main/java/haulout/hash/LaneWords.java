// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Brings words into the word-major order of [LaneBlake2b] and out of it.
final class LaneWords {
    private static final VectorSpecies<Long> SPECIES = Lanes.LONGS;
    private static final VectorSpecies<Byte> BYTES = SPECIES.withLanes(byte.class);
    private static final int LANES = Lanes.COUNT;

    /// Exchange of neighbours at distance 1, 2 and 4, and the lanes whose index has that bit.
    private static final VectorShuffle<Long> SWAP1 = swap(1);

    private static final VectorShuffle<Long> SWAP2 = swap(2);
    private static final VectorShuffle<Long> SWAP4 = swap(4);
    private static final VectorMask<Long> ODD1 = odd(1);
    private static final VectorMask<Long> ODD2 = odd(2);
    private static final VectorMask<Long> ODD4 = odd(4);
    private static final VectorMask<Long> EVEN1 = ODD1.not();
    private static final VectorMask<Long> EVEN2 = ODD2.not();
    private static final VectorMask<Long> EVEN4 = ODD4.not();

    private LaneWords() {}

    /// Block of the inner nodes over eight pairs of nodes: 01 || left || right.
    ///
    /// @param nodes eight left nodes at `at`, eight right nodes 32 longs behind
    /// @param block receives words 0…8 of each message; its other words must be zero
    static void pairs(long[] nodes, int at, long[] block) {
        for (int lane = 0; lane < 8; lane += LANES) {
            LongVector carry = LongVector.broadcast(SPECIES, MerkleRules.INNER_PREFIX);
            for (int word = lane; word < 64; word += 8) {
                LongVector next = LongVector.fromArray(SPECIES, nodes, at + word);
                next.lanewise(LSHL, 8).lanewise(OR, carry).intoArray(block, word);
                carry = next.lanewise(LSHR, 56);
            }
            carry.intoArray(block, 64 + lane);
        }
    }

    /// Writes eight digests one after another.
    ///
    /// @param digests word-major, from `at` on
    /// @param count how many of them are wanted, 1…8
    static void toBytes(long[] digests, int at, int count, byte[] bytes, int offset) {
        for (int lane = 0; lane < count; lane++) {
            int to = offset + lane * MerkleRules.NODE_BYTES;
            Blake2bBlock.WORD.set(bytes, to, digests[at + lane]);
            Blake2bBlock.WORD.set(bytes, to + 8, digests[at + lane + 8]);
            Blake2bBlock.WORD.set(bytes, to + 16, digests[at + lane + 16]);
            Blake2bBlock.WORD.set(bytes, to + 24, digests[at + lane + 24]);
        }
    }

    /// Bytes before and behind the words of a message that [#load] may touch.
    static final int REACH = 32;

    /// The first words of a block from eight messages.
    ///
    /// @param at where the messages lie, eight entries from `first` on
    /// @param delta where in them the block begins; [#REACH] bytes before and behind what is loaded
    ///   must be readable
    /// @param quads how often four words, 1…4
    static void load(byte[] bytes, int[] at, int first, int delta, int quads, long[] block) {
        if (LANES == 8) {
            for (int quad = 0; quad < (quads & -2); quad += 2) {
                loadEight(bytes, at, first, delta + 32 * quad, block, 32 * quad);
            }
            if ((quads & 1) != 0) {
                loadFour(bytes, at, first, delta + 32 * (quads - 1), block, 32 * (quads - 1));
            }
        } else {
            loadScalar(bytes, at, first, delta, 4 * quads, block);
        }
    }

    /// Replaces the first byte of eight messages.
    ///
    /// @param lead the bytes, eight numbers 0…255 from `first` on
    static void lead(long[] lead, int first, long[] block) {
        for (int lane = 0; lane < 8; lane += LANES) {
            LongVector.fromArray(SPECIES, block, lane)
                    .lanewise(AND, -256L)
                    .lanewise(OR, LongVector.fromArray(SPECIES, lead, first + lane))
                    .intoArray(block, lane);
        }
    }

    private static void loadScalar(
            byte[] bytes, int[] at, int first, int delta, int words, long[] block) {
        for (int lane = 0; lane < 8; lane++) {
            int from = at[first + lane] + delta;
            for (int word = 0; word < words; word++) {
                block[8 * word + lane] = (long) Blake2bBlock.WORD.get(bytes, from + 8 * word);
            }
        }
    }

    private static void loadEight(
            byte[] bytes, int[] at, int first, int delta, long[] block, int to) {
        LongVector r0 = ByteVector.fromArray(BYTES, bytes, at[first] + delta).reinterpretAsLongs();
        LongVector r1 =
                ByteVector.fromArray(BYTES, bytes, at[first + 1] + delta).reinterpretAsLongs();
        LongVector r2 =
                ByteVector.fromArray(BYTES, bytes, at[first + 2] + delta).reinterpretAsLongs();
        LongVector r3 =
                ByteVector.fromArray(BYTES, bytes, at[first + 3] + delta).reinterpretAsLongs();
        LongVector r4 =
                ByteVector.fromArray(BYTES, bytes, at[first + 4] + delta).reinterpretAsLongs();
        LongVector r5 =
                ByteVector.fromArray(BYTES, bytes, at[first + 5] + delta).reinterpretAsLongs();
        LongVector r6 =
                ByteVector.fromArray(BYTES, bytes, at[first + 6] + delta).reinterpretAsLongs();
        LongVector r7 =
                ByteVector.fromArray(BYTES, bytes, at[first + 7] + delta).reinterpretAsLongs();
        LongVector s0 = r0.blend(r4.rearrange(SWAP4), ODD4);
        LongVector s4 = r4.blend(r0.rearrange(SWAP4), EVEN4);
        LongVector s1 = r1.blend(r5.rearrange(SWAP4), ODD4);
        LongVector s5 = r5.blend(r1.rearrange(SWAP4), EVEN4);
        LongVector s2 = r2.blend(r6.rearrange(SWAP4), ODD4);
        LongVector s6 = r6.blend(r2.rearrange(SWAP4), EVEN4);
        LongVector s3 = r3.blend(r7.rearrange(SWAP4), ODD4);
        LongVector s7 = r7.blend(r3.rearrange(SWAP4), EVEN4);
        LongVector t0 = s0.blend(s2.rearrange(SWAP2), ODD2);
        LongVector t2 = s2.blend(s0.rearrange(SWAP2), EVEN2);
        LongVector t1 = s1.blend(s3.rearrange(SWAP2), ODD2);
        LongVector t3 = s3.blend(s1.rearrange(SWAP2), EVEN2);
        LongVector t4 = s4.blend(s6.rearrange(SWAP2), ODD2);
        LongVector t6 = s6.blend(s4.rearrange(SWAP2), EVEN2);
        LongVector t5 = s5.blend(s7.rearrange(SWAP2), ODD2);
        LongVector t7 = s7.blend(s5.rearrange(SWAP2), EVEN2);
        LongVector u0 = t0.blend(t1.rearrange(SWAP1), ODD1);
        LongVector u1 = t1.blend(t0.rearrange(SWAP1), EVEN1);
        LongVector u2 = t2.blend(t3.rearrange(SWAP1), ODD1);
        LongVector u3 = t3.blend(t2.rearrange(SWAP1), EVEN1);
        LongVector u4 = t4.blend(t5.rearrange(SWAP1), ODD1);
        LongVector u5 = t5.blend(t4.rearrange(SWAP1), EVEN1);
        LongVector u6 = t6.blend(t7.rearrange(SWAP1), ODD1);
        LongVector u7 = t7.blend(t6.rearrange(SWAP1), EVEN1);
        u0.intoArray(block, to);
        u1.intoArray(block, to + 8);
        u2.intoArray(block, to + 16);
        u3.intoArray(block, to + 24);
        u4.intoArray(block, to + 32);
        u5.intoArray(block, to + 40);
        u6.intoArray(block, to + 48);
        u7.intoArray(block, to + 56);
    }

    /// Each vector takes its lower half from one message and its upper half from the message four
    /// further on, read that much too early; two exchanges of neighbours do the rest.
    private static void loadFour(byte[] bytes, int[] at, int first, int low, long[] block, int to) {
        int high = low - 32;
        LongVector r0 = halves(bytes, at[first] + low, at[first + 4] + high);
        LongVector r1 = halves(bytes, at[first + 1] + low, at[first + 5] + high);
        LongVector r2 = halves(bytes, at[first + 2] + low, at[first + 6] + high);
        LongVector r3 = halves(bytes, at[first + 3] + low, at[first + 7] + high);
        LongVector s0 = r0.blend(r2.rearrange(SWAP2), ODD2);
        LongVector s2 = r2.blend(r0.rearrange(SWAP2), EVEN2);
        LongVector s1 = r1.blend(r3.rearrange(SWAP2), ODD2);
        LongVector s3 = r3.blend(r1.rearrange(SWAP2), EVEN2);
        s0.blend(s1.rearrange(SWAP1), ODD1).intoArray(block, to);
        s1.blend(s0.rearrange(SWAP1), EVEN1).intoArray(block, to + 8);
        s2.blend(s3.rearrange(SWAP1), ODD1).intoArray(block, to + 16);
        s3.blend(s2.rearrange(SWAP1), EVEN1).intoArray(block, to + 24);
    }

    private static LongVector halves(byte[] bytes, int low, int high) {
        LongVector upper = ByteVector.fromArray(BYTES, bytes, high).reinterpretAsLongs();
        return ByteVector.fromArray(BYTES, bytes, low).reinterpretAsLongs().blend(upper, ODD4);
    }

    /// Clears what lies behind the end of eight messages in their last block.
    ///
    /// @param messageBytes bytes of each message in the block, 1…128
    /// @param dirtyWords words behind these are zero already
    static void cut(long[] block, int messageBytes, int dirtyWords) {
        int whole = messageBytes >> 3;
        int rest = messageBytes & 7;
        if (rest != 0) {
            for (int lane = 8 * whole; lane < 8 * whole + 8; lane += LANES) {
                LongVector.fromArray(SPECIES, block, lane)
                        .lanewise(AND, (1L << (8 * rest)) - 1)
                        .intoArray(block, lane);
            }
            whole++;
        }
        LongVector zero = LongVector.zero(SPECIES);
        for (int lane = 8 * whole; lane < 8 * dirtyWords; lane += LANES) {
            zero.intoArray(block, lane);
        }
    }

    /// Transposes 8 × 8 longs: row i begins at `from` + 32·i, and so does row i of the result at
    /// `to` + 32·i.
    static void transpose(long[] source, int from, long[] target, int to) {
        if (LANES == 8) {
            transposeVectors(source, from, target, to);
        } else {
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < 8; j++) {
                    target[to + 32 * j + i] = source[from + 32 * i + j];
                }
            }
        }
    }

    private static void transposeVectors(long[] source, int from, long[] target, int to) {
        LongVector r0 = LongVector.fromArray(SPECIES, source, from);
        LongVector r1 = LongVector.fromArray(SPECIES, source, from + 32);
        LongVector r2 = LongVector.fromArray(SPECIES, source, from + 64);
        LongVector r3 = LongVector.fromArray(SPECIES, source, from + 96);
        LongVector r4 = LongVector.fromArray(SPECIES, source, from + 128);
        LongVector r5 = LongVector.fromArray(SPECIES, source, from + 160);
        LongVector r6 = LongVector.fromArray(SPECIES, source, from + 192);
        LongVector r7 = LongVector.fromArray(SPECIES, source, from + 224);
        LongVector s0 = r0.blend(r4.rearrange(SWAP4), ODD4);
        LongVector s4 = r4.blend(r0.rearrange(SWAP4), EVEN4);
        LongVector s1 = r1.blend(r5.rearrange(SWAP4), ODD4);
        LongVector s5 = r5.blend(r1.rearrange(SWAP4), EVEN4);
        LongVector s2 = r2.blend(r6.rearrange(SWAP4), ODD4);
        LongVector s6 = r6.blend(r2.rearrange(SWAP4), EVEN4);
        LongVector s3 = r3.blend(r7.rearrange(SWAP4), ODD4);
        LongVector s7 = r7.blend(r3.rearrange(SWAP4), EVEN4);
        LongVector t0 = s0.blend(s2.rearrange(SWAP2), ODD2);
        LongVector t2 = s2.blend(s0.rearrange(SWAP2), EVEN2);
        LongVector t1 = s1.blend(s3.rearrange(SWAP2), ODD2);
        LongVector t3 = s3.blend(s1.rearrange(SWAP2), EVEN2);
        LongVector t4 = s4.blend(s6.rearrange(SWAP2), ODD2);
        LongVector t6 = s6.blend(s4.rearrange(SWAP2), EVEN2);
        LongVector t5 = s5.blend(s7.rearrange(SWAP2), ODD2);
        LongVector t7 = s7.blend(s5.rearrange(SWAP2), EVEN2);
        LongVector u0 = t0.blend(t1.rearrange(SWAP1), ODD1);
        LongVector u1 = t1.blend(t0.rearrange(SWAP1), EVEN1);
        LongVector u2 = t2.blend(t3.rearrange(SWAP1), ODD1);
        LongVector u3 = t3.blend(t2.rearrange(SWAP1), EVEN1);
        LongVector u4 = t4.blend(t5.rearrange(SWAP1), ODD1);
        LongVector u5 = t5.blend(t4.rearrange(SWAP1), EVEN1);
        LongVector u6 = t6.blend(t7.rearrange(SWAP1), ODD1);
        LongVector u7 = t7.blend(t6.rearrange(SWAP1), EVEN1);
        u0.intoArray(target, to);
        u1.intoArray(target, to + 32);
        u2.intoArray(target, to + 64);
        u3.intoArray(target, to + 96);
        u4.intoArray(target, to + 128);
        u5.intoArray(target, to + 160);
        u6.intoArray(target, to + 192);
        u7.intoArray(target, to + 224);
    }

    private static VectorShuffle<Long> swap(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> (i ^ distance) & (LANES - 1));
    }

    private static VectorMask<Long> odd(int bit) {
        long lanes = 0;
        for (int i = 0; i < LANES; i++) {
            lanes |= (i & bit) != 0 ? 1L << i : 0;
        }
        return VectorMask.fromLong(SPECIES, lanes);
    }
}
