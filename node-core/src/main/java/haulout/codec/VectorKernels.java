// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the vector engine. A working row is two planes: the low halves of all its elements,
/// then the high halves, in the coordinates of [TowerField]. A plane is a multiple of [#LANES]
/// long, and rows lie one after another, so a run of rows is a run of bytes.
///
/// Everything in a kernel is written out, because the compiler stops inlining methods of ours in
/// bodies of this size, and a vector that is passed to a method that is not inlined is boxed.
///
/// Only [VectorEngine] touches this class, after it has made sure that the module is there.
final class VectorKernels {
    /// Bytes of a vector, as chosen by [VectorWidth].
    static final int LANES = VectorWidth.LANES;

    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, shape(LANES));

    /// Half a chunk of symbol bytes, or a part of that.
    private static final VectorSpecies<Byte> HALF =
            VectorSpecies.of(byte.class, shape(Math.min(LANES, 32)));

    private static final int HALF_LANES = HALF.length();

    /// Whether stores of a part of a vector are instructions; else bytes are moved one by one.
    private static final boolean MASKED = LANES == 64;

    /// Table index bits that a vector of [#LANES] entries takes.
    private static final int SHIFT = Integer.numberOfTrailingZeros(LANES);

    private static final int TABLE = TowerField.tableBytes(LANES);
    private static final byte[] TABLES = TowerField.tables(LANES);

    private VectorKernels() {}

    private static VectorShape shape(int lanes) {
        return VectorShape.forBitSize(8 * lanes);
    }

    /// Three layers of the transform with factors in the subfield, which act on each byte alone: the
    /// eight rows, or runs of rows, that lie `distance` bytes apart.
    ///
    /// @param from where the first is read
    /// @param to where the first is written; may be `from`
    /// @param length bytes of each run, a multiple of [#LANES]
    /// @param block number of this block among those of its outermost layer
    static void forward8(byte[] w, int from, int to, int distance, int length, int block) {
        ByteVector low0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE);
        ByteVector high0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE + LANES);
        ByteVector low1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE);
        ByteVector high1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE + LANES);
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE + LANES);
        ByteVector low3 = ByteVector.fromArray(BYTES, TABLES, 8 * block * TABLE);
        ByteVector high3 = ByteVector.fromArray(BYTES, TABLES, 8 * block * TABLE + LANES);
        ByteVector low4 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 2) * TABLE);
        ByteVector high4 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 2) * TABLE + LANES);
        ByteVector low5 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 4) * TABLE);
        ByteVector high5 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 4) * TABLE + LANES);
        ByteVector low6 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 6) * TABLE);
        ByteVector high6 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 6) * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            ByteVector x4 = ByteVector.fromArray(BYTES, w, at + 4 * distance);
            ByteVector x5 = ByteVector.fromArray(BYTES, w, at + 5 * distance);
            ByteVector x6 = ByteVector.fromArray(BYTES, w, at + 6 * distance);
            ByteVector x7 = ByteVector.fromArray(BYTES, w, at + 7 * distance);
            x0 = x0.lanewise(XOR, x4.selectFrom(low0))
                    .lanewise(XOR, x4.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x1 = x1.lanewise(XOR, x5.selectFrom(low0))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x2 = x2.lanewise(XOR, x6.selectFrom(low0))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x3 = x3.lanewise(XOR, x7.selectFrom(low0))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            x0 = x0.lanewise(XOR, x2.selectFrom(low1))
                    .lanewise(XOR, x2.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x1 = x1.lanewise(XOR, x3.selectFrom(low1))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x4 = x4.lanewise(XOR, x6.selectFrom(low2))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x5 = x5.lanewise(XOR, x7.selectFrom(low2))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x0 = x0.lanewise(XOR, x1.selectFrom(low3))
                    .lanewise(XOR, x1.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high3));
            x2 = x2.lanewise(XOR, x3.selectFrom(low4))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high4));
            x4 = x4.lanewise(XOR, x5.selectFrom(low5))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high5));
            x6 = x6.lanewise(XOR, x7.selectFrom(low6))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high6));
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            x5 = x5.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x6);
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
            x4.intoArray(w, at + 4 * distance);
            x5.intoArray(w, at + 5 * distance);
            x6.intoArray(w, at + 6 * distance);
            x7.intoArray(w, at + 7 * distance);
        }
    }

    /// The same for block 0, where the first factor of each layer is zero.
    static void forward8AtZero(byte[] w, int from, int to, int distance, int length) {
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE + LANES);
        ByteVector low4 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE);
        ByteVector high4 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE + LANES);
        ByteVector low5 = ByteVector.fromArray(BYTES, TABLES, 4 * TABLE);
        ByteVector high5 = ByteVector.fromArray(BYTES, TABLES, 4 * TABLE + LANES);
        ByteVector low6 = ByteVector.fromArray(BYTES, TABLES, 6 * TABLE);
        ByteVector high6 = ByteVector.fromArray(BYTES, TABLES, 6 * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            ByteVector x4 = ByteVector.fromArray(BYTES, w, at + 4 * distance);
            ByteVector x5 = ByteVector.fromArray(BYTES, w, at + 5 * distance);
            ByteVector x6 = ByteVector.fromArray(BYTES, w, at + 6 * distance);
            ByteVector x7 = ByteVector.fromArray(BYTES, w, at + 7 * distance);
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            x4 = x4.lanewise(XOR, x6.selectFrom(low2))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x5 = x5.lanewise(XOR, x7.selectFrom(low2))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x2 = x2.lanewise(XOR, x3.selectFrom(low4))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high4));
            x4 = x4.lanewise(XOR, x5.selectFrom(low5))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high5));
            x6 = x6.lanewise(XOR, x7.selectFrom(low6))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high6));
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            x5 = x5.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x6);
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
            x4.intoArray(w, at + 4 * distance);
            x5.intoArray(w, at + 5 * distance);
            x6.intoArray(w, at + 6 * distance);
            x7.intoArray(w, at + 7 * distance);
        }
    }

    /// Three layers of the inverse transform; parameters as in [#forward8].
    static void inverse8(byte[] w, int from, int to, int distance, int length, int block) {
        ByteVector low0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE);
        ByteVector high0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE + LANES);
        ByteVector low1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE);
        ByteVector high1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE + LANES);
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE + LANES);
        ByteVector low3 = ByteVector.fromArray(BYTES, TABLES, 8 * block * TABLE);
        ByteVector high3 = ByteVector.fromArray(BYTES, TABLES, 8 * block * TABLE + LANES);
        ByteVector low4 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 2) * TABLE);
        ByteVector high4 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 2) * TABLE + LANES);
        ByteVector low5 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 4) * TABLE);
        ByteVector high5 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 4) * TABLE + LANES);
        ByteVector low6 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 6) * TABLE);
        ByteVector high6 = ByteVector.fromArray(BYTES, TABLES, (8 * block + 6) * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            ByteVector x4 = ByteVector.fromArray(BYTES, w, at + 4 * distance);
            ByteVector x5 = ByteVector.fromArray(BYTES, w, at + 5 * distance);
            ByteVector x6 = ByteVector.fromArray(BYTES, w, at + 6 * distance);
            ByteVector x7 = ByteVector.fromArray(BYTES, w, at + 7 * distance);
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            x5 = x5.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x6);
            x0 = x0.lanewise(XOR, x1.selectFrom(low3))
                    .lanewise(XOR, x1.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high3));
            x2 = x2.lanewise(XOR, x3.selectFrom(low4))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high4));
            x4 = x4.lanewise(XOR, x5.selectFrom(low5))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high5));
            x6 = x6.lanewise(XOR, x7.selectFrom(low6))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high6));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x0 = x0.lanewise(XOR, x2.selectFrom(low1))
                    .lanewise(XOR, x2.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x1 = x1.lanewise(XOR, x3.selectFrom(low1))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x4 = x4.lanewise(XOR, x6.selectFrom(low2))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x5 = x5.lanewise(XOR, x7.selectFrom(low2))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            x0 = x0.lanewise(XOR, x4.selectFrom(low0))
                    .lanewise(XOR, x4.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x1 = x1.lanewise(XOR, x5.selectFrom(low0))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x2 = x2.lanewise(XOR, x6.selectFrom(low0))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x3 = x3.lanewise(XOR, x7.selectFrom(low0))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
            x4.intoArray(w, at + 4 * distance);
            x5.intoArray(w, at + 5 * distance);
            x6.intoArray(w, at + 6 * distance);
            x7.intoArray(w, at + 7 * distance);
        }
    }

    /// The same for block 0, where the first factor of each layer is zero.
    static void inverse8AtZero(byte[] w, int from, int to, int distance, int length) {
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE + LANES);
        ByteVector low4 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE);
        ByteVector high4 = ByteVector.fromArray(BYTES, TABLES, 2 * TABLE + LANES);
        ByteVector low5 = ByteVector.fromArray(BYTES, TABLES, 4 * TABLE);
        ByteVector high5 = ByteVector.fromArray(BYTES, TABLES, 4 * TABLE + LANES);
        ByteVector low6 = ByteVector.fromArray(BYTES, TABLES, 6 * TABLE);
        ByteVector high6 = ByteVector.fromArray(BYTES, TABLES, 6 * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            ByteVector x4 = ByteVector.fromArray(BYTES, w, at + 4 * distance);
            ByteVector x5 = ByteVector.fromArray(BYTES, w, at + 5 * distance);
            ByteVector x6 = ByteVector.fromArray(BYTES, w, at + 6 * distance);
            ByteVector x7 = ByteVector.fromArray(BYTES, w, at + 7 * distance);
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            x5 = x5.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x6);
            x2 = x2.lanewise(XOR, x3.selectFrom(low4))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high4));
            x4 = x4.lanewise(XOR, x5.selectFrom(low5))
                    .lanewise(XOR, x5.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high5));
            x6 = x6.lanewise(XOR, x7.selectFrom(low6))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high6));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x4 = x4.lanewise(XOR, x6.selectFrom(low2))
                    .lanewise(XOR, x6.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x5 = x5.lanewise(XOR, x7.selectFrom(low2))
                    .lanewise(XOR, x7.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
            x4.intoArray(w, at + 4 * distance);
            x5.intoArray(w, at + 5 * distance);
            x6.intoArray(w, at + 6 * distance);
            x7.intoArray(w, at + 7 * distance);
        }
    }

    /// Two layers of the transform; parameters as in [#forward8].
    static void forward4(byte[] w, int from, int to, int distance, int length, int block) {
        ByteVector low0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE);
        ByteVector high0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE + LANES);
        ByteVector low1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE);
        ByteVector high1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE + LANES);
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            x0 = x0.lanewise(XOR, x2.selectFrom(low0))
                    .lanewise(XOR, x2.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x1 = x1.lanewise(XOR, x3.selectFrom(low0))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x0 = x0.lanewise(XOR, x1.selectFrom(low1))
                    .lanewise(XOR, x1.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x2 = x2.lanewise(XOR, x3.selectFrom(low2))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
        }
    }

    /// Two layers of the inverse transform; parameters as in [#forward8].
    static void inverse4(byte[] w, int from, int to, int distance, int length, int block) {
        ByteVector low0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE);
        ByteVector high0 = ByteVector.fromArray(BYTES, TABLES, 2 * block * TABLE + LANES);
        ByteVector low1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE);
        ByteVector high1 = ByteVector.fromArray(BYTES, TABLES, 4 * block * TABLE + LANES);
        ByteVector low2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE);
        ByteVector high2 = ByteVector.fromArray(BYTES, TABLES, (4 * block + 2) * TABLE + LANES);
        for (int i = 0; i < length; i += LANES) {
            int at = from + i;
            ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
            ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
            ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
            ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
            x1 = x1.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x2);
            x0 = x0.lanewise(XOR, x1.selectFrom(low1))
                    .lanewise(XOR, x1.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high1));
            x2 = x2.lanewise(XOR, x3.selectFrom(low2))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x0 = x0.lanewise(XOR, x2.selectFrom(low0))
                    .lanewise(XOR, x2.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            x1 = x1.lanewise(XOR, x3.selectFrom(low0))
                    .lanewise(XOR, x3.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high0));
            at = to + i;
            x0.intoArray(w, at);
            x1.intoArray(w, at + distance);
            x2.intoArray(w, at + 2 * distance);
            x3.intoArray(w, at + 3 * distance);
        }
    }

    /// One layer of the transform with any factor, which mixes the planes.
    ///
    /// @param from where the first of `rows` rows is read; its partners are `distance` bytes on
    /// @param to where it is written; may be `from`
    /// @param plane bytes of a plane, a multiple of [#LANES]
    /// @param factor any field element
    static void forward2(
            byte[] w, int from, int to, int distance, int rows, int plane, int factor) {
        int uTable = TowerField.low(factor) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = TowerField.cross(factor) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = TowerField.both(factor) * TABLE;
        ByteVector lowW = ByteVector.fromArray(BYTES, TABLES, wTable);
        ByteVector highW = ByteVector.fromArray(BYTES, TABLES, wTable + LANES);
        int end = from + 2 * plane * rows;
        for (int row = from, out = to; row < end; row += 2 * plane, out += 2 * plane) {
            for (int i = 0; i < plane; i += LANES) {
                int at = row + i;
                ByteVector x = ByteVector.fromArray(BYTES, w, at);
                ByteVector xh = ByteVector.fromArray(BYTES, w, at + plane);
                ByteVector y = ByteVector.fromArray(BYTES, w, at + distance);
                ByteVector yh = ByteVector.fromArray(BYTES, w, at + distance + plane);
                ByteVector sum = y.lanewise(XOR, yh);
                ByteVector u = y.selectFrom(lowU).lanewise(XOR, y.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highU));
                x = x.lanewise(XOR, u).lanewise(XOR, yh.selectFrom(lowV)).lanewise(XOR, yh.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highV));
                xh = xh.lanewise(XOR, u).lanewise(XOR, sum.selectFrom(lowW)).lanewise(XOR, sum.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highW));
                y = y.lanewise(XOR, x);
                yh = yh.lanewise(XOR, xh);
                at = out + i;
                x.intoArray(w, at);
                xh.intoArray(w, at + plane);
                y.intoArray(w, at + distance);
                yh.intoArray(w, at + distance + plane);
            }
        }
    }

    /// One layer of the inverse transform; parameters as in [#forward2].
    static void inverse2(
            byte[] w, int from, int to, int distance, int rows, int plane, int factor) {
        int uTable = TowerField.low(factor) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = TowerField.cross(factor) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = TowerField.both(factor) * TABLE;
        ByteVector lowW = ByteVector.fromArray(BYTES, TABLES, wTable);
        ByteVector highW = ByteVector.fromArray(BYTES, TABLES, wTable + LANES);
        int end = from + 2 * plane * rows;
        for (int row = from, out = to; row < end; row += 2 * plane, out += 2 * plane) {
            for (int i = 0; i < plane; i += LANES) {
                int at = row + i;
                ByteVector x = ByteVector.fromArray(BYTES, w, at);
                ByteVector xh = ByteVector.fromArray(BYTES, w, at + plane);
                ByteVector y = ByteVector.fromArray(BYTES, w, at + distance);
                ByteVector yh = ByteVector.fromArray(BYTES, w, at + distance + plane);
                y = y.lanewise(XOR, x);
                yh = yh.lanewise(XOR, xh);
                ByteVector sum = y.lanewise(XOR, yh);
                ByteVector u = y.selectFrom(lowU).lanewise(XOR, y.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highU));
                x = x.lanewise(XOR, u).lanewise(XOR, yh.selectFrom(lowV)).lanewise(XOR, yh.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highV));
                xh = xh.lanewise(XOR, u).lanewise(XOR, sum.selectFrom(lowW)).lanewise(XOR, sum.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highW));
                at = out + i;
                x.intoArray(w, at);
                xh.intoArray(w, at + plane);
                y.intoArray(w, at + distance);
                yh.intoArray(w, at + distance + plane);
            }
        }
    }

    /// One row times any field element.
    static void multiply(byte[] w, int row, int plane, int factor) {
        int uTable = TowerField.low(factor) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = TowerField.cross(factor) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = TowerField.both(factor) * TABLE;
        ByteVector lowW = ByteVector.fromArray(BYTES, TABLES, wTable);
        ByteVector highW = ByteVector.fromArray(BYTES, TABLES, wTable + LANES);
        for (int at = row; at < row + plane; at += LANES) {
            ByteVector y = ByteVector.fromArray(BYTES, w, at);
            ByteVector yh = ByteVector.fromArray(BYTES, w, at + plane);
            ByteVector sum = y.lanewise(XOR, yh);
            ByteVector u = y.selectFrom(lowU).lanewise(XOR, y.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highU));
            u.lanewise(XOR, yh.selectFrom(lowV)).lanewise(XOR, yh.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highV)).intoArray(w, at);
            u.lanewise(XOR, sum.selectFrom(lowW)).lanewise(XOR, sum.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(highW)).intoArray(w, at + plane);
        }
    }

    /// Rows between the protocol's coordinates and the tower's, in either direction.
    static void convert(byte[] w, int from, int rows, int plane) {
        ByteVector low = ByteVector.fromArray(BYTES, TABLES, TowerField.LAMBDA * TABLE);
        ByteVector high = ByteVector.fromArray(BYTES, TABLES, TowerField.LAMBDA * TABLE + LANES);
        int end = from + 2 * plane * rows;
        for (int row = from; row < end; row += 2 * plane) {
            for (int i = 0; i < plane; i += LANES) {
                int at = row + i;
                ByteVector x = ByteVector.fromArray(BYTES, w, at);
                ByteVector y = ByteVector.fromArray(BYTES, w, at + plane);
                x.lanewise(XOR, y.selectFrom(low)).lanewise(XOR, y.reinterpretAsLongs().lanewise(LSHR, SHIFT).reinterpretAsBytes().selectFrom(high)).intoArray(w, at);
            }
        }
    }

    /// `length` bytes from `to` on `^=` those from `from` on.
    static void add(byte[] w, int to, int from, int length) {
        for (int i = 0; i < length; i += LANES) {
            ByteVector.fromArray(BYTES, w, to + i)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, w, from + i))
                    .intoArray(w, to + i);
        }
    }

    /// Reads one row's part of a strip: chunks of 64 bytes (the last of a symbol may be shorter), low
    /// halves to the low plane, high halves to the high plane.
    ///
    /// @param start index of the first symbol of the strip in `bytes`
    /// @param firstByte where in it the strip begins
    /// @param words length of the strip
    /// @param low index of the low plane in `w`
    static void gather(
            byte[] bytes,
            int start,
            int symbolStride,
            int symbolBytes,
            int firstByte,
            int words,
            byte[] w,
            int low,
            int plane) {
        int to = low;
        int end = low + words;
        int symbol = start;
        int from = firstByte;
        while (to < end) {
            int count = Math.min(symbolBytes - from, 2 * (end - to));
            int at = symbol + from;
            int chunksEnd = at + (count & -64);
            for (; at < chunksEnd; at += 64) {
                for (int i = 0; i < 32; i += HALF_LANES) {
                    ByteVector.fromArray(HALF, bytes, at + i).intoArray(w, to + i);
                    ByteVector.fromArray(HALF, bytes, at + 32 + i).intoArray(w, to + plane + i);
                }
                to += 32;
            }
            int half = (count & 63) >> 1;
            if (half != 0) {
                move(bytes, at, w, to, half);
                move(bytes, at + half, w, to + plane, half);
                to += half;
            }
            from = 0;
            symbol += symbolStride;
        }
    }

    /// Writes one row's part of a strip, and nothing but that; parameters as in [#gather].
    static void scatter(
            byte[] bytes,
            int start,
            int symbolStride,
            int symbolBytes,
            int firstByte,
            int words,
            byte[] w,
            int low,
            int plane) {
        int from = low;
        int end = low + words;
        int symbol = start;
        int to = firstByte;
        while (from < end) {
            int count = Math.min(symbolBytes - to, 2 * (end - from));
            int at = symbol + to;
            int chunksEnd = at + (count & -64);
            for (; at < chunksEnd; at += 64) {
                for (int i = 0; i < 32; i += HALF_LANES) {
                    ByteVector.fromArray(HALF, w, from + i).intoArray(bytes, at + i);
                    ByteVector.fromArray(HALF, w, from + plane + i).intoArray(bytes, at + 32 + i);
                }
                from += 32;
            }
            int half = (count & 63) >> 1;
            if (half != 0) {
                move(w, from, bytes, at, half);
                move(w, from + plane, bytes, at + half, half);
                from += half;
            }
            to = 0;
            symbol += symbolStride;
        }
    }

    /// Copies fewer than 32 bytes, exactly.
    private static void move(byte[] source, int from, byte[] target, int to, int count) {
        if (MASKED) {
            VectorMask<Byte> mask = VectorMask.fromLong(HALF, (1L << count) - 1);
            ByteVector.fromArray(HALF, source, from, mask).intoArray(target, to, mask);
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }
}
