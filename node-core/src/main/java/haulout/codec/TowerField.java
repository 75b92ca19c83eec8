// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// GF(2^16) as a quadratic extension of its subfield GF(2^8), which in the protocol's coordinates
/// is just the elements 0…255.
///
/// An element is lo + hi·b with lo, hi in the subfield and b the protocol's element 256, so that
/// b² = b + P. From the protocol's coordinates to these and back is the same map,
/// `lo ^= lambda(hi)`, and `lambda` is additive. Then a product by a subfield constant acts on
/// each half alone, and one by any other constant costs three subfield products (Karatsuba):
///
///     c·x, c < 256:   lo' = c·lo               hi' = c·hi
///     c·x, else:      lo' = u·lo ^ v·hi        hi' = u·lo ^ w·(lo ^ hi)
///                     u = lo of c, v = P · hi of c, w = u ^ hi of c
///
/// Products by a constant, and `lambda`, are additive maps on bytes. A table holds such a map as
/// two parts of `lanes` bytes, for the low bits of a byte and for the bits above those. In the
/// second part the entries repeat, so whatever lies above the bits looked at does not matter.
final class TowerField {
    /// b² + b, an element of the subfield.
    static final int P = 128;

    /// Number of the table of `lambda`; tables 0…255 are the products by that constant.
    static final int LAMBDA = 256;

    private TowerField() {}

    /// What separates the two coordinate systems: the subfield part of the protocol's element `high
    /// << 8`.
    static int lambda(int high) {
        int sum = 0;
        for (int bit = 0; bit < 8; bit++) {
            if ((high >> bit & 1) != 0) {
                sum ^= (1 << (8 + bit)) ^ GaloisField.multiply(1 << bit, 256);
            }
        }
        return sum;
    }

    /// The three constants of the product by `c`, packed: u | v << 8 | w << 16.
    static int constants(int c) {
        int high = c >> 8;
        int u = (c & 255) ^ lambda(high);
        return u | GaloisField.multiply(P, high) << 8 | (u ^ high) << 16;
    }

    /// Bytes of one table.
    static int tableBytes(int lanes) {
        return 2 * lanes;
    }

    /// All tables, 0…[#LAMBDA], one after another: 33 KB for 64 lanes.
    ///
    /// @param lanes bytes in a vector: 16, 32 or 64
    static byte[] tables(int lanes) {
        byte[] tables = new byte[(LAMBDA + 1) * tableBytes(lanes)];
        int[] images = new int[8];
        for (int table = 0; table <= LAMBDA; table++) {
            for (int bit = 0; bit < 8; bit++) {
                int unit = 1 << bit;
                images[bit] = table == LAMBDA ? lambda(unit) : GaloisField.multiply(unit, table);
            }
            fill(tables, table * tableBytes(lanes), lanes, images);
        }
        return tables;
    }

    private static void fill(byte[] tables, int at, int lanes, int[] images) {
        int lowBits = Integer.numberOfTrailingZeros(lanes);
        for (int bit = 0; bit < lowBits; bit++) {
            int width = 1 << bit;
            int high = lowBits + bit < 8 ? images[lowBits + bit] : 0;
            for (int i = 0; i < width; i++) {
                tables[at + width + i] = (byte) (tables[at + i] ^ images[bit]);
                tables[at + lanes + width + i] = (byte) (tables[at + lanes + i] ^ high);
            }
        }
    }
}
