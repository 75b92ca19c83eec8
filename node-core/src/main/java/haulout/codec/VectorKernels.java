// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the vector engine. A working row is two planes: the low halves of all its elements,
/// then the high halves, in the coordinates of [TowerField]. A plane is a multiple of [#LANES]
/// long, and rows lie one after another, so a run of rows is a run of bytes.
///
/// Everything in a kernel is written out, because the compiler stops inlining methods of ours in
/// bodies of this size, and a vector that is passed to a method that is not inlined is boxed.
///
/// All vectors are of one width, on purpose. A kernel inlines the same few methods of the Vector
/// API hundreds of times, and their profiles and deoptimisations are counted per process, not per
/// kernel. Once those methods had been compiled for one width, each first use of another would cost
/// some deoptimisations, and each inlined copy adds them to its kernel's account; over a limit of
/// 100 (`PerMethodTrapLimit`) the compiler no longer trusts types, boxes every vector, and the
/// kernel is ten times slower for as long as the process lives. That happened in some processes
/// while odd chunks and tails used narrower vectors.
///
/// Only [VectorEngine] touches this class, after it has made sure that the module is there.
final class VectorKernels {
    /// Bytes of a vector, as chosen by [VectorWidth].
    static final int LANES = VectorWidth.LANES;

    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, shape(LANES));

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    /// Table index bits that a vector of [#LANES] entries takes.
    private static final int SHIFT = Integer.numberOfTrailingZeros(LANES);

    private static final int CACHE_LINE = 64;

    /// Bytes of a run after which the processor has noticed that it is one.
    private static final int TOUCHED_BYTES = 512;

    /// The upper half of a vector, and a vector with its halves exchanged.
    private static final VectorMask<Byte> UPPER = VectorMask.fromLong(BYTES, -1L << (LANES / 2));

    private static final VectorShuffle<Byte> SWAP = VectorShuffle.iota(BYTES, LANES / 2, 1, true);

    private static final int TABLE = TowerField.tableBytes(LANES);
    private static final byte[] TABLES = TowerField.tables(LANES);

    private static final int LAMBDA = TowerField.LAMBDA * TABLE;

    private VectorKernels() {}

    /// Uses every operation of the kernels once: the Vector API remembers how an operation is done
    /// when it is first used, and its methods should not be compiled before that.
    ///
    /// @return anything
    static byte useAll() {
        ByteVector v = ByteVector.broadcast(BYTES, SHIFT);
        return v.lanewise(XOR, v)
                .reinterpretAsLongs()
                .lanewise(LSHR, SHIFT)
                .reinterpretAsBytes()
                .lane(0);
    }

    private static VectorShape shape(int lanes) {
        return VectorShape.forBitSize(8 * lanes);
    }

    /// Three layers of the transform with factors in the subfield, which act on each byte alone:
    /// the eight rows, or runs of rows, that lie `distance` bytes apart.
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
            x0 =
                    x0.lanewise(XOR, x4.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x4.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x1 =
                    x1.lanewise(XOR, x5.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x2 =
                    x2.lanewise(XOR, x6.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x3 =
                    x3.lanewise(XOR, x7.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            x0 =
                    x0.lanewise(XOR, x2.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x2.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x1 =
                    x1.lanewise(XOR, x3.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x4 =
                    x4.lanewise(XOR, x6.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x5 =
                    x5.lanewise(XOR, x7.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x0 =
                    x0.lanewise(XOR, x1.selectFrom(low3))
                            .lanewise(
                                    XOR,
                                    x1.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high3));
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low4))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high4));
            x4 =
                    x4.lanewise(XOR, x5.selectFrom(low5))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high5));
            x6 =
                    x6.lanewise(XOR, x7.selectFrom(low6))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high6));
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
            x4 =
                    x4.lanewise(XOR, x6.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x5 =
                    x5.lanewise(XOR, x7.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low4))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high4));
            x4 =
                    x4.lanewise(XOR, x5.selectFrom(low5))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high5));
            x6 =
                    x6.lanewise(XOR, x7.selectFrom(low6))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high6));
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
            x0 =
                    x0.lanewise(XOR, x1.selectFrom(low3))
                            .lanewise(
                                    XOR,
                                    x1.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high3));
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low4))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high4));
            x4 =
                    x4.lanewise(XOR, x5.selectFrom(low5))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high5));
            x6 =
                    x6.lanewise(XOR, x7.selectFrom(low6))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high6));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x0 =
                    x0.lanewise(XOR, x2.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x2.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x1 =
                    x1.lanewise(XOR, x3.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x4 =
                    x4.lanewise(XOR, x6.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x5 =
                    x5.lanewise(XOR, x7.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x4 = x4.lanewise(XOR, x0);
            x5 = x5.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x2);
            x7 = x7.lanewise(XOR, x3);
            x0 =
                    x0.lanewise(XOR, x4.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x4.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x1 =
                    x1.lanewise(XOR, x5.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x2 =
                    x2.lanewise(XOR, x6.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x3 =
                    x3.lanewise(XOR, x7.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
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
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low4))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high4));
            x4 =
                    x4.lanewise(XOR, x5.selectFrom(low5))
                            .lanewise(
                                    XOR,
                                    x5.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high5));
            x6 =
                    x6.lanewise(XOR, x7.selectFrom(low6))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high6));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x6 = x6.lanewise(XOR, x4);
            x7 = x7.lanewise(XOR, x5);
            x4 =
                    x4.lanewise(XOR, x6.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x6.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x5 =
                    x5.lanewise(XOR, x7.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x7.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
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
            x0 =
                    x0.lanewise(XOR, x2.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x2.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x1 =
                    x1.lanewise(XOR, x3.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x0 =
                    x0.lanewise(XOR, x1.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x1.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
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
            x0 =
                    x0.lanewise(XOR, x1.selectFrom(low1))
                            .lanewise(
                                    XOR,
                                    x1.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high1));
            x2 =
                    x2.lanewise(XOR, x3.selectFrom(low2))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high2));
            x2 = x2.lanewise(XOR, x0);
            x3 = x3.lanewise(XOR, x1);
            x0 =
                    x0.lanewise(XOR, x2.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x2.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
            x1 =
                    x1.lanewise(XOR, x3.selectFrom(low0))
                            .lanewise(
                                    XOR,
                                    x3.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(high0));
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
    /// @param factor any field element, as [TowerField#constants]
    static void forward2(
            byte[] w, int from, int to, int distance, int rows, int plane, int factor) {
        int uTable = (factor & 255) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = (factor >> 8 & 255) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = (factor >> 16) * TABLE;
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
                ByteVector u =
                        y.selectFrom(lowU)
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU));
                x =
                        x.lanewise(XOR, u)
                                .lanewise(XOR, yh.selectFrom(lowV))
                                .lanewise(
                                        XOR,
                                        yh.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV));
                xh =
                        xh.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW));
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
        int uTable = (factor & 255) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = (factor >> 8 & 255) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = (factor >> 16) * TABLE;
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
                ByteVector u =
                        y.selectFrom(lowU)
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU));
                x =
                        x.lanewise(XOR, u)
                                .lanewise(XOR, yh.selectFrom(lowV))
                                .lanewise(
                                        XOR,
                                        yh.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV));
                xh =
                        xh.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW));
                at = out + i;
                x.intoArray(w, at);
                xh.intoArray(w, at + plane);
                y.intoArray(w, at + distance);
                yh.intoArray(w, at + distance + plane);
            }
        }
    }

    /// Two layers of the transform with any factors.
    ///
    /// @param factor0 of the outer layer, as [TowerField#constants]
    /// @param factor1 of the inner layer's first half
    /// @param factor2 of the inner layer's second half
    static void forward4Any(
            byte[] w,
            int from,
            int to,
            int distance,
            int rows,
            int plane,
            int factor0,
            int factor1,
            int factor2) {
        int tableU0 = (factor0 & 255) * TABLE;
        ByteVector lowU0 = ByteVector.fromArray(BYTES, TABLES, tableU0);
        ByteVector highU0 = ByteVector.fromArray(BYTES, TABLES, tableU0 + LANES);
        int tableV0 = (factor0 >> 8 & 255) * TABLE;
        ByteVector lowV0 = ByteVector.fromArray(BYTES, TABLES, tableV0);
        ByteVector highV0 = ByteVector.fromArray(BYTES, TABLES, tableV0 + LANES);
        int tableW0 = (factor0 >> 16) * TABLE;
        ByteVector lowW0 = ByteVector.fromArray(BYTES, TABLES, tableW0);
        ByteVector highW0 = ByteVector.fromArray(BYTES, TABLES, tableW0 + LANES);
        int tableU1 = (factor1 & 255) * TABLE;
        ByteVector lowU1 = ByteVector.fromArray(BYTES, TABLES, tableU1);
        ByteVector highU1 = ByteVector.fromArray(BYTES, TABLES, tableU1 + LANES);
        int tableV1 = (factor1 >> 8 & 255) * TABLE;
        ByteVector lowV1 = ByteVector.fromArray(BYTES, TABLES, tableV1);
        ByteVector highV1 = ByteVector.fromArray(BYTES, TABLES, tableV1 + LANES);
        int tableW1 = (factor1 >> 16) * TABLE;
        ByteVector lowW1 = ByteVector.fromArray(BYTES, TABLES, tableW1);
        ByteVector highW1 = ByteVector.fromArray(BYTES, TABLES, tableW1 + LANES);
        int tableU2 = (factor2 & 255) * TABLE;
        ByteVector lowU2 = ByteVector.fromArray(BYTES, TABLES, tableU2);
        ByteVector highU2 = ByteVector.fromArray(BYTES, TABLES, tableU2 + LANES);
        int tableV2 = (factor2 >> 8 & 255) * TABLE;
        ByteVector lowV2 = ByteVector.fromArray(BYTES, TABLES, tableV2);
        ByteVector highV2 = ByteVector.fromArray(BYTES, TABLES, tableV2 + LANES);
        int tableW2 = (factor2 >> 16) * TABLE;
        ByteVector lowW2 = ByteVector.fromArray(BYTES, TABLES, tableW2);
        ByteVector highW2 = ByteVector.fromArray(BYTES, TABLES, tableW2 + LANES);
        int end = from + 2 * plane * rows;
        for (int row = from, out = to; row < end; row += 2 * plane, out += 2 * plane) {
            for (int i = 0; i < plane; i += LANES) {
                int at = row + i;
                ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
                ByteVector y0 = ByteVector.fromArray(BYTES, w, at + plane);
                ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
                ByteVector y1 = ByteVector.fromArray(BYTES, w, at + distance + plane);
                ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
                ByteVector y2 = ByteVector.fromArray(BYTES, w, at + 2 * distance + plane);
                ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
                ByteVector y3 = ByteVector.fromArray(BYTES, w, at + 3 * distance + plane);
                ByteVector sum = x2.lanewise(XOR, y2);
                ByteVector u =
                        x2.selectFrom(lowU0)
                                .lanewise(
                                        XOR,
                                        x2.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU0));
                x0 =
                        x0.lanewise(XOR, u)
                                .lanewise(XOR, y2.selectFrom(lowV0))
                                .lanewise(
                                        XOR,
                                        y2.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV0));
                y0 =
                        y0.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW0))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW0));
                sum = x3.lanewise(XOR, y3);
                u =
                        x3.selectFrom(lowU0)
                                .lanewise(
                                        XOR,
                                        x3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU0));
                x1 =
                        x1.lanewise(XOR, u)
                                .lanewise(XOR, y3.selectFrom(lowV0))
                                .lanewise(
                                        XOR,
                                        y3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV0));
                y1 =
                        y1.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW0))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW0));
                x2 = x2.lanewise(XOR, x0);
                y2 = y2.lanewise(XOR, y0);
                x3 = x3.lanewise(XOR, x1);
                y3 = y3.lanewise(XOR, y1);
                sum = x1.lanewise(XOR, y1);
                u =
                        x1.selectFrom(lowU1)
                                .lanewise(
                                        XOR,
                                        x1.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU1));
                x0 =
                        x0.lanewise(XOR, u)
                                .lanewise(XOR, y1.selectFrom(lowV1))
                                .lanewise(
                                        XOR,
                                        y1.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV1));
                y0 =
                        y0.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW1))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW1));
                sum = x3.lanewise(XOR, y3);
                u =
                        x3.selectFrom(lowU2)
                                .lanewise(
                                        XOR,
                                        x3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU2));
                x2 =
                        x2.lanewise(XOR, u)
                                .lanewise(XOR, y3.selectFrom(lowV2))
                                .lanewise(
                                        XOR,
                                        y3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV2));
                y2 =
                        y2.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW2))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW2));
                x1 = x1.lanewise(XOR, x0);
                y1 = y1.lanewise(XOR, y0);
                x3 = x3.lanewise(XOR, x2);
                y3 = y3.lanewise(XOR, y2);
                at = out + i;
                x0.intoArray(w, at);
                y0.intoArray(w, at + plane);
                x1.intoArray(w, at + distance);
                y1.intoArray(w, at + distance + plane);
                x2.intoArray(w, at + 2 * distance);
                y2.intoArray(w, at + 2 * distance + plane);
                x3.intoArray(w, at + 3 * distance);
                y3.intoArray(w, at + 3 * distance + plane);
            }
        }
    }

    /// Two layers of the inverse transform with any factors; parameters as in [#forward4Any].
    static void inverse4Any(
            byte[] w,
            int from,
            int to,
            int distance,
            int rows,
            int plane,
            int factor0,
            int factor1,
            int factor2) {
        int tableU0 = (factor0 & 255) * TABLE;
        ByteVector lowU0 = ByteVector.fromArray(BYTES, TABLES, tableU0);
        ByteVector highU0 = ByteVector.fromArray(BYTES, TABLES, tableU0 + LANES);
        int tableV0 = (factor0 >> 8 & 255) * TABLE;
        ByteVector lowV0 = ByteVector.fromArray(BYTES, TABLES, tableV0);
        ByteVector highV0 = ByteVector.fromArray(BYTES, TABLES, tableV0 + LANES);
        int tableW0 = (factor0 >> 16) * TABLE;
        ByteVector lowW0 = ByteVector.fromArray(BYTES, TABLES, tableW0);
        ByteVector highW0 = ByteVector.fromArray(BYTES, TABLES, tableW0 + LANES);
        int tableU1 = (factor1 & 255) * TABLE;
        ByteVector lowU1 = ByteVector.fromArray(BYTES, TABLES, tableU1);
        ByteVector highU1 = ByteVector.fromArray(BYTES, TABLES, tableU1 + LANES);
        int tableV1 = (factor1 >> 8 & 255) * TABLE;
        ByteVector lowV1 = ByteVector.fromArray(BYTES, TABLES, tableV1);
        ByteVector highV1 = ByteVector.fromArray(BYTES, TABLES, tableV1 + LANES);
        int tableW1 = (factor1 >> 16) * TABLE;
        ByteVector lowW1 = ByteVector.fromArray(BYTES, TABLES, tableW1);
        ByteVector highW1 = ByteVector.fromArray(BYTES, TABLES, tableW1 + LANES);
        int tableU2 = (factor2 & 255) * TABLE;
        ByteVector lowU2 = ByteVector.fromArray(BYTES, TABLES, tableU2);
        ByteVector highU2 = ByteVector.fromArray(BYTES, TABLES, tableU2 + LANES);
        int tableV2 = (factor2 >> 8 & 255) * TABLE;
        ByteVector lowV2 = ByteVector.fromArray(BYTES, TABLES, tableV2);
        ByteVector highV2 = ByteVector.fromArray(BYTES, TABLES, tableV2 + LANES);
        int tableW2 = (factor2 >> 16) * TABLE;
        ByteVector lowW2 = ByteVector.fromArray(BYTES, TABLES, tableW2);
        ByteVector highW2 = ByteVector.fromArray(BYTES, TABLES, tableW2 + LANES);
        int end = from + 2 * plane * rows;
        for (int row = from, out = to; row < end; row += 2 * plane, out += 2 * plane) {
            for (int i = 0; i < plane; i += LANES) {
                int at = row + i;
                ByteVector x0 = ByteVector.fromArray(BYTES, w, at);
                ByteVector y0 = ByteVector.fromArray(BYTES, w, at + plane);
                ByteVector x1 = ByteVector.fromArray(BYTES, w, at + distance);
                ByteVector y1 = ByteVector.fromArray(BYTES, w, at + distance + plane);
                ByteVector x2 = ByteVector.fromArray(BYTES, w, at + 2 * distance);
                ByteVector y2 = ByteVector.fromArray(BYTES, w, at + 2 * distance + plane);
                ByteVector x3 = ByteVector.fromArray(BYTES, w, at + 3 * distance);
                ByteVector y3 = ByteVector.fromArray(BYTES, w, at + 3 * distance + plane);
                x1 = x1.lanewise(XOR, x0);
                y1 = y1.lanewise(XOR, y0);
                x3 = x3.lanewise(XOR, x2);
                y3 = y3.lanewise(XOR, y2);
                ByteVector sum = x1.lanewise(XOR, y1);
                ByteVector u =
                        x1.selectFrom(lowU1)
                                .lanewise(
                                        XOR,
                                        x1.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU1));
                x0 =
                        x0.lanewise(XOR, u)
                                .lanewise(XOR, y1.selectFrom(lowV1))
                                .lanewise(
                                        XOR,
                                        y1.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV1));
                y0 =
                        y0.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW1))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW1));
                sum = x3.lanewise(XOR, y3);
                u =
                        x3.selectFrom(lowU2)
                                .lanewise(
                                        XOR,
                                        x3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU2));
                x2 =
                        x2.lanewise(XOR, u)
                                .lanewise(XOR, y3.selectFrom(lowV2))
                                .lanewise(
                                        XOR,
                                        y3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV2));
                y2 =
                        y2.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW2))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW2));
                x2 = x2.lanewise(XOR, x0);
                y2 = y2.lanewise(XOR, y0);
                x3 = x3.lanewise(XOR, x1);
                y3 = y3.lanewise(XOR, y1);
                sum = x2.lanewise(XOR, y2);
                u =
                        x2.selectFrom(lowU0)
                                .lanewise(
                                        XOR,
                                        x2.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU0));
                x0 =
                        x0.lanewise(XOR, u)
                                .lanewise(XOR, y2.selectFrom(lowV0))
                                .lanewise(
                                        XOR,
                                        y2.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV0));
                y0 =
                        y0.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW0))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW0));
                sum = x3.lanewise(XOR, y3);
                u =
                        x3.selectFrom(lowU0)
                                .lanewise(
                                        XOR,
                                        x3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highU0));
                x1 =
                        x1.lanewise(XOR, u)
                                .lanewise(XOR, y3.selectFrom(lowV0))
                                .lanewise(
                                        XOR,
                                        y3.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highV0));
                y1 =
                        y1.lanewise(XOR, u)
                                .lanewise(XOR, sum.selectFrom(lowW0))
                                .lanewise(
                                        XOR,
                                        sum.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(highW0));
                at = out + i;
                x0.intoArray(w, at);
                y0.intoArray(w, at + plane);
                x1.intoArray(w, at + distance);
                y1.intoArray(w, at + distance + plane);
                x2.intoArray(w, at + 2 * distance);
                y2.intoArray(w, at + 2 * distance + plane);
                x3.intoArray(w, at + 3 * distance);
                y3.intoArray(w, at + 3 * distance + plane);
            }
        }
    }

    /// One row times any field element, given as [TowerField#constants].
    static void multiply(byte[] w, int row, int plane, int factor) {
        int uTable = (factor & 255) * TABLE;
        ByteVector lowU = ByteVector.fromArray(BYTES, TABLES, uTable);
        ByteVector highU = ByteVector.fromArray(BYTES, TABLES, uTable + LANES);
        int vTable = (factor >> 8 & 255) * TABLE;
        ByteVector lowV = ByteVector.fromArray(BYTES, TABLES, vTable);
        ByteVector highV = ByteVector.fromArray(BYTES, TABLES, vTable + LANES);
        int wTable = (factor >> 16) * TABLE;
        ByteVector lowW = ByteVector.fromArray(BYTES, TABLES, wTable);
        ByteVector highW = ByteVector.fromArray(BYTES, TABLES, wTable + LANES);
        for (int at = row; at < row + plane; at += LANES) {
            ByteVector y = ByteVector.fromArray(BYTES, w, at);
            ByteVector yh = ByteVector.fromArray(BYTES, w, at + plane);
            ByteVector sum = y.lanewise(XOR, yh);
            ByteVector u =
                    y.selectFrom(lowU)
                            .lanewise(
                                    XOR,
                                    y.reinterpretAsLongs()
                                            .lanewise(LSHR, SHIFT)
                                            .reinterpretAsBytes()
                                            .selectFrom(highU));
            u.lanewise(XOR, yh.selectFrom(lowV))
                    .lanewise(
                            XOR,
                            yh.reinterpretAsLongs()
                                    .lanewise(LSHR, SHIFT)
                                    .reinterpretAsBytes()
                                    .selectFrom(highV))
                    .intoArray(w, at);
            u.lanewise(XOR, sum.selectFrom(lowW))
                    .lanewise(
                            XOR,
                            sum.reinterpretAsLongs()
                                    .lanewise(LSHR, SHIFT)
                                    .reinterpretAsBytes()
                                    .selectFrom(highW))
                    .intoArray(w, at + plane);
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

    /// Reads some rows' part of a strip into planes, in tower coordinates.
    ///
    /// Symbols are chunks of 64 bytes, low halves then high halves, and may end with a shorter one.
    /// In a plane the halves of all full chunks come first, 32 bytes each, then those of the
    /// shorter ones.
    ///
    /// @param start index of the first symbol of the strip in `bytes`
    /// @param firstByte where in it the strip begins
    /// @param words length of the strip
    /// @param chunks full chunks in the strip
    /// @param target index of the first row's low plane in `w`
    static void gather(
            byte[] bytes,
            int start,
            int rows,
            int rowStride,
            int symbolStride,
            int symbolBytes,
            int firstByte,
            int words,
            int chunks,
            byte[] w,
            int target,
            int plane) {
        ByteVector low = ByteVector.fromArray(BYTES, TABLES, LAMBDA);
        ByteVector high = ByteVector.fromArray(BYTES, TABLES, LAMBDA + LANES);
        for (int row = 0; row < rows; row++) {
            int plane0 = target + 2 * plane * row;
            int to = plane0;
            int tail = plane0 + 32 * chunks;
            int symbol = start + rowStride * row;
            int from = firstByte;
            int rest = words;
            while (rest > 0) {
                int count = Math.min(symbolBytes - from, 2 * rest);
                rest -= count >> 1;
                int at = symbol + from;
                int chunksEnd = at + (count & -64);
                if (LANES == 64) {
                    for (; at < chunksEnd - 64; at += 128, to += 64) {
                        ByteVector a = ByteVector.fromArray(BYTES, bytes, at);
                        ByteVector b = ByteVector.fromArray(BYTES, bytes, at + 32);
                        ByteVector c = ByteVector.fromArray(BYTES, bytes, at + 64);
                        ByteVector x = a.blend(b, UPPER);
                        ByteVector y = b.blend(c, UPPER);
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high))
                                .intoArray(w, to);
                        y.intoArray(w, to + plane);
                    }
                    if (at < chunksEnd) { // what stands behind this chunk's halves stays
                        ByteVector x = ByteVector.fromArray(BYTES, bytes, at);
                        ByteVector y = x.rearrange(SWAP);
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high))
                                .blend(ByteVector.fromArray(BYTES, w, to), UPPER)
                                .intoArray(w, to);
                        y.blend(ByteVector.fromArray(BYTES, w, to + plane), UPPER)
                                .intoArray(w, to + plane);
                        at = chunksEnd;
                        to += 32;
                    }
                }
                for (; at < chunksEnd; at += 64, to += 32) {
                    for (int i = 0; i < 32; i += LANES) {
                        ByteVector x = ByteVector.fromArray(BYTES, bytes, at + i);
                        ByteVector y = ByteVector.fromArray(BYTES, bytes, at + 32 + i);
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high))
                                .intoArray(w, to + i);
                        y.intoArray(w, to + plane + i);
                    }
                }
                int half = (count & 63) >> 1;
                if (half != 0) {
                    move(bytes, at, w, tail, half);
                    move(bytes, at + half, w, tail + plane, half);
                    tail += half;
                }
                from = 0;
                symbol += symbolStride;
            }
        }
        convertTails(w, target, 32 * chunks, words, rows, plane);
    }

    /// Changes coordinates in the part of some rows' planes that follows the full chunks. By
    /// itself, because a vector that was just written in pieces is slow to read.
    ///
    /// @param from where in a plane that part begins: with 64 lanes, maybe in the middle of a
    ///   vector
    /// @param end where it ends
    private static void convertTails(byte[] w, int target, int from, int end, int rows, int plane) {
        if (from >= end) {
            return;
        }
        ByteVector low = ByteVector.fromArray(BYTES, TABLES, LAMBDA);
        ByteVector high = ByteVector.fromArray(BYTES, TABLES, LAMBDA + LANES);
        for (int row = 0; row < rows; row++) {
            int plane0 = target + 2 * plane * row;
            int at = plane0 + (from & -LANES);
            if (at < plane0 + from) {
                ByteVector x = ByteVector.fromArray(BYTES, w, at);
                ByteVector y = ByteVector.fromArray(BYTES, w, at + plane);
                ByteVector converted =
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high));
                x.blend(converted, UPPER).intoArray(w, at);
                at += LANES;
            }
            for (; at < plane0 + end; at += LANES) {
                ByteVector x = ByteVector.fromArray(BYTES, w, at);
                ByteVector y = ByteVector.fromArray(BYTES, w, at + plane);
                x.lanewise(XOR, y.selectFrom(low))
                        .lanewise(
                                XOR,
                                y.reinterpretAsLongs()
                                        .lanewise(LSHR, SHIFT)
                                        .reinterpretAsBytes()
                                        .selectFrom(high))
                        .intoArray(w, at);
            }
        }
    }

    /// Reads a byte of the first cache lines of each run that [#gather] is about to read, so that
    /// the lines of many rows are on their way at once.
    ///
    /// @return anything, to be kept, or the compiler would leave the reads out
    static int touch(
            byte[] bytes,
            int start,
            int rows,
            int rowStride,
            int symbolStride,
            int symbolBytes,
            int firstByte,
            int words) {
        int sum = 0;
        int end = firstByte + 2 * words; // seen from the first symbol's start, as if contiguous
        int run = symbolStride == symbolBytes ? end : symbolBytes;
        int symbol = start;
        for (int skipped = 0; skipped < end; skipped += run) {
            int from = skipped == 0 ? firstByte : 0;
            int to = Math.min(Math.min(run, end - skipped), from + TOUCHED_BYTES);
            for (int row = 0; row < rows; row++) {
                int at = symbol + row * rowStride;
                for (int i = from; i < to; i += CACHE_LINE) {
                    sum += bytes[at + i];
                }
            }
            symbol += symbolStride;
        }
        return sum;
    }

    /// Writes some rows' part of a strip, and nothing but that; parameters as in [#gather]. The low
    /// planes are changed.
    static void scatter(
            byte[] bytes,
            int start,
            int rows,
            int rowStride,
            int symbolStride,
            int symbolBytes,
            int firstByte,
            int words,
            int chunks,
            byte[] w,
            int source,
            int plane) {
        ByteVector low = ByteVector.fromArray(BYTES, TABLES, LAMBDA);
        ByteVector high = ByteVector.fromArray(BYTES, TABLES, LAMBDA + LANES);
        convertTails(w, source, 32 * chunks, words, rows, plane);
        for (int row = 0; row < rows; row++) {
            int plane0 = source + 2 * plane * row;
            int from = plane0;
            int tail = plane0 + 32 * chunks;
            int symbol = start + rowStride * row;
            int to = firstByte;
            int rest = words;
            while (rest > 0) {
                int count = Math.min(symbolBytes - to, 2 * rest);
                rest -= count >> 1;
                int at = symbol + to;
                int chunksEnd = at + (count & -64);
                if (LANES == 64) {
                    for (; at < chunksEnd - 64; at += 128, from += 64) {
                        ByteVector x = ByteVector.fromArray(BYTES, w, from);
                        ByteVector y = ByteVector.fromArray(BYTES, w, from + plane);
                        x =
                                x.lanewise(XOR, y.selectFrom(low))
                                        .lanewise(
                                                XOR,
                                                y.reinterpretAsLongs()
                                                        .lanewise(LSHR, SHIFT)
                                                        .reinterpretAsBytes()
                                                        .selectFrom(high));
                        x.blend(y.rearrange(SWAP), UPPER).intoArray(bytes, at);
                        x.rearrange(SWAP).blend(y, UPPER).intoArray(bytes, at + 64);
                    }
                    if (at < chunksEnd) {
                        ByteVector x = ByteVector.fromArray(BYTES, w, from);
                        ByteVector y = ByteVector.fromArray(BYTES, w, from + plane);
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high))
                                .blend(y.rearrange(SWAP), UPPER)
                                .intoArray(bytes, at);
                        at = chunksEnd;
                        from += 32;
                    }
                }
                for (; at < chunksEnd; at += 64, from += 32) {
                    for (int i = 0; i < 32; i += LANES) {
                        ByteVector x = ByteVector.fromArray(BYTES, w, from + i);
                        ByteVector y = ByteVector.fromArray(BYTES, w, from + plane + i);
                        x.lanewise(XOR, y.selectFrom(low))
                                .lanewise(
                                        XOR,
                                        y.reinterpretAsLongs()
                                                .lanewise(LSHR, SHIFT)
                                                .reinterpretAsBytes()
                                                .selectFrom(high))
                                .intoArray(bytes, at + i);
                        y.intoArray(bytes, at + 32 + i);
                    }
                }
                int half = (count & 63) >> 1;
                if (half != 0) {
                    move(w, tail, bytes, at, half);
                    move(w, tail + plane, bytes, at + half, half);
                    tail += half;
                }
                to = 0;
                symbol += symbolStride;
            }
        }
    }

    /// Copies 1…31 bytes, exactly: by two pieces that may overlap.
    private static void move(byte[] source, int from, byte[] target, int to, int count) {
        if (count >= 16) {
            long first = (long) LONGS.get(source, from);
            long second = (long) LONGS.get(source, from + 8);
            long third = (long) LONGS.get(source, from + count - 16);
            long last = (long) LONGS.get(source, from + count - 8);
            LONGS.set(target, to, first);
            LONGS.set(target, to + 8, second);
            LONGS.set(target, to + count - 16, third);
            LONGS.set(target, to + count - 8, last);
        } else if (count >= 8) {
            long first = (long) LONGS.get(source, from);
            long last = (long) LONGS.get(source, from + count - 8);
            LONGS.set(target, to, first);
            LONGS.set(target, to + count - 8, last);
        } else if (count >= 4) {
            int first = (int) INTS.get(source, from);
            int last = (int) INTS.get(source, from + count - 4);
            INTS.set(target, to, first);
            INTS.set(target, to + count - 4, last);
        } else {
            byte first = source[from];
            byte middle = source[from + (count >> 1)];
            byte last = source[from + count - 1];
            target[to] = first;
            target[to + (count >> 1)] = middle;
            target[to + count - 1] = last;
        }
    }
}
