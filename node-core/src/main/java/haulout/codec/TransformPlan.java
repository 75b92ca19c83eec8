// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Arrays;
import java.util.BitSet;

/// What a strip goes through, as a list of steps on working rows: made once for a code or a pattern
/// and then run for every strip, so that all questions about skipping, radix and factors are
/// answered beforehand.
///
/// Steps are ordered depth first: rows are read just before their innermost block is transformed
/// and written just after, while they are in the nearest cache.
///
/// Source: walrus-protocol part 2.3; layers are fused as performance part 2 describes.
final class TransformPlan {
    /// `LOAD row gridRow count`: read rows of symbols.
    static final int LOAD = 0;

    /// `STORE row gridRow count`: write rows of symbols.
    static final int STORE = 1;

    /// `ZERO row - count`: clear rows.
    static final int ZERO = 2;

    /// `CONVERT row count`: between the protocol's coordinates and the tower's.
    static final int CONVERT = 3;

    /// `MULTIPLY row factor`: times any field element, given as [TowerField#constants].
    static final int MULTIPLY = 4;

    /// `ADD row other count`: rows from `row` `^=` rows from `other`.
    static final int ADD = 5;

    /// `FORWARD_8 row from distance block`: three layers at 4, 2 and 1 times `distance`; factors
    /// are in the subfield and follow from `block`, the number of the block in its layer. Reads at
    /// row `from`, writes at `row`.
    static final int FORWARD_8 = 6;

    /// `FORWARD_4 row from distance block`: two layers.
    static final int FORWARD_4 = 7;

    /// `FORWARD_2 row from distance factor`: one layer with any factor, given as
    /// [TowerField#constants].
    static final int FORWARD_2 = 8;

    /// `INVERSE_8 row row distance block`: three layers of the inverse transform.
    static final int INVERSE_8 = 9;

    /// `INVERSE_4 row row distance block`: two layers.
    static final int INVERSE_4 = 10;

    /// `INVERSE_2 row row distance factor`: one layer with any factor.
    static final int INVERSE_2 = 11;

    /// `FORWARD_4_ANY row from distance constants`: two layers with any factors; the last operand
    /// is the index of three in [#constants()].
    static final int FORWARD_4_ANY = 12;

    /// `INVERSE_4_ANY row row distance constants`: two layers of the inverse with any factors.
    static final int INVERSE_4_ANY = 13;

    /// Ints per step: the operation and up to four operands.
    static final int STEP = 5;

    /// Blocks of up to this many layers are read, and written, in one go: so few that they stay in
    /// the nearest cache, so many that waiting for memory overlaps.
    private static final int LEAF_LAYERS = Integer.getInteger("leaf", 4);

    private final int maxRadixLayers;
    private final int rowCount;
    private int[] steps = new int[64 * STEP];
    private int[] constants = new int[16];
    private int constantsLength;
    private int length;

    private TransformPlan(int rowCount, int maxRadixLayers) {
        this.rowCount = rowCount;
        this.maxRadixLayers = maxRadixLayers;
    }

    /// Rows of working area.
    int rowCount() {
        return rowCount;
    }

    /// The steps, [#STEP] ints each; only to be read.
    int[] steps() {
        return steps;
    }

    /// Factors in threes, as [TowerField#constants]; only to be read.
    int[] constants() {
        return constants;
    }

    /// Steps to encode a strip.
    ///
    /// @param maxRadixLayers most layers to fuse, 2 or 3
    static TransformPlan encode(ReedSolomonCode code, int maxRadixLayers) {
        int chunk = code.chunk();
        TransformPlan plan = new TransformPlan(2 * chunk, maxRadixLayers);
        if (code.isHighRate()) {
            plan.encodeHighRate(code, chunk);
        } else {
            plan.encodeLowRate(code, chunk);
        }
        return plan.finish();
    }

    private void encodeHighRate(ReedSolomonCode code, int chunk) {
        for (int start = 0; start < code.sourceCount(); start += chunk) {
            int target = start == 0 ? 0 : chunk;
            int first = start;
            int filled = Math.min(chunk, code.sourceCount() - start);
            inverse(
                    target,
                    layers(chunk),
                    start + chunk,
                    new Inputs(target, prefix(filled)) {
                        @Override
                        void load(int row) {
                            addRun(LOAD, target + row, first + row);
                        }
                    });
            if (start > 0) {
                add(ADD, 0, chunk, chunk, 0);
            }
        }
        outputs(0, 0, chunk, 0, 0, code.recoveryCount());
    }

    private void encodeLowRate(ReedSolomonCode code, int chunk) {
        inverse(
                chunk,
                layers(chunk),
                0,
                new Inputs(chunk, prefix(code.sourceCount())) {
                    @Override
                    void load(int row) {
                        addRun(LOAD, chunk + row, row);
                    }
                });
        for (int start = 0; start < code.recoveryCount(); start += chunk) {
            int count = Math.min(chunk, code.recoveryCount() - start);
            boolean last = start + count == code.recoveryCount();
            outputs(last ? chunk : 0, chunk, chunk, start + chunk, start, count);
        }
    }

