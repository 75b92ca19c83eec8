// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Objects;

/// Where the symbols of a set of rows lie in an array: symbol q of row i begins at `offset +
/// i·rowStride + q·symbolStride`.
///
/// A row is one position of the Reed–Solomon code. Its symbols belong to as many independent
/// codewords, all coded the same way, which is why they are handed over together. The array is the
/// caller's.
public final class SymbolGrid {
    final byte[] bytes;
    final int offset;
    final int rowStride;
    final int symbolStride;

    public SymbolGrid(byte[] bytes, int offset, int rowStride, int symbolStride) {
        this.bytes = Objects.requireNonNull(bytes);
        this.offset = offset;
        this.rowStride = rowStride;
        this.symbolStride = symbolStride;
    }

    /// The same rows from another symbol on, or from another byte of every symbol on.
    ///
    /// @param symbol the first symbol
    /// @param byteOffset the first byte of each; the code cuts symbols by 64 bytes, so a multiple
    ///   of that
    public SymbolGrid from(int symbol, int byteOffset) {
        return new SymbolGrid(
                bytes, offset + symbol * symbolStride + byteOffset, rowStride, symbolStride);
    }

    /// Refuses a shape that does not lie within the array.
    void check(int rowCount, int symbolCount, int symbolBytes) {
        if (symbolBytes < 2 || symbolBytes > 65534 || (symbolBytes & 1) != 0 || symbolCount < 0) {
            throw new IllegalArgumentException(
                    symbolCount
                            + " symbols of "
                            + symbolBytes
                            + " bytes, must be even and 2 to 65534");
        }
        long last =
                offset
                        + (rowCount - 1L) * rowStride
                        + (symbolCount - 1L) * symbolStride
                        + symbolBytes;
        if (offset < 0 || rowStride < 0 || symbolStride < 0 || last > bytes.length) {
            throw new IllegalArgumentException(
                    "grid of "
                            + rowCount
                            + " rows of "
                            + symbolCount
                            + " symbols of "
                            + symbolBytes
                            + " bytes ends at "
                            + last
                            + ", array has "
                            + bytes.length
                            + " bytes");
        }
    }

    /// Index of the first byte of a symbol.
    int start(int row, int symbol) {
        return offset + row * rowStride + symbol * symbolStride;
    }
}
