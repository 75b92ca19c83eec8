// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Arrays;

/// The definition of the code, in plain Java: transforms on words, layer by layer, one factor at a
/// time. Other engines are compared with it. It also codes while the vector kernels are not
/// compiled yet, so whole rows are handled per butterfly and the work is cut to fit the cache.
///
/// Source: walrus-protocol parts 2.2 to 2.6.
final class ScalarEngine implements CodecEngine {
    static final ScalarEngine INSTANCE = new ScalarEngine();

    /// Words that all working rows of a strip may have together: half a megabyte.
    private static final int WORKING_WORDS = 1 << 18;

    private ScalarEngine() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public RowEncoder encoder(ReedSolomonCode code) {
        return new Encoder(code);
    }

    @Override
    public RowDecoder decoder(ErasurePattern pattern) {
        return new Decoder(pattern);
    }

    private static final class Encoder implements RowEncoder {
        private final ReedSolomonCode code;
        private final int chunk;
        private final WordRows rows;
        private final StripCursor strip = new StripCursor();

        Encoder(ReedSolomonCode code) {
            this.code = code;
            chunk = code.chunk();
            rows = new WordRows(2 * chunk, WORKING_WORDS);
        }

        @Override
        public void encode(
                SymbolGrid source, SymbolGrid recovery, int symbolCount, int symbolBytes) {
            source.check(code.sourceCount(), symbolCount, symbolBytes);
            recovery.check(code.recoveryCount(), symbolCount, symbolBytes);
            strip.start(symbolCount, symbolBytes, rows.maxWords());
            while (strip.next()) {
                rows.begin(strip, symbolBytes);
                if (code.isHighRate()) {
                    encodeHighRate(source, recovery);
                } else {
                    encodeLowRate(source, recovery);
                }
            }
        }

        /// Rows 0…c−1 gather the sum, rows c…2c−1 are each block's.
        private void encodeHighRate(SymbolGrid source, SymbolGrid recovery) {
            int sourceCount = code.sourceCount();
            for (int start = 0; start < sourceCount; start += chunk) {
                int target = start == 0 ? 0 : chunk;
                int filled = Math.min(chunk, sourceCount - start);
                rows.load(source, start, target, filled);
                rows.zero(target + filled, chunk - filled);
                rows.inverseTransform(target, chunk, start + chunk, filled);
                if (start > 0) {
                    rows.add(0, chunk, chunk);
                }
            }
            rows.transform(0, chunk, 0, code.recoveryCount());
            rows.store(0, recovery, 0, code.recoveryCount());
        }

        /// Rows c…2c−1 keep the coefficients, rows 0…c−1 are each block's.
        private void encodeLowRate(SymbolGrid source, SymbolGrid recovery) {
            int sourceCount = code.sourceCount();
            int recoveryCount = code.recoveryCount();
            rows.load(source, 0, chunk, sourceCount);
            rows.zero(chunk + sourceCount, chunk - sourceCount);
            rows.inverseTransform(chunk, chunk, 0, sourceCount);
            for (int start = 0; start < recoveryCount; start += chunk) {
                int wanted = Math.min(chunk, recoveryCount - start);
                rows.copy(0, chunk, chunk);
                rows.transform(0, chunk, start + chunk, wanted);
                rows.store(0, recovery, start, wanted);
            }
        }
    }

    private static final class Decoder implements RowDecoder {
        private final ErasurePattern pattern;
        private final int wantedEnd;
        private final WordRows rows;
        private final StripCursor strip = new StripCursor();

        Decoder(ErasurePattern pattern) {
            this.pattern = pattern;
            int end = 0;
            for (int position : pattern.wanted()) {
                end = Math.max(end, 1 + pattern.locator().row(position));
            }
            wantedEnd = end;
            rows = new WordRows(end == 0 ? 1 : pattern.locator().size(), WORKING_WORDS);
        }