    /// Transforms the rows from `from` on into those from `row` on, and writes the first `count`.
    private void outputs(int row, int from, int size, int delta, int gridRow, int count) {
        forward(
                row,
                from,
                layers(size),
                delta,
                new Outputs(row, prefix(count)) {
                    @Override
                    void store(int at, int i) {
                        addRun(STORE, at, gridRow + i);
                    }
                });
    }

    /// Steps to decode a strip.
    static TransformPlan decode(ErasurePattern pattern, int maxRadixLayers) {
        ErrorLocator locator = pattern.locator();
        int size = locator.size();
        TransformPlan plan = new TransformPlan(size, maxRadixLayers);
        int[] gridRows = new int[size];
        BitSet present = new BitSet(size);
        for (int i = 0; i < pattern.present().length; i++) {
            int row = locator.row(pattern.present()[i]);
            present.set(row);
            gridRows[row] = i;
        }
        BitSet wanted = new BitSet(size);
        for (int i = 0; i < pattern.wantedCount(); i++) {
            int row = locator.row(pattern.wanted()[i]);
            wanted.set(row);
            gridRows[row] = i;
        }
        plan.inverse(
                0,
                layers(size),
                0,
                plan.new Inputs(0, present) {
                    @Override
                    void load(int row) {
                        plan.addRun(LOAD, row, gridRows[row]);
                    }

                    @Override
                    void scale(int row) {
                        plan.add(MULTIPLY, row, constants(locator.log(row)), 0, 0);
                    }
                });
        // The first rows of a transform over the coset at 0 depend on as many coefficients only.
        int needed = ReedSolomonCode.nextPowerOfTwo(wanted.length());
        plan.derivative(needed, size);
        plan.forward(
                0,
                0,
                layers(needed),
                0,
                plan.new Outputs(0, wanted) {
                    @Override
                    void scale(int at, int i) {
                        plan.add(MULTIPLY, at, constants(locator.inverseLog(i)), 0, 0);
                    }

                    @Override
                    void store(int at, int i) {
                        plan.addRun(STORE, at, gridRows[i]);
                    }
                });
        return plan.finish();
    }

    /// Formal derivative of `size` coefficients, of which the first `needed` are asked for.
    private void derivative(int needed, int size) {
        for (int i = 1; i < needed; i++) {
            int width = Integer.lowestOneBit(i);
            add(ADD, i - width, i, width, 0);
        }
        for (int width = needed; width < size; width <<= 1) {
            add(ADD, 0, width, needed, 0);
        }
    }

    /// Which rows of an inverse transform are read; all others are zero.
    private abstract class Inputs {
        private final int position;
        private final BitSet rows;

        Inputs(int position, BitSet rows) {
            this.position = position;
            this.rows = rows;
        }

        abstract void load(int row);

        void scale(int row) {}

        boolean any(int from, int count) {
            int next = rows.nextSetBit(from);
            return next >= 0 && next < from + count;
        }

        void read(int from, int count) {
            for (int row = from; row < from + count; row++) {
                if (rows.get(row)) {
                    load(row);
                } else {
                    addRun(ZERO, position + row, 0);
                }
            }
            add(CONVERT, position + from, count, 0, 0);
            for (int row = from; row < from + count; row++) {
                if (rows.get(row)) {
                    scale(row);
                }
            }
        }
    }

    /// Which rows of a transform are written.
    private abstract class Outputs {
        private final int position;
        private final BitSet rows;

        Outputs(int position, BitSet rows) {
            this.position = position;
            this.rows = rows;
        }

        /// Appends the steps that write row `i` of the transform, which lies in working row `at`.
        abstract void store(int at, int i);

        void scale(int at, int i) {}

        boolean any(int from, int count) {
            int next = rows.nextSetBit(from);
            return next >= 0 && next < from + count;
        }

        void write(int from, int count, int at) {
            for (int i = from; i < from + count; i++) {
                if (rows.get(i)) {
                    scale(at + i - from, i);
                }
            }
            add(CONVERT, at, count, 0, 0);
            for (int i = from; i < from + count; i++) {
                if (rows.get(i)) {
                    store(at + i - from, i);
                }
            }
        }
    }

    /// Inverse transform, in place, of 2^`layers` rows that begin at row `position`.
    private void inverse(int position, int layers, int delta, Inputs inputs) {
        inverseBlock(position, 0, layers, delta, inputs, false);
    }

    private void inverseBlock(
            int position, int start, int layers, int delta, Inputs inputs, boolean isRead) {
        int row = position + start;
        if (!inputs.any(start, 1 << layers)) {
            if (!isRead) {
                add(ZERO, row, 0, 1 << layers, 0);
            }
            return;
        }
        boolean read = isRead;
        if (!read && layers <= LEAF_LAYERS) {
            inputs.read(start, 1 << layers);
            read = true;
        }
        if (layers == 0) {
            return;
        }
        int fusible = fusibleLayers(start + delta, layers);
        int radix = radixLayers(fusible, layers);
        int inner = layers - radix;
        for (int part = 0; part < 1 << radix; part++) {
            inverseBlock(position, start + (part << inner), inner, delta, inputs, read);
        }
        addButterflies(false, row, row, start + delta, radix, inner, fusible);
    }

