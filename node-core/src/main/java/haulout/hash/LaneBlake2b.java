// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// The compression function of BLAKE2b on sixteen messages at once, two sets of eight lanes.
///
/// **Layout.** Everything is word-major: word i of eight messages is eight consecutive longs, one
/// per lane. A block is 16 words (128 longs), a chaining value 8 words (64 longs), a digest 4 words
/// (32 longs).
///
/// With 512-bit vectors both sets are computed side by side: one set alone is bound by the latency
/// of its chain of operations, two fill the vector units. What makes the compiler keep all 32 state
/// words in registers is the order of the statements (set A is three steps ahead of set B, four G
/// side by side) and that each set has its message in an array of its own. The rounds are a loop
/// because one round's code is what the compilers can digest; for the same reason what the rounds
/// leave goes through memory before it is added to the chaining values. With narrower vectors a set
/// is computed in parts of as many lanes as there are.
///
/// Source: RFC 7693, section 3.
final class LaneBlake2b {
    /// Longs of a block of eight messages.
    static final int BLOCK_LONGS = 128;

    /// Longs of the chaining values of eight messages.
    static final int STATE_LONGS = 64;

    /// Longs of eight digests.
    static final int DIGEST_LONGS = 32;

    /// Chaining values of eight messages of which nothing was taken yet.
    static final long[] START = start();

    private static final VectorSpecies<Long> SPECIES = Lanes.LONGS;
    private static final int LANES = Lanes.COUNT;

    private static final long IV0 = Blake2bBlock.IV0;
    private static final long IV1 = Blake2bBlock.IV1;
    private static final long IV2 = Blake2bBlock.IV2;
    private static final long IV3 = Blake2bBlock.IV3;
    private static final long IV4 = Blake2bBlock.IV4;
    private static final long IV5 = Blake2bBlock.IV5;
    private static final long IV6 = Blake2bBlock.IV6;
    private static final long IV7 = Blake2bBlock.IV7;

    /// Entry 16·r + i: where in a block the i-th message word of round r begins. 192 entries,
    /// computed from the message schedule of RFC 7693, section 2.7.
    private static final int[] WORD_AT = wordOffsets();

    private LaneBlake2b() {}

    /// Takes one block into each of sixteen chaining values.
    ///
    /// @param from chaining values before: set A at `fromA`, set B at `fromB`
    /// @param blockA block of set A, zero-padded if the messages end in it; at least 128 longs
    /// @param blockB block of set B
    /// @param to receives what comes after: set A at `toA`, set B at `toB`; the whole chaining
    ///   values (64 longs each), or only the digests (32 longs each) if it was the last block. May
    ///   be `from`.
    /// @param mix scratch of 128 longs
    /// @param byteCount bytes of each message up to the end of this block, padding not counted
    /// @param last all ones for the last block of the messages, else 0
    static void compress(
            long[] from,
            int fromA,
            int fromB,
            long[] blockA,
            long[] blockB,
            long[] to,
            int toA,
            int toB,
            long[] mix,
            long byteCount,
            long last) {
        if (LANES == 8) {
            compressBoth(from, fromA, fromB, blockA, blockB, mix, byteCount, last);
        } else {
            for (int lane = 0; lane < 8; lane += LANES) {
                compressPart(from, fromA + lane, blockA, lane, mix, lane, byteCount, last);
                compressPart(
                        from, fromB + lane, blockB, lane, mix, STATE_LONGS + lane, byteCount, last);
            }
        }
        int longs = last == 0 ? STATE_LONGS : DIGEST_LONGS;
        feedForward(from, fromA, mix, 0, to, toA, longs);
        feedForward(from, fromB, mix, STATE_LONGS, to, toB, longs);
    }

