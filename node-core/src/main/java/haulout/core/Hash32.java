// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;

/// A 32-byte hash, or another 32-byte value that is compared and stored by its bytes.
///
/// @param word0 bytes 0…7, read as a little-endian number
/// @param word1 bytes 8…15
/// @param word2 bytes 16…23
/// @param word3 bytes 24…31
public record Hash32(long word0, long word1, long word2, long word3) {
    /// Length in bytes.
    public static final int BYTES = 32;

    /// All zero: the empty Merkle node.
    public static final Hash32 ZERO = new Hash32(0, 0, 0, 0);

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Reads 32 bytes from `offset` on.
    public static Hash32 of(byte[] bytes, int offset) {
        Objects.checkFromIndexSize(offset, BYTES, bytes.length);
        return new Hash32(
                (long) LONG.get(bytes, offset),
                (long) LONG.get(bytes, offset + 8),
                (long) LONG.get(bytes, offset + 16),
                (long) LONG.get(bytes, offset + 24));
    }

    /// Reads an array of exactly 32 bytes.
    public static Hash32 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "hash of " + bytes.length + " bytes, expected " + BYTES);
        }
        return of(bytes, 0);
    }

    /// Writes the 32 bytes to `offset` on.
    public void write(byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, BYTES, target.length);
        LONG.set(target, offset, word0);
        LONG.set(target, offset + 8, word1);
        LONG.set(target, offset + 16, word2);
        LONG.set(target, offset + 24, word3);
    }

    /// The 32 bytes in a new array.
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /// Lower-case hex, in byte order.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
