// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// The field GF(2^16) in the coordinates of the protocol: 16-bit integers, addition is XOR, and
/// multiplication is that of GF(2)\[x\] / (x^16 + x^5 + x^3 + x^2 + 1) after a change to a Cantor
/// basis. Integer 1 is the field's one; integer 2 is not x, so products always go by the tables.
///
/// | Table | Size | Is | Used by |
/// |---|---|---|---|
/// | `LOG` | 65536 x 2 bytes | discrete logarithm; `LOG[0]` = 65535 | all |
/// | `EXP` | 65536 x 2 bytes | its inverse; `EXP[65535]` = `EXP[0]` | all |
/// | skew factors | none | a formula, see [#skewFactor] | transforms |
/// | Walsh table | 2 N bytes | [#walshOfLogarithms] for a transform of N rows | [ErrorLocator] |
///
/// Logarithms are added and subtracted modulo 65535 with two spellings of zero, 0 and 65535.
///
/// Source: reed-solomon-simd 3.1.0 `engine/tables.rs`; D. G. Cantor, "On Arithmetical Algorithms
/// over Finite Fields", 1989, for the basis.
final class GaloisField {
    /// Number of field elements.
    static final int ORDER = 65536;

    /// Number of non-zero elements, and the logarithm that stands for zero.
    static final int MODULUS = 65535;

    private static final int POLYNOMIAL = 0x1002D;

    /// A Cantor basis written as polynomials: B\[i\] = B\[i+1\]^2 + B\[i+1\], B\[0\] = 1.
    private static final int[] CANTOR_BASIS = {
        0x0001, 0xACCA, 0x3C0E, 0x163E, 0xC582, 0xED2E, 0x914C, 0x4012,
        0x6C98, 0x10D8, 0x6A72, 0xB900, 0xFDB8, 0xFB34, 0xFF38, 0x991E
    };

    static final char[] LOG = new char[ORDER];
    static final char[] EXP = new char[ORDER];

    static {
        char[] polynomialLog = EXP; // borrowed until LOG is known
        int state = 1;
        for (int i = 0; i < MODULUS; i++) {
            polynomialLog[state] = (char) i;
            state <<= 1;
            if (state >= ORDER) {
                state ^= POLYNOMIAL;
            }
        }
        polynomialLog[0] = MODULUS;

        char[] log = LOG; // first the change of basis, then the logarithm of what it leads to
        for (int i = 0; i < 16; i++) {
            int width = 1 << i;
            int basis = CANTOR_BASIS[i];
            for (int j = 0; j < width; j++) {
                log[j + width] = (char) (log[j] ^ basis);
            }
        }
        for (int x = 0; x < ORDER; x++) {
            log[x] = polynomialLog[log[x]];
        }

        char[] exp = EXP;
        for (int x = 0; x < ORDER; x++) {
            exp[log[x]] = (char) x;
        }
        exp[MODULUS] = exp[0];
    }

    private GaloisField() {}

    /// Sum of two logarithms.
    static int addLogs(int a, int b) {
        int sum = a + b;
        return (sum + (sum >>> 16)) & 0xFFFF;
    }

    /// Difference of two logarithms.
    static int subtractLogs(int a, int b) {
        int difference = a - b;
        return difference < 0 ? difference + MODULUS : difference;
    }

    /// `x` times the element whose logarithm is `log`; 0 and 65535 both mean times one.
    static int multiplyByLog(int x, int log) {
        return x == 0 ? 0 : EXP[addLogs(LOG[x], log)];
    }

    /// Product of two elements.
    static int multiply(int x, int y) {
        return x == 0 || y == 0 ? 0 : multiplyByLog(x, LOG[y]);
    }

    /// The element whose product with `x` is one.
    ///
    /// @param x not 0
    static int inverse(int x) {
        return EXP[MODULUS - LOG[x]];
    }

    /// Factor of the butterflies at distance `distance` in the block that begins at `row`, a
    /// multiple of twice the distance, counted from row 0 of the coset's numbering.
    ///
    /// The skew polynomial of layer m vanishes on 0…2^m−1 and is normalised; over a Cantor basis it
    /// maps basis element j to basis element j − m. Numbers being coordinates in that basis, it is
    /// a right shift. (The protocol's table of logarithms is `SK[row + distance − 1] = LOG[row >>
    /// m]`; a test compares all of it.)
    static int skewFactor(int row, int distance) {
        return row >> Integer.numberOfTrailingZeros(distance);
    }

    /// Walsh–Hadamard transform on logarithms, in place, without scaling.
    ///
    /// @param values a power of two many
    static void walshHadamard(char[] values) {
        for (int h = 1; h < values.length; h <<= 1) {
            for (int block = 0; block < values.length; block += 2 * h) {
                for (int i = block; i < block + h; i++) {
                    int a = values[i];
                    int b = values[i + h];
                    values[i] = (char) addLogs(a, b);
                    values[i + h] = (char) subtractLogs(a, b);
                }
            }
        }
    }

    /// What the error locator of a transform of `size` rows multiplies by: the Walsh–Hadamard
    /// transform of the logarithms below `size`, zero's taken as 0, times 65536 / `size`.
    ///
    /// Only logarithms below `size` matter because positions differ (XOR) by less than `size`. The
    /// factor makes up for transforming fewer entries; a product by a power of two modulo 2^16 − 1
    /// is a rotation.
    ///
    /// @param size a power of two, at most 65536
    static char[] walshOfLogarithms(int size) {
        char[] walsh = new char[size];
        System.arraycopy(LOG, 1, walsh, 1, size - 1);
        walshHadamard(walsh);
        int turn = 16 - Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            int value = walsh[i];
            walsh[i] = (char) (value << turn | value >>> (16 - turn));
        }
        return walsh;
    }
}
