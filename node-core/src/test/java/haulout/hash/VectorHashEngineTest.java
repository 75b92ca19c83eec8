// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The vector engine against the scalar one, which defines the result.
class VectorHashEngineTest {
    private static final HashEngine SCALAR = HashEngines.scalar();
    private static final HashEngine VECTOR = HashEngines.vector().orElse(SCALAR);
    private static final long SEED = Long.getLong("haulout.seed", 20_251_121);

    private final Random random = new Random(SEED);

    @BeforeAll
    static void needsVectors() {
        assumeTrue(!VECTOR.equals(SCALAR), () -> HashEngines.whyNoVector().orElse(""));
        System.out.println("VectorHashEngineTest: -Dhaulout.seed=" + SEED);
    }

    static IntStream everyTailOfSmallSymbols() {
        return IntStream.rangeClosed(1, 400);
    }

    @ParameterizedTest
    @MethodSource("everyTailOfSmallSymbols")
    void aStripOfSmallSymbolsIsTheSame(int symbolBytes) {
        random.setSeed(SEED + symbolBytes);
        compareStrip(1 + random.nextInt(40), 1 + random.nextInt(20), symbolBytes, symbolBytes);
    }

    static Stream<int[]> shapes() {
        Random shapes = new Random(SEED);
        Stream<int[]> random =
                Stream.generate(() ->
                                new int[] {
                                    1 + shapes.nextInt(120),
                                    1 + shapes.nextInt(25),
                                    2 + 2 * shapes.nextInt(1000)
                                })
                        .limit(60);
        Stream<int[]> wide =
                Stream.of(
                        new int[] {1, 1, 2},
                        new int[] {1, 8, 65_534},
                        new int[] {3, 5, 65_534},
                        new int[] {2, 2, 32_770},
                        new int[] {1100, 3, 2},
                        new int[] {1099, 9, 6},
                        new int[] {1000, 8, 152},
                        new int[] {301, 17, 2},
                        new int[] {299, 8, 2},
                        new int[] {17, 16, 127},
                        new int[] {16, 64, 128},
                        new int[] {9, 65, 14},
                        new int[] {8, 7, 16});
        return Stream.concat(wide, random);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aStripIsTheSameInOneRangeAndInSeveral(int[] shape) {
        random.setSeed(SEED + Arrays.hashCode(shape));
        compareStrip(shape[0], shape[1], shape[2], shape[2]);
        compareStrip(shape[0], shape[1], shape[2], 128);
        compareStrip(shape[0], shape[1], shape[2], 128 * (1 + random.nextInt(20)));
    }

    /// Hashes a matrix with both engines and with both in turn.
    private void compareStrip(int rowCount, int columnCount, int symbolBytes, int rangeBytes) {
        boolean columnMajor = random.nextBoolean();
        int gap = random.nextInt(3) * 31;
        int rowStride = (columnMajor ? 1 : columnCount) * symbolBytes + gap;
        int columnStride =
                (columnMajor ? rowCount : 1) * symbolBytes + (columnMajor ? rowCount * gap : 0);
        int margin = random.nextInt(2) * random.nextInt(200);
        int span = (rowCount - 1) * rowStride + (columnCount - 1) * columnStride + symbolBytes;
        byte[] matrix = new byte[margin + span + random.nextInt(2) * random.nextInt(200)];
        random.nextBytes(matrix);
        byte[] expected =
                roots(
                        matrix,
                        margin,
                        rowStride,
                        columnStride,
                        rowCount,
                        columnCount,
                        symbolBytes,
                        symbolBytes,
                        SCALAR,
                        SCALAR);
        String shape =
                rowCount
                        + " rows, "
                        + columnCount
                        + " columns, "
                        + symbolBytes
                        + " bytes in ranges of "
                        + rangeBytes;
        assertArrayEquals(
                expected,
                roots(
                        matrix,
                        margin,
                        rowStride,
                        columnStride,
                        rowCount,
                        columnCount,
                        symbolBytes,
                        rangeBytes,
                        VECTOR,
                        VECTOR),
                shape);
        assertArrayEquals(
                expected,
                roots(
                        matrix,
                        margin,
                        rowStride,
                        columnStride,
                        rowCount,
                        columnCount,
                        symbolBytes,
                        rangeBytes,
                        SCALAR,
                        VECTOR),
                shape);
    }

    private static byte[] roots(
            byte[] matrix,
            int offset,
            int rowStride,
            int columnStride,
            int rowCount,
            int columnCount,
            int symbolBytes,
            int rangeBytes,
            HashEngine even,
            HashEngine odd) {
        StripHasher[] hashers = {
            even.stripHasher(rowCount, symbolBytes), odd.stripHasher(rowCount, symbolBytes)
        };
        RowNodes nodes = new RowNodes(rowCount, columnCount);
        byte[] roots = new byte[32 * (rowCount + columnCount) + 7];
        for (int strip = 0; strip < nodes.stripCount(); strip++) {
            int columns = Math.min(8, columnCount - 8 * strip);
            StripHasher hasher = hashers[strip & 1];
            hasher.begin(columns);
            int at = offset + 8 * strip * columnStride;
            for (int done = 0; done < symbolBytes; done += rangeBytes) {
                int take = Math.min(rangeBytes, symbolBytes - done);
                hasher.update(matrix, at + done, rowStride, columnStride, take);
            }
            hasher.finish(nodes, strip, roots, 7 + 32 * (rowCount + 8 * strip));
        }
        odd.rowRoots(nodes, roots, 7);
        return roots;
    }

    @Test
    void symbolsBroughtInRangesNeedNotStandOneBehindTheOther() {
        int symbolBytes = 600;
        byte[] symbols = new byte[20 * symbolBytes];
        random.nextBytes(symbols);
        StripHasher whole = SCALAR.stripHasher(20, symbolBytes);
        StripHasher pieces = VECTOR.stripHasher(20, symbolBytes);
        RowNodes nodes = new RowNodes(20, 1);
        byte[] expected = new byte[32];
        byte[] actual = new byte[32];
        for (int round = 0; round < 3; round++) {
            whole.begin(1);
            whole.update(symbols, 0, symbolBytes, 0, symbolBytes);
            whole.finish(nodes, 0, expected, 0);
            pieces.begin(1);
            for (int done = 0; done < symbolBytes; done += 256) {
                int take = Math.min(256, symbolBytes - done);
                byte[] range = new byte[20 * take];
                for (int row = 0; row < 20; row++) {
                    System.arraycopy(symbols, row * symbolBytes + done, range, row * take, take);
                }
                pieces.update(range, 0, take, 0, take);
            }
            pieces.finish(nodes, 0, actual, 0);
            assertArrayEquals(expected, actual);
            random.nextBytes(symbols);
        }
    }

    static IntStream leafCounts() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 70), IntStream.of(127, 128, 129, 334, 667, 1000, 1001));
    }

    @ParameterizedTest
    @MethodSource("leafCounts")
    void merkleRootsAreTheSame(int count) {
        random.setSeed(SEED + count);
        int leafBytes = random.nextInt(300);
        int stride = leafBytes + random.nextInt(2) * random.nextInt(50);
        int offset = random.nextInt(3);
        byte[] leaves = new byte[offset + Math.max(0, count - 1) * stride + leafBytes];
        random.nextBytes(leaves);
        byte[] expected = new byte[40];
        byte[] actual = new byte[40];
        SCALAR.merkleRoot(leaves, offset, stride, leafBytes, count, expected, 5);
        VECTOR.merkleRoot(leaves, offset, stride, leafBytes, count, actual, 5);
        assertArrayEquals(expected, actual, () -> count + " leaves of " + leafBytes);
    }

    @ParameterizedTest
    @MethodSource("leafCounts")
    void leafAndInnerHashesAreTheSame(int count) {
        random.setSeed(SEED + count);
        int leafBytes = random.nextInt(300);
        byte[] leaves = new byte[count * leafBytes];
        random.nextBytes(leaves);
        byte[] expected = new byte[32 * count + 64];
        random.nextBytes(expected);
        byte[] actual = expected.clone();
        SCALAR.leafHashes(leaves, 0, leafBytes, leafBytes, count, expected, 3);
        VECTOR.leafHashes(leaves, 0, leafBytes, leafBytes, count, actual, 3);
        assertArrayEquals(expected, actual, () -> count + " leaves of " + leafBytes);

        byte[] above = new byte[32 * ((count + 1) / 2) + 9];
        byte[] aboveActual = above.clone();
        SCALAR.innerHashes(expected, 3, count, above, 4);
        VECTOR.innerHashes(actual, 3, count, aboveActual, 4);
        assertArrayEquals(above, aboveActual, () -> "above " + count);
        SCALAR.innerHashes(expected, 3, count, expected, 3);
        VECTOR.innerHashes(actual, 3, count, actual, 3);
        assertArrayEquals(expected, actual, () -> "in place above " + count);
    }

    @Test
    void bothEnginesRefuseCallsOutOfOrder() {
        for (HashEngine engine : new HashEngine[] {SCALAR, VECTOR}) {
            byte[] bytes = new byte[2000];
            byte[] roots = new byte[256];
            StripHasher hasher = engine.stripHasher(2, 200);
            assertThrows(IllegalStateException.class, () -> hasher.update(bytes, 0, 200, 400, 200));
            assertThrows(IllegalArgumentException.class, () -> hasher.begin(0));
            assertThrows(IllegalArgumentException.class, () -> hasher.begin(9));
            hasher.begin(2);
            assertThrows(
                    IllegalArgumentException.class, () -> hasher.update(bytes, 0, 200, 400, 100));
            assertThrows(
                    IllegalArgumentException.class, () -> hasher.update(bytes, 0, 200, 400, 201));
            hasher.update(bytes, 0, 200, 400, 128);
            assertThrows(
                    IllegalStateException.class,
                    () -> hasher.finish(new RowNodes(2, 2), 0, roots, 0));
            hasher.update(bytes, 128, 200, 400, 72);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> hasher.finish(new RowNodes(2, 3), 0, roots, 0));
            hasher.finish(new RowNodes(2, 2), 0, roots, 0);
            assertEquals(0, Arrays.compare(new byte[192], Arrays.copyOfRange(roots, 64, 256)));
        }
    }
}