    private static void compressBoth(
            long[] from,
            int fromA,
            int fromB,
            long[] blockA,
            long[] blockB,
            long[] mix,
            long byteCount,
            long last) {
        VectorSpecies<Long> species = SPECIES;
        if (byteCount < 0) {
            species = Lanes.OTHER; // never: see Lanes
        }
        LongVector a0 = LongVector.fromArray(species, from, fromA);
        LongVector a1 = LongVector.fromArray(species, from, fromA + 8);
        LongVector a2 = LongVector.fromArray(species, from, fromA + 16);
        LongVector a3 = LongVector.fromArray(species, from, fromA + 24);
        LongVector a4 = LongVector.fromArray(species, from, fromA + 32);
        LongVector a5 = LongVector.fromArray(species, from, fromA + 40);
        LongVector a6 = LongVector.fromArray(species, from, fromA + 48);
        LongVector a7 = LongVector.fromArray(species, from, fromA + 56);
        LongVector a8 = LongVector.broadcast(SPECIES, IV0);
        LongVector a9 = LongVector.broadcast(SPECIES, IV1);
        LongVector a10 = LongVector.broadcast(SPECIES, IV2);
        LongVector a11 = LongVector.broadcast(SPECIES, IV3);
        LongVector a12 = LongVector.broadcast(SPECIES, IV4 ^ byteCount);
        LongVector a13 = LongVector.broadcast(SPECIES, IV5);
        LongVector a14 = LongVector.broadcast(SPECIES, IV6 ^ last);
        LongVector a15 = LongVector.broadcast(SPECIES, IV7);
        LongVector b0 = LongVector.fromArray(species, from, fromB);
        LongVector b1 = LongVector.fromArray(species, from, fromB + 8);
        LongVector b2 = LongVector.fromArray(species, from, fromB + 16);
        LongVector b3 = LongVector.fromArray(species, from, fromB + 24);
        LongVector b4 = LongVector.fromArray(species, from, fromB + 32);
        LongVector b5 = LongVector.fromArray(species, from, fromB + 40);
        LongVector b6 = LongVector.fromArray(species, from, fromB + 48);
        LongVector b7 = LongVector.fromArray(species, from, fromB + 56);
        LongVector b8 = a8;
        LongVector b9 = a9;
        LongVector b10 = a10;
        LongVector b11 = a11;
        LongVector b12 = a12;
        LongVector b13 = a13;
        LongVector b14 = a14;
        LongVector b15 = a15;
        for (int n = 0; n < 192; n += 16) {
            a0 =
                    a0.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n]))
                            .lanewise(ADD, a4);
            a1 =
                    a1.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 2]))
                            .lanewise(ADD, a5);
            a2 =
                    a2.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 4]))
                            .lanewise(ADD, a6);
            a3 =
                    a3.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 6]))
                            .lanewise(ADD, a7);
            a12 = a12.lanewise(XOR, a0).lanewise(ROR, 32);
            a13 = a13.lanewise(XOR, a1).lanewise(ROR, 32);
            a14 = a14.lanewise(XOR, a2).lanewise(ROR, 32);
            a15 = a15.lanewise(XOR, a3).lanewise(ROR, 32);
            a8 = a8.lanewise(ADD, a12);
            a9 = a9.lanewise(ADD, a13);
            a10 = a10.lanewise(ADD, a14);
            a11 = a11.lanewise(ADD, a15);
            a4 = a4.lanewise(XOR, a8).lanewise(ROR, 24);
            a5 = a5.lanewise(XOR, a9).lanewise(ROR, 24);
            a6 = a6.lanewise(XOR, a10).lanewise(ROR, 24);
            a7 = a7.lanewise(XOR, a11).lanewise(ROR, 24);
            b0 =
                    b0.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n]))
                            .lanewise(ADD, b4);
            b1 =
                    b1.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 2]))
                            .lanewise(ADD, b5);
            b2 =
                    b2.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 4]))
                            .lanewise(ADD, b6);
            b3 =
                    b3.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 6]))
                            .lanewise(ADD, b7);
            a0 =
                    a0.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 1]))
                            .lanewise(ADD, a4);
            a1 =
                    a1.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 3]))
                            .lanewise(ADD, a5);
            a2 =
                    a2.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 5]))
                            .lanewise(ADD, a6);
            a3 =
                    a3.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 7]))
                            .lanewise(ADD, a7);
            b12 = b12.lanewise(XOR, b0).lanewise(ROR, 32);
            b13 = b13.lanewise(XOR, b1).lanewise(ROR, 32);
            b14 = b14.lanewise(XOR, b2).lanewise(ROR, 32);
            b15 = b15.lanewise(XOR, b3).lanewise(ROR, 32);
            a12 = a12.lanewise(XOR, a0).lanewise(ROR, 16);
            a13 = a13.lanewise(XOR, a1).lanewise(ROR, 16);
            a14 = a14.lanewise(XOR, a2).lanewise(ROR, 16);
            a15 = a15.lanewise(XOR, a3).lanewise(ROR, 16);
            b8 = b8.lanewise(ADD, b12);
            b9 = b9.lanewise(ADD, b13);
            b10 = b10.lanewise(ADD, b14);
            b11 = b11.lanewise(ADD, b15);
            a8 = a8.lanewise(ADD, a12);
            a9 = a9.lanewise(ADD, a13);
            a10 = a10.lanewise(ADD, a14);
            a11 = a11.lanewise(ADD, a15);
            b4 = b4.lanewise(XOR, b8).lanewise(ROR, 24);
            b5 = b5.lanewise(XOR, b9).lanewise(ROR, 24);
            b6 = b6.lanewise(XOR, b10).lanewise(ROR, 24);
            b7 = b7.lanewise(XOR, b11).lanewise(ROR, 24);
            a4 = a4.lanewise(XOR, a8).lanewise(ROR, 63);
            a5 = a5.lanewise(XOR, a9).lanewise(ROR, 63);
            a6 = a6.lanewise(XOR, a10).lanewise(ROR, 63);
            a7 = a7.lanewise(XOR, a11).lanewise(ROR, 63);
            b0 =
                    b0.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 1]))
                            .lanewise(ADD, b4);
            b1 =
                    b1.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 3]))
                            .lanewise(ADD, b5);
            b2 =
                    b2.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 5]))
                            .lanewise(ADD, b6);
            b3 =
                    b3.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 7]))
                            .lanewise(ADD, b7);
            a0 =
                    a0.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 8]))
                            .lanewise(ADD, a5);
            a1 =
                    a1.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 10]))
                            .lanewise(ADD, a6);
            a2 =
                    a2.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 12]))
                            .lanewise(ADD, a7);
            a3 =
                    a3.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 14]))
                            .lanewise(ADD, a4);
            b12 = b12.lanewise(XOR, b0).lanewise(ROR, 16);
            b13 = b13.lanewise(XOR, b1).lanewise(ROR, 16);
            b14 = b14.lanewise(XOR, b2).lanewise(ROR, 16);
            b15 = b15.lanewise(XOR, b3).lanewise(ROR, 16);
            a15 = a15.lanewise(XOR, a0).lanewise(ROR, 32);
            a12 = a12.lanewise(XOR, a1).lanewise(ROR, 32);
            a13 = a13.lanewise(XOR, a2).lanewise(ROR, 32);
            a14 = a14.lanewise(XOR, a3).lanewise(ROR, 32);
            b8 = b8.lanewise(ADD, b12);
            b9 = b9.lanewise(ADD, b13);
            b10 = b10.lanewise(ADD, b14);
            b11 = b11.lanewise(ADD, b15);
            a10 = a10.lanewise(ADD, a15);
            a11 = a11.lanewise(ADD, a12);
            a8 = a8.lanewise(ADD, a13);
            a9 = a9.lanewise(ADD, a14);
            b4 = b4.lanewise(XOR, b8).lanewise(ROR, 63);
            b5 = b5.lanewise(XOR, b9).lanewise(ROR, 63);
            b6 = b6.lanewise(XOR, b10).lanewise(ROR, 63);
            b7 = b7.lanewise(XOR, b11).lanewise(ROR, 63);
            a5 = a5.lanewise(XOR, a10).lanewise(ROR, 24);
            a6 = a6.lanewise(XOR, a11).lanewise(ROR, 24);
            a7 = a7.lanewise(XOR, a8).lanewise(ROR, 24);
            a4 = a4.lanewise(XOR, a9).lanewise(ROR, 24);
            b0 =
                    b0.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 8]))
                            .lanewise(ADD, b5);
            b1 =
                    b1.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 10]))
                            .lanewise(ADD, b6);
            b2 =
                    b2.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 12]))
                            .lanewise(ADD, b7);
            b3 =
                    b3.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 14]))
                            .lanewise(ADD, b4);
            a0 =
                    a0.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 9]))
                            .lanewise(ADD, a5);
            a1 =
                    a1.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 11]))
                            .lanewise(ADD, a6);
            a2 =
                    a2.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 13]))
                            .lanewise(ADD, a7);
            a3 =
                    a3.lanewise(ADD, LongVector.fromArray(species, blockA, WORD_AT[n + 15]))
                            .lanewise(ADD, a4);
            b15 = b15.lanewise(XOR, b0).lanewise(ROR, 32);
            b12 = b12.lanewise(XOR, b1).lanewise(ROR, 32);
            b13 = b13.lanewise(XOR, b2).lanewise(ROR, 32);
            b14 = b14.lanewise(XOR, b3).lanewise(ROR, 32);
            a15 = a15.lanewise(XOR, a0).lanewise(ROR, 16);
            a12 = a12.lanewise(XOR, a1).lanewise(ROR, 16);
            a13 = a13.lanewise(XOR, a2).lanewise(ROR, 16);
            a14 = a14.lanewise(XOR, a3).lanewise(ROR, 16);
            b10 = b10.lanewise(ADD, b15);
            b11 = b11.lanewise(ADD, b12);
            b8 = b8.lanewise(ADD, b13);
            b9 = b9.lanewise(ADD, b14);
            a10 = a10.lanewise(ADD, a15);
            a11 = a11.lanewise(ADD, a12);
            a8 = a8.lanewise(ADD, a13);
            a9 = a9.lanewise(ADD, a14);
            b5 = b5.lanewise(XOR, b10).lanewise(ROR, 24);
            b6 = b6.lanewise(XOR, b11).lanewise(ROR, 24);
            b7 = b7.lanewise(XOR, b8).lanewise(ROR, 24);
            b4 = b4.lanewise(XOR, b9).lanewise(ROR, 24);
            a5 = a5.lanewise(XOR, a10).lanewise(ROR, 63);
            a6 = a6.lanewise(XOR, a11).lanewise(ROR, 63);
            a7 = a7.lanewise(XOR, a8).lanewise(ROR, 63);
            a4 = a4.lanewise(XOR, a9).lanewise(ROR, 63);
            b0 =
                    b0.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 9]))
                            .lanewise(ADD, b5);
            b1 =
                    b1.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 11]))
                            .lanewise(ADD, b6);
            b2 =
                    b2.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 13]))
                            .lanewise(ADD, b7);
            b3 =
                    b3.lanewise(ADD, LongVector.fromArray(species, blockB, WORD_AT[n + 15]))
                            .lanewise(ADD, b4);
            b15 = b15.lanewise(XOR, b0).lanewise(ROR, 16);
            b12 = b12.lanewise(XOR, b1).lanewise(ROR, 16);
            b13 = b13.lanewise(XOR, b2).lanewise(ROR, 16);
            b14 = b14.lanewise(XOR, b3).lanewise(ROR, 16);
            b10 = b10.lanewise(ADD, b15);
            b11 = b11.lanewise(ADD, b12);
            b8 = b8.lanewise(ADD, b13);
            b9 = b9.lanewise(ADD, b14);
            b5 = b5.lanewise(XOR, b10).lanewise(ROR, 63);
            b6 = b6.lanewise(XOR, b11).lanewise(ROR, 63);
            b7 = b7.lanewise(XOR, b8).lanewise(ROR, 63);
            b4 = b4.lanewise(XOR, b9).lanewise(ROR, 63);
        }
        a0.lanewise(XOR, a8).intoArray(mix, 0);
        a1.lanewise(XOR, a9).intoArray(mix, 8);
        a2.lanewise(XOR, a10).intoArray(mix, 16);
        a3.lanewise(XOR, a11).intoArray(mix, 24);
        a4.lanewise(XOR, a12).intoArray(mix, 32);
        a5.lanewise(XOR, a13).intoArray(mix, 40);
        a6.lanewise(XOR, a14).intoArray(mix, 48);
        a7.lanewise(XOR, a15).intoArray(mix, 56);
        b0.lanewise(XOR, b8).intoArray(mix, 64);
        b1.lanewise(XOR, b9).intoArray(mix, 72);
        b2.lanewise(XOR, b10).intoArray(mix, 80);
        b3.lanewise(XOR, b11).intoArray(mix, 88);
        b4.lanewise(XOR, b12).intoArray(mix, 96);
        b5.lanewise(XOR, b13).intoArray(mix, 104);
        b6.lanewise(XOR, b14).intoArray(mix, 112);
        b7.lanewise(XOR, b15).intoArray(mix, 120);
    }

    private static void compressPart(
            long[] from,
            int fromAt,
            long[] block,
            int blockAt,
            long[] mix,
            int mixAt,
            long byteCount,
            long last) {
        VectorSpecies<Long> species = SPECIES;
        if (byteCount < 0) {
            species = Lanes.OTHER; // never: see Lanes
        }
        LongVector v0 = LongVector.fromArray(species, from, fromAt);
        LongVector v1 = LongVector.fromArray(species, from, fromAt + 8);
        LongVector v2 = LongVector.fromArray(species, from, fromAt + 16);
        LongVector v3 = LongVector.fromArray(species, from, fromAt + 24);
        LongVector v4 = LongVector.fromArray(species, from, fromAt + 32);
        LongVector v5 = LongVector.fromArray(species, from, fromAt + 40);
        LongVector v6 = LongVector.fromArray(species, from, fromAt + 48);
        LongVector v7 = LongVector.fromArray(species, from, fromAt + 56);
        LongVector v8 = LongVector.broadcast(SPECIES, IV0);
        LongVector v9 = LongVector.broadcast(SPECIES, IV1);
        LongVector v10 = LongVector.broadcast(SPECIES, IV2);
        LongVector v11 = LongVector.broadcast(SPECIES, IV3);
        LongVector v12 = LongVector.broadcast(SPECIES, IV4 ^ byteCount);
        LongVector v13 = LongVector.broadcast(SPECIES, IV5);
        LongVector v14 = LongVector.broadcast(SPECIES, IV6 ^ last);
        LongVector v15 = LongVector.broadcast(SPECIES, IV7);
        for (int n = 0; n < 192; n += 16) {
            v0 =
                    v0.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n] + blockAt))
                            .lanewise(ADD, v4);
            v1 =
                    v1.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 2] + blockAt))
                            .lanewise(ADD, v5);
            v2 =
                    v2.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 4] + blockAt))
                            .lanewise(ADD, v6);
            v3 =
                    v3.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 6] + blockAt))
                            .lanewise(ADD, v7);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 32);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 32);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 32);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 32);
            v8 = v8.lanewise(ADD, v12);
            v9 = v9.lanewise(ADD, v13);
            v10 = v10.lanewise(ADD, v14);
            v11 = v11.lanewise(ADD, v15);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 24);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 24);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 24);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 24);
            v0 =
                    v0.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 1] + blockAt))
                            .lanewise(ADD, v4);
            v1 =
                    v1.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 3] + blockAt))
                            .lanewise(ADD, v5);
            v2 =
                    v2.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 5] + blockAt))
                            .lanewise(ADD, v6);
            v3 =
                    v3.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 7] + blockAt))
                            .lanewise(ADD, v7);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 16);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 16);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 16);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 16);
            v8 = v8.lanewise(ADD, v12);
            v9 = v9.lanewise(ADD, v13);
            v10 = v10.lanewise(ADD, v14);
            v11 = v11.lanewise(ADD, v15);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 63);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 63);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 63);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 63);

            v0 =
                    v0.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 8] + blockAt))
                            .lanewise(ADD, v5);
            v1 =
                    v1.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 10] + blockAt))
                            .lanewise(ADD, v6);
            v2 =
                    v2.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 12] + blockAt))
                            .lanewise(ADD, v7);
            v3 =
                    v3.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 14] + blockAt))
                            .lanewise(ADD, v4);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 32);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 32);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 32);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 32);
            v10 = v10.lanewise(ADD, v15);
            v11 = v11.lanewise(ADD, v12);
            v8 = v8.lanewise(ADD, v13);
            v9 = v9.lanewise(ADD, v14);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 24);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 24);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 24);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 24);
            v0 =
                    v0.lanewise(ADD, LongVector.fromArray(species, block, WORD_AT[n + 9] + blockAt))
                            .lanewise(ADD, v5);
            v1 =
                    v1.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 11] + blockAt))
                            .lanewise(ADD, v6);
            v2 =
                    v2.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 13] + blockAt))
                            .lanewise(ADD, v7);
            v3 =
                    v3.lanewise(
                                    ADD,
                                    LongVector.fromArray(species, block, WORD_AT[n + 15] + blockAt))
                            .lanewise(ADD, v4);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 16);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 16);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 16);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 16);
            v10 = v10.lanewise(ADD, v15);
            v11 = v11.lanewise(ADD, v12);
            v8 = v8.lanewise(ADD, v13);
            v9 = v9.lanewise(ADD, v14);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 63);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 63);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 63);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 63);
        }
        v0.lanewise(XOR, v8).intoArray(mix, mixAt);
        v1.lanewise(XOR, v9).intoArray(mix, mixAt + 8);
        v2.lanewise(XOR, v10).intoArray(mix, mixAt + 16);
        v3.lanewise(XOR, v11).intoArray(mix, mixAt + 24);
        v4.lanewise(XOR, v12).intoArray(mix, mixAt + 32);
        v5.lanewise(XOR, v13).intoArray(mix, mixAt + 40);
        v6.lanewise(XOR, v14).intoArray(mix, mixAt + 48);
        v7.lanewise(XOR, v15).intoArray(mix, mixAt + 56);
    }

    private static void feedForward(
            long[] from, int fromAt, long[] mix, int mixAt, long[] to, int toAt, int longs) {
        for (int i = 0; i < longs; i += LANES) {
            LongVector.fromArray(SPECIES, from, fromAt + i)
                    .lanewise(XOR, LongVector.fromArray(SPECIES, mix, mixAt + i))
                    .intoArray(to, toAt + i);
        }
    }

    private static long[] start() {
        long[] words = new long[Blake2bBlock.STATE_WORDS];
        Blake2bBlock.start(words);
        long[] lanes = new long[STATE_LONGS];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = words[i >> 3];
        }
        return lanes;
    }

    private static int[] wordOffsets() {
        String[] schedule = {
            "0123456789abcdef",
            "ea489fd61c02b753",
            "b8c052fdae367194",
            "7931dcbe265a40f8",
            "905724afe1bc683d",
            "2c6a0b834d75fe19",
            "c51fed4a0763928b",
            "db7ec13950f4862a",
            "6fe9b308c2d714a5",
            "a2847615fb9e3cd0",
        };
        int[] offsets = new int[12 * 16];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = 8 * Character.digit(schedule[(i >> 4) % 10].charAt(i & 15), 16);
        }
        return offsets;
    }
}
