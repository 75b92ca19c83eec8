// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine that defines the code, against the specification's examples and against the code's
/// definition by polynomials, which shares nothing with the engine but the field.
class ScalarEngineTest {
    private static final SplittableRandom RANDOM = EngineComparison.random("ScalarEngineTest");

    /// The examples of walrus-protocol part 2.5.
    @ParameterizedTest(name = "k = {0}, r = {1}")
    @CsvSource({
        "3, 1, c9715e6f21ad, b6b3",
        "2, 2, c971916d, e458bc44",
        "5, 2, 59884203e4cd41a10a3c, 8ea13a7a",
        "3, 4, 5988119b4702, 9293ecaea868d944",
        "7, 3, 4561fe998f156aab76bc4e529774, 98b7742131cd",
        "4, 6, 4561b08cbc861513, 5b39b97c32968cab6cca42bf"
    })
    void encodesTheSpecificationsExamples(int k, int r, String source, String recovery) {
        byte[] encoded = new byte[2 * r];
        CodecEngines.scalar()
                .encoder(new ReedSolomonCode(k, r))
                .encode(
                        new SymbolGrid(HexFormat.of().parseHex(source), 0, 2, 2),
                        new SymbolGrid(encoded, 0, 2, 2),
                        1,
                        2);
        assertEquals(recovery, HexFormat.of().formatHex(encoded));
    }

    @Test
    void recoveryIsTheValueOfTheInterpolatedPolynomials() {
        for (int i = 0; i < 150; i++) {
            ReedSolomonCode code =
                    new ReedSolomonCode(RANDOM.nextInt(1, 40), RANDOM.nextInt(1, 40));
            int[] source = RANDOM.ints(code.sourceCount(), 0, 65536).toArray();
            assertArrayEquals(byPolynomials(code, source), byEngine(code, source), "" + code);
        }
    }

    /// Symbols are cut into chunks of 64 bytes, and each chunk, the last one too, in its middle.
    @Test
    void wordsOfASymbolAreCodedEachForItself() {
        ReedSolomonCode code = new ReedSolomonCode(7, 3);
        for (int symbolBytes = 2; symbolBytes <= 260; symbolBytes += 2) {
            byte[] source = new byte[7 * symbolBytes];
            RANDOM.nextBytes(source);
            byte[] recovery = new byte[3 * symbolBytes];
            CodecEngines.scalar()
                    .encoder(code)
                    .encode(
                            new SymbolGrid(source, 0, symbolBytes, 0),
                            new SymbolGrid(recovery, 0, symbolBytes, 0),
                            1,
                            symbolBytes);
            for (int word = 0; word < symbolBytes / 2; word++) {
                int start = word / 32 * 64;
                int half = Math.min(64, symbolBytes - start) / 2;
                int low = start + word % 32;
                int[] words = new int[7];
                for (int i = 0; i < 7; i++) {
                    words[i] = wordOf(source, i * symbolBytes + low, half);
                }
                int[] expected = byPolynomials(code, words);
                for (int j = 0; j < 3; j++) {
                    assertEquals(expected[j], wordOf(recovery, j * symbolBytes + low, half));
                }
            }
        }
    }

    @Test
    void refusesGridsThatLeaveTheirArray() {
        CodecEngine.RowEncoder encoder = CodecEngines.scalar().encoder(new ReedSolomonCode(3, 1));
        SymbolGrid fitting = new SymbolGrid(new byte[100], 0, 4, 4);
        SymbolGrid tooShort = new SymbolGrid(new byte[11], 0, 4, 4);
        SymbolGrid negative = new SymbolGrid(new byte[100], -1, 4, 4);
        SymbolGrid overflowing = new SymbolGrid(new byte[100], 0, 1 << 30, 4);
        encoder.encode(fitting, new SymbolGrid(new byte[4], 0, 4, 4), 1, 4);
        for (SymbolGrid bad : new SymbolGrid[] {tooShort, negative, overflowing}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> encoder.encode(bad, new SymbolGrid(new byte[4], 0, 4, 4), 1, 4));
        }
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(fitting, fitting, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(fitting, fitting, 1, 0));
    }

    private static int wordOf(byte[] bytes, int low, int half) {
        return bytes[low] & 255 | (bytes[low + half] & 255) << 8;
    }

    private static int[] byEngine(ReedSolomonCode code, int[] source) {
        byte[] bytes = new byte[2 * source.length];
        for (int i = 0; i < source.length; i++) {
            bytes[2 * i] = (byte) source[i];
            bytes[2 * i + 1] = (byte) (source[i] >> 8);
        }
        byte[] recovery = new byte[2 * code.recoveryCount()];
        CodecEngines.scalar()
                .encoder(code)
                .encode(new SymbolGrid(bytes, 0, 2, 2), new SymbolGrid(recovery, 0, 2, 2), 1, 2);
        int[] words = new int[code.recoveryCount()];
        for (int j = 0; j < words.length; j++) {
            words[j] = wordOf(recovery, 2 * j, 1);
        }
        return words;
    }

    /// Low rate: the polynomial of degree < c through (i, source i), zero where there is no source;
    /// recovery j is its value at c + j. High rate: for each block of c the polynomial through (c +
    /// i, source i); recovery j is the sum of their values at j.
    private static int[] byPolynomials(ReedSolomonCode code, int[] source) {
        int c = code.chunk();
        int[] recovery = new int[code.recoveryCount()];
        int blocks = code.isHighRate() ? Math.ceilDiv(source.length, c) : 1;
        for (int block = 0; block < blocks; block++) {
            int[] points = new int[c];
            int[] values = new int[c];
            for (int i = 0; i < c; i++) {
                int index = block * c + i;
                points[i] = code.isHighRate() ? c + index : index;
                values[i] = index < source.length ? source[index] : 0;
            }
            for (int j = 0; j < recovery.length; j++) {
                recovery[j] ^= interpolate(points, values, code.isHighRate() ? j : c + j);
            }
        }
        return recovery;
    }

    /// Lagrange's formula; differences are XOR.
    private static int interpolate(int[] points, int[] values, int at) {
        int sum = 0;
        for (int i = 0; i < points.length; i++) {
            int term = values[i];
            for (int m = 0; m < points.length; m++) {
                if (m != i) {
                    int quotient =
                            GaloisField.multiply(
                                    at ^ points[m], GaloisField.inverse(points[i] ^ points[m]));
                    term = GaloisField.multiply(term, quotient);
                }
            }
            sum ^= term;
        }
        return sum;
    }
}
