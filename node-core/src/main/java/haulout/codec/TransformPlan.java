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

    /// `MULTIPLY row factor`: times any field element, given as [TowerField#constants].
    static final int MULTIPLY = 3;

    /// `ADD row other count`: rows from `row` `^=` rows from `other`.
    static final int ADD = 4;

    /// `FORWARD_8 row from distance block`: three layers at 4, 2 and 1 times `distance`; factors
    /// are in the subfield and follow from `block`, the number of the block in its layer. Reads at
    /// row `from`, writes at `row`.
    static final int FORWARD_8 = 5;

    /// `FORWARD_4 row from distance block`: two layers.
    static final int FORWARD_4 = 6;

    /// `FORWARD_2 row from distance factor`: one layer with any factor, given as
    /// [TowerField#constants].
    static final int FORWARD_2 = 7;

    /// `INVERSE_8 row row distance block`: three layers of the inverse transform.
    static final int INVERSE_8 = 8;

    /// `INVERSE_4 row row distance block`: two layers.
    static final int INVERSE_4 = 9;

    /// `INVERSE_2 row row distance factor`: one layer with any factor.
    static final int INVERSE_2 = 10;

    /// `FORWARD_4_ANY row from distance constants`: two layers with any factors; the last operand
    /// is the index of three in [#constants()].
    static final int FORWARD_4_ANY = 11;

    /// `INVERSE_4_ANY row row distance constants`: two layers of the inverse with any factors.
    static final int INVERSE_4_ANY = 12;

    /// Ints per step: the operation and up to four operands.
    static final int STEP = 5;

    /// Blocks of up to this many layers are read, and written, in one go: so few that they stay in
    /// the nearest cache, so many that waiting for memory overlaps.
    private static final int LEAF_LAYERS = 4;

    private final int maxRadixLayers;
    private final int rowCount;
    private final int secondArea;
    private int[] steps = new int[64 * STEP];
    private int[] constants = new int[16];
    private int constantsLength;
    private int length;

    private TransformPlan(int rowCount, int secondArea, int maxRadixLayers) {
        this.rowCount = rowCount;
        this.secondArea = secondArea;
        this.maxRadixLayers = maxRadixLayers;
    }

    /// Rows of working area.
    int rowCount() {
        return rowCount;
    }

    /// First row of the second of two working areas, or the number of rows if there is one; no step
    /// runs over this boundary.
    int secondArea() {
        return secondArea;
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
        TransformPlan plan = new TransformPlan(2 * chunk, chunk, maxRadixLayers);
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
            int filled = Math.min(chunk, code.sourceCount() - start);
            inverse(target, start + chunk, Rows.prefix(chunk, start, filled));
            if (start > 0) {
                add(ADD, 0, chunk, chunk, 0);
            }
        }
        forward(0, 0, 0, Rows.prefix(chunk, 0, code.recoveryCount()));
    }

    private void encodeLowRate(ReedSolomonCode code, int chunk) {
        inverse(chunk, 0, Rows.prefix(chunk, 0, code.sourceCount()));
        for (int start = 0; start < code.recoveryCount(); start += chunk) {
            int count = Math.min(chunk, code.recoveryCount() - start);
            boolean isLast = start + count == code.recoveryCount();
            Rows rows = Rows.prefix(chunk, start, count);
            forward(isLast ? chunk : 0, chunk, start + chunk, rows);
        }
    }

    /// Steps to decode a strip.
    static TransformPlan decode(ErasurePattern pattern, int maxRadixLayers) {
        ErrorLocator locator = pattern.locator();
        int size = locator.size();
        TransformPlan plan = new TransformPlan(size, size, maxRadixLayers);
        Rows present = new Rows(size);
        for (int i = 0; i < pattern.present().length; i++) {
            int row = locator.row(pattern.present()[i]);
            present.set(row, i, GaloisField.EXP[locator.log(row)]);
        }
        int end = 0;
        for (int position : pattern.wanted()) {
            end = Math.max(end, locator.row(position) + 1);
        }
        // The first values of a transform over the coset at 0 depend on as many coefficients only.
        int needed = ReedSolomonCode.nextPowerOfTwo(end);
        Rows wanted = new Rows(needed);
        for (int i = 0; i < pattern.wantedCount(); i++) {
            int row = locator.row(pattern.wanted()[i]);
            wanted.set(row, i, GaloisField.EXP[locator.inverseLog(row)]);
        }
        plan.inverse(0, 0, present);
        plan.derivative(needed, size);
        plan.forward(0, 0, 0, wanted);
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

    /// Which rows of a transform are read, all others being zero, or written.
    private static final class Rows {
        final int size;
        private final BitSet used;
        private final int[] gridRows;
        private final int[] factors;

        Rows(int size) {
            this.size = size;
            used = new BitSet(size);
            gridRows = new int[size];
            factors = new int[size];
        }

        /// The first `count` rows of `size` are grid rows from `gridRow` on.
        static Rows prefix(int size, int gridRow, int count) {
            Rows rows = new Rows(size);
            for (int i = 0; i < count; i++) {
                rows.set(i, gridRow + i, 1);
            }
            return rows;
        }

        /// @param factor what the row is multiplied by when it has been read, or before writing
        void set(int row, int gridRow, int factor) {
            used.set(row);
            gridRows[row] = gridRow;
            factors[row] = factor;
        }

        boolean uses(int row) {
            return used.get(row);
        }

        boolean usesAny(int from, int count) {
            int next = used.nextSetBit(from);
            return next >= 0 && next < from + count;
        }
    }

    private void read(int position, int from, int count, Rows rows) {
        for (int row = from; row < from + count; row++) {
            if (rows.uses(row)) {
                addRun(LOAD, position + row, rows.gridRows[row]);
            } else {
                addRun(ZERO, position + row, 0);
            }
        }
        multiply(position, from, count, rows);
    }

    private void write(int position, int from, int count, Rows rows) {
        multiply(position, from, count, rows);
        for (int row = from; row < from + count; row++) {
            if (rows.uses(row)) {
                addRun(STORE, position + row, rows.gridRows[row]);
            }
        }
    }

    private void multiply(int position, int from, int count, Rows rows) {
        for (int row = from; row < from + count; row++) {
            if (rows.uses(row) && rows.factors[row] != 1) {
                add(MULTIPLY, position + row, TowerField.constants(rows.factors[row]), 0, 0);
            }
        }
    }

    /// Inverse transform, in place, of the rows that begin at row `position`.
    ///
    /// @param delta the coset
    private void inverse(int position, int delta, Rows rows) {
        inverseBlock(position, 0, layers(rows.size), delta, rows, false);
    }

    private void inverseBlock(
            int position, int start, int layers, int delta, Rows rows, boolean isRead) {
        int row = position + start;
        if (!rows.usesAny(start, 1 << layers)) {
            if (!isRead) {
                add(ZERO, row, 0, 1 << layers, 0);
            }
            return;
        }
        boolean read = isRead;
        if (!read && layers <= LEAF_LAYERS) {
            read(position, start, 1 << layers, rows);
            read = true;
        }
        if (layers == 0) {
            return;
        }
        int fusible = fusibleLayers(start + delta, layers);
        int radix = radixLayers(fusible, layers);
        int inner = layers - radix;
        for (int part = 0; part < 1 << radix; part++) {
            inverseBlock(position, start + (part << inner), inner, delta, rows, read);
        }
        addButterflies(false, row, row, start + delta, radix, inner, fusible);
    }

    /// Transform of the rows that begin at row `from` into those that begin at row `position`.
    ///
    /// @param delta the coset
    private void forward(int position, int from, int delta, Rows rows) {
        forwardBlock(position, from, 0, layers(rows.size), delta, rows, false);
    }

    private void forwardBlock(
            int position, int from, int start, int layers, int delta, Rows rows, boolean isInLeaf) {
        if (!rows.usesAny(start, 1 << layers)) {
            return;
        }
        int row = position + start;
        if (layers > 0) {
            int fusible = fusibleLayers(start + delta, layers);
            int radix = radixLayers(fusible, layers);
            int inner = layers - radix;
            addButterflies(true, row, from + start, start + delta, radix, inner, fusible);
            boolean isLeaf = isInLeaf || layers <= LEAF_LAYERS;
            for (int part = 0; part < 1 << radix; part++) {
                int first = start + (part << inner);
                forwardBlock(position, position, first, inner, delta, rows, isLeaf);
            }
        } else if (from != position) {
            add(ZERO, row, 0, 1, 0);
            add(ADD, row, from + start, 1, 0);
        }
        if (!isInLeaf && layers <= LEAF_LAYERS) {
            write(position, start, 1 << layers, rows);
        }
    }

    /// How many of a block's outer layers to do in one step: as many as can be fused and have all
    /// their factors in the subfield; else two with any factors, or one.
    private int radixLayers(int fusible, int layers) {
        if (fusible <= 1) {
            return layers % 2 == 0 ? 2 : 1;
        }
        if (fusible == 2 || maxRadixLayers == 2) {
            return 2;
        }
        return fusible == 4 ? 2 : 3;
    }

    /// How many of a block's outer layers have all their factors in the subfield.
    private static int fusibleLayers(int absolute, int layers) {
        int general = 0;
        while (general < layers && (absolute + (1 << layers) - (2 << general)) >> general > 255) {
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
            add(operation, row, from, distance, absolute >> (radix + inner));
        }
    }

    private void addConstants(int factor) {
        if (constantsLength == constants.length) {
            constants = Arrays.copyOf(constants, 2 * constantsLength);
        }
        constants[constantsLength++] = TowerField.constants(factor);
    }

    private static int layers(int size) {
        return Integer.numberOfTrailingZeros(size);
    }

    /// Adds a step for one row, or makes the last step one row longer if this row continues it.
    private void addRun(int operation, int row, int gridRow) {
        int last = length - STEP;
        if (last >= 0 && steps[last] == operation && row != secondArea) {
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