        @Override
        public void decode(
                SymbolGrid present, SymbolGrid missing, int symbolCount, int symbolBytes) {
            present.check(pattern.present().length, symbolCount, symbolBytes);
            missing.check(pattern.wantedCount(), symbolCount, symbolBytes);
            if (pattern.wantedCount() == 0) {
                return;
            }
            strip.start(symbolCount, symbolBytes, rows.maxWords());
            while (strip.next()) {
                rows.begin(strip, symbolBytes);
                decodeStrip(present, missing);
            }
        }

        private void decodeStrip(SymbolGrid present, SymbolGrid missing) {
            ErrorLocator locator = pattern.locator();
            int size = locator.size();
            rows.zero(0, size);
            int filled = 0;
            int[] positions = pattern.present();
            for (int i = 0; i < positions.length; i++) {
                int row = locator.row(positions[i]);
                rows.load(present, i, row, 1);
                rows.multiply(row, locator.log(row));
                filled = Math.max(filled, row + 1);
            }
            rows.inverseTransform(0, size, 0, filled);
            for (int i = 1; i < size; i++) { // formal derivative
                int width = Integer.lowestOneBit(i);
                rows.add(i - width, i, width);
            }
            rows.transform(0, size, 0, wantedEnd);
            int[] wanted = pattern.wanted();
            for (int i = 0; i < wanted.length; i++) {
                int row = locator.row(wanted[i]);
                rows.multiply(row, locator.inverseLog(row));
                rows.store(row, missing, i, 1);
            }
        }
    }

    /// Rows of words of one strip, side by side in an array.
    private static final class WordRows {
        private final int maxWords;
        private final char[] words;
        private final FactorTables tables = new FactorTables();
        private StripCursor strip = new StripCursor();
        private int symbolBytes;
        private int width;

        WordRows(int rowCount, int budget) {
            maxWords = Math.max(64, Math.min(4096, (budget / rowCount) & -64));
            words = new char[Math.multiplyExact(rowCount, maxWords)];
        }

        int maxWords() {
            return maxWords;
        }

        void begin(StripCursor strip, int symbolBytes) {
            this.strip = strip;
            this.symbolBytes = symbolBytes;
            this.width = strip.words;
        }

        /// Reads `count` rows of `grid` from `gridRow` on into rows from `row` on.
        void load(SymbolGrid grid, int gridRow, int row, int count) {
            for (int i = 0; i < count; i++) {
                int target = (row + i) * width;
                int end = target + width;
                int symbol = strip.firstSymbol;
                int from = strip.firstByte;
                while (target < end) {
                    int to = Math.min(symbolBytes, from + 2 * (end - target));
                    int start = grid.start(gridRow + i, symbol);
                    for (int at = from; at < to; at += 64) {
                        int half = Math.min(64, to - at) / 2;
                        loadChunk(grid.bytes, start + at, half, target);
                        target += half;
                    }
                    from = 0;
                    symbol++;
                }
            }
        }

        private void loadChunk(byte[] bytes, int low, int half, int target) {
            int high = low + half;
            for (int i = 0; i < half; i++) {
                words[target + i] = (char) ((bytes[low + i] & 255) | (bytes[high + i] << 8));
            }
        }

        /// Writes `count` rows from `row` on to rows of `grid` from `gridRow` on.
        void store(int row, SymbolGrid grid, int gridRow, int count) {
            for (int i = 0; i < count; i++) {
                int source = (row + i) * width;
                int end = source + width;
                int symbol = strip.firstSymbol;
                int from = strip.firstByte;
                while (source < end) {
                    int to = Math.min(symbolBytes, from + 2 * (end - source));
                    int start = grid.start(gridRow + i, symbol);
                    for (int at = from; at < to; at += 64) {
                        int half = Math.min(64, to - at) / 2;
                        storeChunk(source, half, grid.bytes, start + at);
                        source += half;
                    }
                    from = 0;
                    symbol++;
                }
            }
        }

        private void storeChunk(int source, int half, byte[] bytes, int low) {
            int high = low + half;
            for (int i = 0; i < half; i++) {
                int word = words[source + i];
                bytes[low + i] = (byte) word;
                bytes[high + i] = (byte) (word >> 8);
            }
        }

        void zero(int row, int count) {
            Arrays.fill(words, row * width, (row + count) * width, (char) 0);
        }