    /// Transform of 2^`layers` rows.
    private void forward(int position, int from, int layers, int delta, Outputs outputs) {
        forwardBlock(position, from, 0, layers, delta, outputs, false);
    }

    private void forwardBlock(
            int position,
            int from,
            int start,
            int layers,
            int delta,
            Outputs outputs,
            boolean isInLeaf) {
        if (!outputs.any(start, 1 << layers)) {
            return;
        }
        int row = position + start;
        boolean isLeaf = !isInLeaf && layers <= LEAF_LAYERS;
        if (layers == 0) {
            if (isLeaf) {
                if (from != position) {
                    add(ZERO, row, 0, 1, 0);
                    add(ADD, row, from + start, 1, 0);
                }
                outputs.write(start, 1, row);
            }
            return;
        }
        int fusible = fusibleLayers(start + delta, layers);
        int radix = radixLayers(fusible, layers);
        int inner = layers - radix;
        addButterflies(true, row, from + start, start + delta, radix, inner, fusible);
        for (int part = 0; part < 1 << radix; part++) {
            forwardBlock(
                    position,
                    position,
                    start + (part << inner),
                    inner,
                    delta,
                    outputs,
                    isInLeaf || isLeaf);
        }
        if (isLeaf) {
            outputs.write(start, 1 << layers, row);
        }
    }

    /// How many of a block's outer layers to do in one step: as many as can be fused and have all
    /// their factors in the subfield; else two with any factors, or one.
    private int radixLayers(int fusible, int layers) {
        if (fusible == 0) {
            return Math.min(2, layers);
        }
        if (fusible == 1) {
            return 1;
        }
        if (fusible == 2 || maxRadixLayers == 2) {
            return 2;
        }
        return fusible == 4 ? 2 : 3;
    }

    /// How many of a block's outer layers have all their factors in the subfield.
    private static int fusibleLayers(int absolute, int layers) {
        int general = 0;
        while (general < layers && absolute + (1 << layers) - (2 << general) >> general > 255) {
            general++;
        }
        return layers - general;
    }

    /// Adds a step of butterflies.
    ///
    /// @param absolute first row, in the numbering of the coset
    /// @param inner layers below those of the step
    private void addButterflies(
            boolean isForward, int row, int from, int absolute, int radix, int inner, int fusible) {
        int distance = 1 << inner;
        if (radix == 1) {
            int factor = GaloisField.skewFactor(absolute, distance);
            add(
                    isForward ? FORWARD_2 : INVERSE_2,
                    row,
                    from,
                    distance,
                    TowerField.constants(factor));
        } else if (radix > fusible) {
            int index = constantsLength;
            addConstants(GaloisField.skewFactor(absolute, 2 * distance));
            addConstants(GaloisField.skewFactor(absolute, distance));
            addConstants(GaloisField.skewFactor(absolute + 2 * distance, distance));
            add(isForward ? FORWARD_4_ANY : INVERSE_4_ANY, row, from, distance, index);
        } else {
            int operation =
                    radix == 3
                            ? isForward ? FORWARD_8 : INVERSE_8
                            : isForward ? FORWARD_4 : INVERSE_4;
            add(operation, row, from, distance, absolute >> radix + inner);
        }
    }

    private void addConstants(int factor) {
        if (constantsLength == constants.length) {
            constants = Arrays.copyOf(constants, 2 * constantsLength);
        }
        constants[constantsLength++] = TowerField.constants(factor);
    }

    private static int constants(int log) {
        return TowerField.constants(GaloisField.EXP[log]);
    }

    private static BitSet prefix(int count) {
        BitSet set = new BitSet(count);
        set.set(0, count);
        return set;
    }

    private static int layers(int size) {
        return Integer.numberOfTrailingZeros(size);
    }

    /// Adds a step for one row, or makes the last step one row longer if this row continues it.
    private void addRun(int operation, int row, int gridRow) {
        int last = length - STEP;
        if (last >= 0 && steps[last] == operation) {
            int count = steps[last + 3];
            if (steps[last + 1] + count == row
                    && (operation == ZERO || steps[last + 2] + count == gridRow)) {
                steps[last + 3]++;
                return;
            }
        }
        add(operation, row, gridRow, 1, 0);
    }

    private void add(int operation, int a, int b, int c, int d) {
        if (length + STEP > steps.length) {
            steps = Arrays.copyOf(steps, 2 * steps.length);
        }
        steps[length] = operation;
        steps[length + 1] = a;
        steps[length + 2] = b;
        steps[length + 3] = c;
        steps[length + 4] = d;
        length += STEP;
    }

    private TransformPlan finish() {
        steps = Arrays.copyOf(steps, length);
        return this;
    }
}
