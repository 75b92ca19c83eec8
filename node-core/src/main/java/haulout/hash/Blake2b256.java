// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.util.Arrays;
import java.util.Objects;

/// BLAKE2b with 32 bytes of digest and no key, one message at a time.
///
/// A hasher takes a message in pieces, gives its digest and is then ready for the next message; it
/// allocates nothing after construction. Threads: one at a time.
///
/// Source: RFC 7693.
public final class Blake2b256 {
    /// Bytes of a digest.
    public static final int DIGEST_BYTES = 32;

    private static final int BLOCK_BYTES = Blake2bBlock.BLOCK_BYTES;

    private final long[] h = new long[Blake2bBlock.STATE_WORDS];
    private final long[] v = new long[16];
    private final byte[] buffer = new byte[BLOCK_BYTES];
    private int buffered;
    private long compressed;

    /// A hasher at the start of a message.
    public Blake2b256() {
        Blake2bBlock.start(h);
    }

    /// Digest of one piece of memory.
    ///
    /// @param digest receives 32 bytes from `digestOffset` on; may be the array read from
    /// @throws IndexOutOfBoundsException if a range does not lie in its array
    public static void hash(
            byte[] bytes, int offset, int byteCount, byte[] digest, int digestOffset) {
        new Blake2b256().update(bytes, offset, byteCount).digest(digest, digestOffset);
    }

    /// Digest of a whole array, as a new array of 32 bytes.
    public static byte[] hash(byte[] bytes) {
        return new Blake2b256().update(bytes, 0, bytes.length).digest();
    }

    /// Forgets what was taken in and starts a new message.
    public Blake2b256 reset() {
        Blake2bBlock.start(h);
        buffered = 0;
        compressed = 0;
        return this;
    }

    /// Takes in one byte.
    public Blake2b256 update(byte next) {
        if (buffered == BLOCK_BYTES) {
            compressBuffer();
        }
        buffer[buffered++] = next;
        return this;
    }

    /// Takes in a whole array.
    public Blake2b256 update(byte[] bytes) {
        return update(bytes, 0, bytes.length);
    }

    /// Takes in part of an array, which is only read.
    ///
    /// @throws IndexOutOfBoundsException if the range does not lie in the array
    public Blake2b256 update(byte[] bytes, int offset, int byteCount) {
        Objects.checkFromIndexSize(offset, byteCount, bytes.length);
        int from = offset;
        int left = byteCount;
        int room = BLOCK_BYTES - buffered;
        if (left > room) {
            // A full buffer is compressed only when more follows, because the last block is
            // compressed differently.
            if (buffered > 0) {
                System.arraycopy(bytes, from, buffer, buffered, room);
                from += room;
                left -= room;
                compressBuffer();
            }
            while (left > BLOCK_BYTES) {
                compressed += BLOCK_BYTES;
                Blake2bBlock.compress(h, v, bytes, from, compressed, 0);
                from += BLOCK_BYTES;
                left -= BLOCK_BYTES;
            }
        }
        System.arraycopy(bytes, from, buffer, buffered, left);
        buffered += left;
        return this;
    }

    /// Ends the message and starts a new one.
    ///
    /// @param digest receives 32 bytes from `digestOffset` on
    /// @throws IndexOutOfBoundsException if they do not fit; the message then stays as it was
    public void digest(byte[] digest, int digestOffset) {
        Objects.checkFromIndexSize(digestOffset, DIGEST_BYTES, digest.length);
        Arrays.fill(buffer, buffered, BLOCK_BYTES, (byte) 0);
        Blake2bBlock.compress(h, v, buffer, 0, compressed + buffered, -1);
        for (int i = 0; i < 4; i++) {
            Blake2bBlock.WORD.set(digest, digestOffset + 8 * i, h[i]);
        }
        reset();
    }

    /// Ends the message, returns its digest as a new array of 32 bytes, and starts a new message.
    public byte[] digest() {
        byte[] digest = new byte[DIGEST_BYTES];
        digest(digest, 0);
        return digest;
    }

    private void compressBuffer() {
        compressed += BLOCK_BYTES;
        Blake2bBlock.compress(h, v, buffer, 0, compressed, 0);
        buffered = 0;
    }
}
