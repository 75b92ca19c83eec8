// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Arrays;

/// The engine that uses the processor's vectors: strips of many symbols, in planes and tower
/// coordinates, with several layers fused; see [TransformPlan], [TowerField] and [VectorKernels].
///
/// Source: performance part 2.
final class VectorEngine implements CodecEngine {
    /// Bytes that all working rows of a strip may have together. Somewhat more than a common
    /// second-level cache: only the outermost steps leave it, and they read in order, while longer
    /// strips make every step and every read of a symbol's row longer. Measured at n = 1000 from
    /// 384 KB to 2 MB.
    private static final int WORKING_BYTES = 5 << 18;

    /// Longest plane: eight rows of this length stay in the nearest cache.
    private static final int MAX_PLANE = 1024;

    /// Shortest plane.
    private static final int MIN_PLANE = 64;

    /// Free bytes behind the first half of the working rows, so that rows which are half an area
    /// apart do not fall into the same cache sets.
    private static final int SKEW = 2048;

    /// Bytes behind the last plane that a vector may touch which begins in it.
    private static final int OVERHANG = VectorKernels.LANES;

    /// Rows nearer to each other than this come into the cache by themselves.
    private static final int MIN_TOUCHED_STRIDE = 256;

    /// Three layers at once need 26 vector registers; narrower machines have 16 or little gain.
    private static final int MAX_RADIX_LAYERS = VectorKernels.LANES == 64 ? 3 : 2;

    VectorEngine() {
        var _ = VectorKernels.useAll();
    }

    @Override
    public String name() {
        return "vector-" + 8 * VectorKernels.LANES;
    }

    @Override
    public RowEncoder encoder(ReedSolomonCode code) {
        TransformPlan plan = TransformPlan.encode(code, MAX_RADIX_LAYERS);
        Runner runner = new Runner(plan);
        return (source, recovery, symbolCount, symbolBytes) -> {
            source.check(code.sourceCount(), symbolCount, symbolBytes);
            recovery.check(code.recoveryCount(), symbolCount, symbolBytes);
            runner.run(source, recovery, symbolCount, symbolBytes);
        };
    }

    @Override
    public RowDecoder decoder(ErasurePattern pattern) {
        if (pattern.wantedCount() == 0) {
            return (present, missing, symbolCount, symbolBytes) ->
                    present.check(pattern.present().length, symbolCount, symbolBytes);
        }
        TransformPlan plan = TransformPlan.decode(pattern, MAX_RADIX_LAYERS);
        Runner runner = new Runner(plan);
        return (present, missing, symbolCount, symbolBytes) -> {
            present.check(pattern.present().length, symbolCount, symbolBytes);
            missing.check(pattern.wantedCount(), symbolCount, symbolBytes);
            runner.run(present, missing, symbolCount, symbolBytes);
        };
    }

    /// Runs a plan, with the working area that it needs.
    private static final class Runner {
        private final TransformPlan plan;
        private final int maxPlane;
        private final byte[] w;
        private final StripCursor strip = new StripCursor();

        /// Where the sum of bytes goes that were read for no other purpose than to have them near.
        @SuppressWarnings("UnusedVariable")
        private int touched;

        Runner(TransformPlan plan) {
            this.plan = plan;

            int fitting = (WORKING_BYTES / (2 * plan.rowCount())) & -MIN_PLANE;
            maxPlane = Math.max(MIN_PLANE, Math.min(MAX_PLANE, fitting));
            w = new byte[Math.multiplyExact(plan.rowCount(), 2 * maxPlane) + SKEW + OVERHANG];
        }

        void run(SymbolGrid input, SymbolGrid output, int symbolCount, int symbolBytes) {
            strip.start(symbolCount, symbolBytes, maxPlane);
            while (strip.next()) {
                runStrip(input, output, symbolBytes);
            }
        }

        private int at(int row, int rowBytes) {
            return row * rowBytes + (row >= plan.secondArea() ? SKEW : 0);
        }