        void copy(int row, int fromRow, int count) {
            System.arraycopy(words, fromRow * width, words, row * width, count * width);
        }

        /// Rows from `row` on `^=` rows from `other` on.
        void add(int row, int other, int count) {
            int x = row * width;
            int y = other * width;
            for (int i = 0; i < count * width; i++) {
                words[x + i] ^= words[y + i];
            }
        }

        /// Multiplies one row by the element whose logarithm is `log`.
        void multiply(int row, int log) {
            char[] table = tables.nibbles(log);
            for (int i = row * width; i < (row + 1) * width; i++) {
                int v = words[i];
                words[i] =
                        (char)
                                (table[v & 15]
                                        ^ table[16 | ((v >> 4) & 15)]
                                        ^ table[32 | ((v >> 8) & 15)]
                                        ^ table[48 | (v >> 12)]);
            }
        }

        /// Values at `delta`…`delta`+`size`−1 of the polynomial whose coefficients are given.
        ///
        /// @param wanted how many of the values are asked for, from the first; the others come out
        ///   undefined
        void transform(int position, int size, int delta, int wanted) {
            for (int d = size >> 1; d > 0; d >>= 1) {
                for (int r = 0; r < wanted; r += 2 * d) {
                    int factor = GaloisField.skewFactor(r + delta, d);
                    int x = (position + r) * width;
                    int y = (position + r + d) * width;
                    if (factor != 0) {
                        multiplyAdd(x, y, d * width, factor);
                    }
                    add(position + r + d, position + r, d);
                }
            }
        }

        /// The inverse of [#transform].
        ///
        /// @param filled rows from this one on are zero on entry
        void inverseTransform(int position, int size, int delta, int filled) {
            for (int d = 1; d < size; d <<= 1) {
                for (int r = 0; r < filled; r += 2 * d) {
                    int factor = GaloisField.skewFactor(r + delta, d);
                    int x = (position + r) * width;
                    int y = (position + r + d) * width;
                    add(position + r + d, position + r, d);
                    if (factor != 0) {
                        multiplyAdd(x, y, d * width, factor);
                    }
                }
            }
        }

        /// Words from `x` on `^= factor ·` words from `y` on. A product is the sum of the products
        /// of its parts: of four nibbles, or of two bytes where that is worth a larger table.
        private void multiplyAdd(int x, int y, int count, int factor) {
            if (count < FactorTables.WORTH_BYTES) {
                char[] table = tables.nibbles(GaloisField.LOG[factor]);
                for (int i = 0; i < count; i++) {
                    int v = words[y + i];
                    words[x + i] ^=
                            (char)
                                    (table[v & 15]
                                            ^ table[16 | ((v >> 4) & 15)]
                                            ^ table[32 | ((v >> 8) & 15)]
                                            ^ table[48 | (v >> 12)]);
                }
            } else {
                char[] table = tables.bytes(GaloisField.LOG[factor]);
                for (int i = 0; i < count; i++) {
                    int v = words[y + i];
                    words[x + i] ^= (char) (table[v & 255] ^ table[256 | (v >> 8)]);
                }
            }
        }
    }

    /// Products of one factor with every nibble, or every byte, of a word. One factor at a time.
    private static final class FactorTables {
        /// From this many words on the table by bytes pays for its making.
        static final int WORTH_BYTES = 256;

        private final char[] nibbles = new char[4 * 16];
        private final char[] bytes = new char[2 * 256];

        /// Entry 16 j + v is the product with v << 4 j.
        char[] nibbles(int log) {
            fill(nibbles, 4, log);
            return nibbles;
        }

        /// Entry 256 j + v is the product with v << 8 j.
        char[] bytes(int log) {
            fill(bytes, 8, log);
            return bytes;
        }

        private static void fill(char[] table, int bits, int log) {
            int part = 1 << bits;
            for (int bit = 0; bit < 16; bit++) {
                int product = GaloisField.multiplyByLog(1 << bit, log);
                int start = bit / bits * part;
                int width = 1 << bit % bits;
                for (int v = 0; v < width; v++) {
                    table[start + width + v] = (char) (table[start + v] ^ product);
                }
            }
        }
    }
}
