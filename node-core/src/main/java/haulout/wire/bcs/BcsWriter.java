// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.bcs;

import haulout.core.Hash32;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes BCS, the one encoding that every value has. Numbers out of range are bugs of the caller
/// and answered with [IllegalArgumentException].
///
/// Not thread-safe. Source: the BCS specification (diem/bcs, README), walrus-protocol section 5.1.
public final class BcsWriter {
    private static final int SMALL = 64;

    private byte[] bytes;
    private int length;

    /// An empty writer that grows.
    public BcsWriter() {
        this(SMALL);
    }

    /// An empty writer with room for `capacity` bytes; it grows if more come.
    public BcsWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /// Writes one value, such as an element of a list.
    ///
    /// @param <T> what it is
    @FunctionalInterface
    public interface Encoder<T> {
        /// Writes the value.
        void encode(BcsWriter writer, T value);
    }

    /// Bytes written so far.
    public int length() {
        return length;
    }

    /// An unsigned byte.
    public BcsWriter u8(int value) {
        return fixed(value, 1);
    }

    /// An unsigned 16-bit number.
    public BcsWriter u16(int value) {
        return fixed(value, 2);
    }

    /// An unsigned 32-bit number.
    public BcsWriter u32(long value) {
        return fixed(value, 4);
    }

    /// An unsigned 64-bit number; a negative value stands for one from 2^63 on.
    public BcsWriter u64(long value) {
        write(value, 8);
        return this;
    }

    /// 00 or 01.
    public BcsWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /// A length or a tag: groups of seven bits, the shortest form.
    public BcsWriter uleb(long value) {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("number " + value + ", allowed 0 to 2^32 - 1");
        }
        long rest = value;
        while (rest > 0x7F) {
            u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    /// Bytes without a length in front.
    public BcsWriter fixedBytes(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /// 32 bytes without a length in front.
    public BcsWriter hash32(Hash32 value) {
        ensure(Hash32.BYTES);
        value.write(bytes, length);
        length += Hash32.BYTES;
        return this;
    }

    /// A byte string with its length in front.
    public BcsWriter byteString(byte[] value) {
        return uleb(value.length).fixedBytes(value);
    }

    /// A byte string with its length in front: what remains in the buffer, which is left as it is.
    public BcsWriter byteString(ByteBuffer value) {
        int count = value.remaining();
        uleb(count);
        ensure(count);
        value.get(value.position(), bytes, length, count);
        length += count;
        return this;
    }

    /// A text with its length in bytes in front.
    ///
    /// @throws IllegalArgumentException if it has half of a surrogate pair, which has no UTF-8
    public BcsWriter string(String value) {
        try {
            return byteString(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "text of " + value.length() + " characters has no UTF-8", e);
        }
    }

    /// A list: the number of elements, and the elements.
    public <T> BcsWriter list(List<? extends T> values, Encoder<T> element) {
        uleb(values.size());
        for (T value : values) {
            element.encode(this, value);
        }
        return this;
    }

    /// A map: the number of entries, and keys with values, sorted by the keys' bytes.
    ///
    /// @throws IllegalArgumentException if two keys have the same bytes
    public <K, V> BcsWriter map(
            Map<? extends K, ? extends V> entries, Encoder<K> key, Encoder<V> value) {
        List<EncodedEntry> encoded = new ArrayList<>(entries.size());
        entries.forEach((entryKey, entryValue) -> {
            BcsWriter keyWriter = new BcsWriter();
            key.encode(keyWriter, entryKey);
            BcsWriter valueWriter = new BcsWriter();
            value.encode(valueWriter, entryValue);
            encoded.add(new EncodedEntry(keyWriter, valueWriter));
        });
        encoded.sort(EncodedEntry::compareKeys);
        uleb(encoded.size());
        EncodedEntry previous = null;
        for (EncodedEntry entry : encoded) {
            if (previous != null && EncodedEntry.compareKeys(previous, entry) == 0) {
                throw new IllegalArgumentException("two entries of a map have the same key");
            }
            append(entry.key);
            append(entry.value);
            previous = entry;
        }
        return this;
    }

    private record EncodedEntry(BcsWriter key, BcsWriter value) {
        static int compareKeys(EncodedEntry a, EncodedEntry b) {
            return Arrays.compareUnsigned(
                    a.key.bytes, 0, a.key.length, b.key.bytes, 0, b.key.length);
        }
    }

    /// The bytes. The array is the caller's, who must not use the writer any more.
    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void append(BcsWriter other) {
        ensure(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
    }

    private BcsWriter fixed(long value, int byteCount) {
        if (value < 0 || value >>> (8 * byteCount) != 0) {
            throw new IllegalArgumentException(
                    "number " + value + " in " + byteCount + " unsigned bytes");
        }
        write(value, byteCount);
        return this;
    }

    private void write(long value, int byteCount) {
        ensure(byteCount);
        for (int i = 0; i < byteCount; i++) {
            bytes[length + i] = (byte) (value >>> (8 * i));
        }
        length += byteCount;
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            long doubled = Math.max(SMALL, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(doubled, MAX_BYTES)));
        }
        Objects.checkFromIndexSize(length, more, bytes.length);
    }

    // the largest array that every JVM makes
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
}