        private void runStrip(SymbolGrid input, SymbolGrid output, int symbolBytes) {
            int plane = (strip.words + VectorKernels.LANES - 1) & -VectorKernels.LANES;
            int bytes = 2 * plane;
            int[] steps = plan.steps();
            int[] constants = plan.constants();
            for (int i = 0; i < steps.length; i += TransformPlan.STEP) {
                int row = steps[i + 1];
                int at = at(row, bytes);
                int b = steps[i + 2];
                int c = steps[i + 3];
                int d = steps[i + 4];
                switch (steps[i]) {
                    case TransformPlan.LOAD -> load(input, symbolBytes, b, c, at, plane);
                    case TransformPlan.STORE -> store(at, plane, output, symbolBytes, b, c);
                    case TransformPlan.ZERO -> Arrays.fill(w, at, at + c * bytes, (byte) 0);
                    case TransformPlan.MULTIPLY -> VectorKernels.multiply(w, at, plane, b);
                    case TransformPlan.ADD -> VectorKernels.add(w, at, at(b, bytes), c * bytes);
                    case TransformPlan.FORWARD_8 -> {
                        if (d == 0) {
                            VectorKernels.forward8AtZero(w, at(b, bytes), at, c * bytes, c * bytes);
                        } else {
                            VectorKernels.forward8(w, at(b, bytes), at, c * bytes, c * bytes, d);
                        }
                    }
                    case TransformPlan.FORWARD_4 ->
                            VectorKernels.forward4(w, at(b, bytes), at, c * bytes, c * bytes, d);
                    case TransformPlan.FORWARD_2 ->
                            VectorKernels.forward2(w, at(b, bytes), at, c * bytes, c, plane, d);
                    case TransformPlan.INVERSE_8 -> {
                        if (d == 0) {
                            VectorKernels.inverse8AtZero(w, at, at, c * bytes, c * bytes);
                        } else {
                            VectorKernels.inverse8(w, at, at, c * bytes, c * bytes, d);
                        }
                    }
                    case TransformPlan.INVERSE_4 ->
                            VectorKernels.inverse4(w, at, at, c * bytes, c * bytes, d);
                    case TransformPlan.INVERSE_2 ->
                            VectorKernels.inverse2(w, at, at, c * bytes, c, plane, d);
                    case TransformPlan.FORWARD_4_ANY ->
                            VectorKernels.forward4Any(
                                    w,
                                    at(b, bytes),
                                    at,
                                    c * bytes,
                                    c,
                                    plane,
                                    constants[d],
                                    constants[d + 1],
                                    constants[d + 2]);
                    case TransformPlan.INVERSE_4_ANY ->
                            VectorKernels.inverse4Any(
                                    w,
                                    at,
                                    at,
                                    c * bytes,
                                    c,
                                    plane,
                                    constants[d],
                                    constants[d + 1],
                                    constants[d + 2]);
                    default -> throw new AssertionError("step " + steps[i]);
                }
            }
        }

        private void load(
                SymbolGrid grid, int symbolBytes, int gridRow, int count, int at, int plane) {
            int start = grid.start(gridRow, strip.firstSymbol);
            if (grid.rowStride >= MIN_TOUCHED_STRIDE) {
                touched +=
                        VectorKernels.touch(
                                grid.bytes,
                                start,
                                count,
                                grid.rowStride,
                                grid.symbolStride,
                                symbolBytes,
                                strip.firstByte,
                                strip.words);
            }
            VectorKernels.gather(
                    grid.bytes,
                    start,
                    count,
                    grid.rowStride,
                    grid.symbolStride,
                    symbolBytes,
                    strip.firstByte,
                    strip.words,
                    strip.chunks,
                    w,
                    at,
                    plane);
        }

        private void store(
                int at, int plane, SymbolGrid grid, int symbolBytes, int gridRow, int count) {
            VectorKernels.scatter(
                    grid.bytes,
                    grid.start(gridRow, strip.firstSymbol),
                    count,
                    grid.rowStride,
                    grid.symbolStride,
                    symbolBytes,
                    strip.firstByte,
                    strip.words,
                    strip.chunks,
                    w,
                    at,
                    plane);
        }
    }
}
