// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import haulout.core.EncodingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Compares two engines on random shapes, layouts and erasures, byte for byte, including the bytes
/// around what an engine may write.
///
/// It is also a program, for processes that run at another vector width: arguments are a seed and a
/// number of shapes; it prints the vector engine's name and ends with 0 if all were equal.
final class EngineComparison {
    private static final int MAX_BYTES = 600_000;

    private final CodecEngine expected;
    private final CodecEngine actual;
    private final SplittableRandom random;

    EngineComparison(CodecEngine expected, CodecEngine actual, long seed) {
        this.expected = expected;
        this.actual = actual;
        this.random = new SplittableRandom(seed);
    }

    /// A generator whose seed is printed and can be set with `-Dhaulout.seed`.
    static SplittableRandom random(String test) {
        return new SplittableRandom(seed(test));
    }

    /// A seed, printed, which can be set with `-Dhaulout.seed`.
    static long seed(String test) {
        long seed = Long.getLong("haulout.seed", 20_251_121);
        System.out.println(test + ": -Dhaulout.seed=" + seed);
        return seed;
    }

    /// One code with a number and a size of symbols.
    record Shape(ReedSolomonCode code, int symbolCount, int symbolBytes) {}

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        CodecEngine vector = CodecEngines.vector().orElseThrow();
        EngineComparison comparison = new EngineComparison(CodecEngines.scalar(), vector, seed);
        for (int i = 0; i < count; i++) {
            comparison.compare(comparison.randomShape());
        }
        System.out.println(vector.name());
    }

    /// A shape within a bound on its bytes: half of the codes are those of a network, and symbol
    /// sizes take every tail length.
    Shape randomShape() {
        int k;
        int r;
        if (random.nextBoolean()) {
            int shards = random.nextInt(4, random.nextBoolean() ? 40 : 1001);
            EncodingConfig config = new EncodingConfig(shards);
            k = random.nextBoolean() ? config.primarySourceCount() : config.secondarySourceCount();
            r = shards - k;
        } else {
            int limit = random.nextBoolean() ? 20 : 700;
            k = random.nextInt(1, limit);
            r = random.nextInt(1, limit);
        }
        int most = MAX_BYTES / (k + r);
        int symbolBytes =
                switch (random.nextInt(4)) {
                    case 0 -> 2 * random.nextInt(1, 33);
                    case 1 -> 2 * random.nextInt(1, 200);
                    case 2 -> 64 * random.nextInt(1, 20) + 2 * random.nextInt(32);
                    default -> 2 * random.nextInt(1, 32768);
                };
        symbolBytes = Math.max(2, Math.min(symbolBytes, most & -2));
        int symbolCount = random.nextInt(1, Math.max(2, Math.min(71, 1 + most / symbolBytes)));
        return new Shape(new ReedSolomonCode(k, r), symbolCount, symbolBytes);
    }

    /// Encodes and decodes with both engines.
    ///
    /// @throws AssertionError if anything differs
    void compare(Shape shape) {
        ReedSolomonCode code = shape.code();
        int k = code.sourceCount();
        int r = code.recoveryCount();
        Layout source = new Layout(k, shape);
        source.fill();
        Layout recovery = new Layout(r, shape);
        recovery.fill();
        byte[] first = recovery.bytes.clone();
        byte[] second = recovery.bytes.clone();
        byte[] sourceBefore = source.bytes.clone();
        expected.encoder(code)
                .encode(source.grid(), recovery.grid(first), shape.symbolCount, shape.symbolBytes);
        actual.encoder(code)
                .encode(source.grid(), recovery.grid(second), shape.symbolCount, shape.symbolBytes);
        check(Arrays.equals(source.bytes, sourceBefore), "wrote into source", shape);
        recovery.checkUntouched(first, shape);
        check(Arrays.equals(first, second), "encoded bytes differ", shape);

        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < k + r; i++) {
            positions.add(i);
        }
        switch (random.nextInt(4)) {
            case 0 -> {} // all source present
            case 1 -> Collections.rotate(positions, Math.min(k, r)); // recovery first
            default -> shuffle(positions);
        }
        if (positions.get(0) == 0 && random.nextBoolean()) {
            Collections.swap(positions, 0, k);
        }
        List<Integer> given = new ArrayList<>(positions.subList(0, k));
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            if (!given.contains(i) && random.nextInt(8) != 0) {
                missing.add(i);
            }
        }
        shuffle(given);
        shuffle(missing);
        decode(shape, source, recovery.over(first), given, missing);
    }

    private void decode(
            Shape shape,
            Layout source,
            Layout recovery,
            List<Integer> given,
            List<Integer> missing) {
        int k = shape.code.sourceCount();
        Layout present = new Layout(k, shape);
        present.fill();
        for (int i = 0; i < k; i++) {
            int position = given.get(i);
            for (int q = 0; q < shape.symbolCount; q++) {
                Layout from = position < k ? source : recovery;
                int row = position < k ? position : position - k;
                System.arraycopy(
                        from.bytes,
                        from.start(row, q),
                        present.bytes,
                        present.start(i, q),
                        shape.symbolBytes);
            }
        }
        ErasurePattern pattern =
                new ErasurePattern(
                        shape.code,
                        given.stream().mapToInt(i -> i).toArray(),
                        missing.stream().mapToInt(i -> i).toArray());
        Layout target = new Layout(Math.max(1, missing.size()), shape);
        target.fill();
        byte[] first = target.bytes.clone();
        byte[] second = target.bytes.clone();
        expected.decoder(pattern)
                .decode(present.grid(), target.grid(first), shape.symbolCount, shape.symbolBytes);
        actual.decoder(pattern)
                .decode(present.grid(), target.grid(second), shape.symbolCount, shape.symbolBytes);
        target.checkUntouched(first, shape);
        for (int i = 0; i < missing.size(); i++) {
            for (int q = 0; q < shape.symbolCount; q++) {
                int at = target.start(i, q);
                int from = source.start(missing.get(i), q);
                check(
                        Arrays.equals(
                                first,
                                at,
                                at + shape.symbolBytes,
                                source.bytes,
                                from,
                                from + shape.symbolBytes),
                        "decoded bytes are not the source's",
                        shape);
            }
        }
        check(Arrays.equals(first, second), "decoded bytes differ", shape);
    }

    private void shuffle(List<Integer> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    private static void check(boolean condition, String what, Shape shape) {
        if (!condition) {
            throw new AssertionError(what + ": " + shape);
        }
    }

    /// Rows of symbols somewhere in an array, row by row or symbol by symbol, with odd gaps.
    private final class Layout {
        final byte[] bytes;
        private final int rows;
        private final int symbolCount;
        private final int symbolBytes;
        private final int offset;
        private final int rowStride;
        private final int symbolStride;

        Layout(int rows, Shape shape) {
            this.rows = rows;
            this.symbolCount = shape.symbolCount;
            this.symbolBytes = shape.symbolBytes;
            offset = random.nextInt(100);
            int gap = random.nextBoolean() ? 0 : random.nextInt(1, 70);
            int farGap = random.nextBoolean() ? 0 : random.nextInt(1, 70);
            if (random.nextBoolean()) {
                symbolStride = symbolBytes + gap;
                rowStride = symbolCount * symbolStride + farGap;
            } else {
                rowStride = symbolBytes + gap;
                symbolStride = rows * rowStride + farGap;
            }
            int end = start(rows - 1, symbolCount - 1) + symbolBytes;
            bytes = new byte[end + (random.nextBoolean() ? 0 : random.nextInt(200))];
        }

        private Layout(Layout other, byte[] bytes) {
            this.bytes = bytes;
            rows = other.rows;
            symbolCount = other.symbolCount;
            symbolBytes = other.symbolBytes;
            offset = other.offset;
            rowStride = other.rowStride;
            symbolStride = other.symbolStride;
        }

        Layout over(byte[] otherBytes) {
            return new Layout(this, otherBytes);
        }

        void fill() {
            random.nextBytes(bytes);
        }

        int start(int row, int symbol) {
            return offset + row * rowStride + symbol * symbolStride;
        }

        SymbolGrid grid() {
            return grid(bytes);
        }

        SymbolGrid grid(byte[] array) {
            return new SymbolGrid(array, offset, rowStride, symbolStride);
        }

        /// Compares what lies outside all symbols with the bytes of this layout.
        void checkUntouched(byte[] written, Shape shape) {
            byte[] outside = written.clone();
            for (int row = 0; row < rows; row++) {
                for (int q = 0; q < symbolCount; q++) {
                    System.arraycopy(bytes, start(row, q), outside, start(row, q), symbolBytes);
                }
            }
            check(Arrays.equals(outside, bytes), "wrote outside the symbols", shape);
        }
    }
}
