// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import java.util.Objects;

/// The byte generator of the golden vectors: SplitMix64, each value as 8 bytes, least significant
/// first. Successive calls continue the same stream of bytes, wherever the calls cut it.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
public final class SplitMix64 {
    private long state;
    private long word;
    private int bytesLeft;

    /// @param seed unsigned; decimal text goes through [Long#parseUnsignedLong(String)]
    public SplitMix64(long seed) {
        this.state = seed;
    }

    /// The first `length` bytes for the decimal, unsigned `seed`.
    public static byte[] bytes(String seed, int length) {
        byte[] bytes = new byte[length];
        new SplitMix64(Long.parseUnsignedLong(seed)).fill(bytes, 0, length);
        return bytes;
    }

    /// The next `length` bytes of the stream into `target` from `offset` on.
    public void fill(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        for (int i = 0; i < length; i++) {
            if (bytesLeft == 0) {
                word = next();
                bytesLeft = 8;
            }
            target[offset + i] = (byte) word;
            word >>>= 8;
            bytesLeft--;
        }
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
