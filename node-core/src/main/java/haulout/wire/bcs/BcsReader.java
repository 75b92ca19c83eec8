// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.bcs;

import haulout.core.Hash32;
import haulout.core.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads BCS, and nothing but BCS: every value has exactly one encoding, and any other bytes are
/// refused.
///
/// Nothing is allocated for a length that the remaining bytes cannot hold, so the memory of what is
/// read stays in proportion to the input. The first argument of every method names the field in the
/// message of the exception. Not thread-safe; the array must not change meanwhile.
///
/// Source: the BCS specification (diem/bcs, README), walrus-protocol section 5.1.
public final class BcsReader {
    /// Most bytes of an unsigned 32-bit number in groups of seven bits.
    private static final int MAX_ULEB_BYTES = 5;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;
    private @Nullable CharsetDecoder utf8;

    /// Reads all of an array, which stays the caller's and is not copied.
    public BcsReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// Reads `length` bytes of an array from `offset` on; offsets in messages count from there.
    public BcsReader(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.start = offset;
        this.position = offset;
        this.end = offset + length;
    }

    /// Reads one value, such as an element of a list.
    ///
    /// @param <T> what it becomes
    @FunctionalInterface
    public interface Decoder<T> {
        /// Reads the value and leaves the reader behind it.
        T decode(BcsReader reader) throws WireFormatException;
    }

    /// Bytes read so far.
    public int offset() {
        return position - start;
    }

    /// Bytes left.
    public int remaining() {
        return end - position;
    }

    /// An unsigned byte, 0…255.
    public int u8(String what) throws WireFormatException {
        require(what, 1);
        return bytes[position++] & 0xFF;
    }

    /// An unsigned 16-bit number, 0…65535.
    public int u16(String what) throws WireFormatException {
        return (int) fixed(what, 2);
    }

    /// An unsigned 32-bit number, 0…2^32−1.
    public long u32(String what) throws WireFormatException {
        return fixed(what, 4);
    }

    /// An unsigned 64-bit number; numbers from 2^63 on come out negative.
    public long u64(String what) throws WireFormatException {
        return fixed(what, 8);
    }

    /// An unsigned 64-bit number up to `max`, which is not negative.
    public long u64AtMost(String what, long max) throws WireFormatException {
        int at = offset();
        long value = fixed(what, 8);
        if (Long.compareUnsigned(value, max) > 0) {
            throw new WireFormatException(what, at, "at most " + max, Long.toUnsignedString(value));
        }
        return value;
    }

    /// 00 or 01.
    public boolean bool(String what) throws WireFormatException {
        int at = offset();
        int value = u8(what);
        if (value > 1) {
            throw new WireFormatException(what, at, "00 or 01", "byte " + value);
        }
        return value == 1;
    }

    /// A number in groups of seven bits in its shortest form, 0…2^32−1.
    public long uleb(String what) throws WireFormatException {
        int at = offset();
        long value = 0;
        for (int group = 0; group < MAX_ULEB_BYTES; group++) {
            int next = u8(what);
            value |= (long) (next & 0x7F) << (7 * group);
            if ((next & 0x80) == 0) {
                if (next == 0 && group > 0) {
                    throw new WireFormatException(
                            what, at, "the shortest form", (group + 1) + " bytes with a zero last");
                }
                if (value > 0xFFFF_FFFFL) {
                    throw new WireFormatException(what, at, "at most 2^32 - 1", value + "");
                }
                return value;
            }
        }
        throw new WireFormatException(
                what, at, "at most " + MAX_ULEB_BYTES + " bytes of number", "more");
    }

    /// The tag of an enum with `variants` variants, 0…variants−1.
    public int tag(String what, int variants) throws WireFormatException {
        int at = offset();
        long tag = uleb(what);
        if (tag >= variants) {
            throw new WireFormatException(what, at, "tag 0 to " + (variants - 1), "tag " + tag);
        }
        return (int) tag;
    }

    /// `length` bytes without a length in front, in a new array.
    public byte[] fixedBytes(String what, int length) throws WireFormatException {
        require(what, length);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /// 32 bytes without a length in front.
    public Hash32 hash32(String what) throws WireFormatException {
        require(what, Hash32.BYTES);
        Hash32 value = Hash32.of(bytes, position);
        position += Hash32.BYTES;
        return value;
    }

    /// A byte string with its length in front, in a new array.
    ///
    /// @param maxBytes the caller's limit
    public byte[] byteString(String what, int maxBytes) throws WireFormatException {
        return fixedBytes(what, count(what, 1, maxBytes));
    }

    /// A text with its length in bytes in front.
    ///
    /// @param maxBytes the caller's limit
    public String string(String what, int maxBytes) throws WireFormatException {
        int length = count(what, 1, maxBytes);
        if (length == 0) {
            return "";
        }
        int at = offset();
        try {
            String value = utf8().decode(ByteBuffer.wrap(bytes, position, length)).toString();
            position += length;
            return value;
        } catch (CharacterCodingException e) {
            throw new WireFormatException(what, at, "UTF-8", "other bytes", e);
        }
    }

    /// One decoder for all texts of a message: a list of short ones costs no decoder each.
    private CharsetDecoder utf8() {
        CharsetDecoder decoder = utf8;
        if (decoder == null) {
            decoder =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
            utf8 = decoder;
        }
        return decoder;
    }

    /// 00, or 01 and a value.
    public <T> Optional<T> option(String what, Decoder<T> value) throws WireFormatException {
        return tag(what, 2) == 0 ? Optional.empty() : Optional.of(value.decode(this));
    }

    /// The number of elements in front of a list.
    ///
    /// @param minElementBytes fewest bytes that an element takes, at least 1
    /// @param maxCount the caller's limit
    public int count(String what, int minElementBytes, int maxCount) throws WireFormatException {
        int at = offset();
        long count = uleb(what);
        if (count > maxCount) {
            throw new WireFormatException(what, at, "at most " + maxCount, count + "");
        }
        long fitting = remaining() / minElementBytes;
        if (count > fitting) {
            throw new WireFormatException(
                    what, at, "at most the " + fitting + " that the bytes can hold", count + "");
        }
        return (int) count;
    }

    /// A list: the number of elements, and the elements.
    ///
    /// @param minElementBytes fewest bytes that an element takes, at least 1
    /// @param maxCount the caller's limit
    public <T> List<T> list(String what, int minElementBytes, int maxCount, Decoder<T> element)
            throws WireFormatException {
        int count = count(what, minElementBytes, maxCount);
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(element.decode(this));
        }
        return Collections.unmodifiableList(values);
    }

    /// A map: the number of entries, and keys with values, in the ascending order of the keys'
    /// bytes.
    ///
    /// @param minEntryBytes fewest bytes that an entry takes, at least 1
    /// @param maxCount the caller's limit
    public <K, V> SequencedMap<K, V> map(
            String what, int minEntryBytes, int maxCount, Decoder<K> key, Decoder<V> value)
            throws WireFormatException {
        int count = count(what, minEntryBytes, maxCount);
        SequencedMap<K, V> entries = new LinkedHashMap<>();
        int previousStart = 0;
        int previousEnd = 0;
        for (int i = 0; i < count; i++) {
            int keyStart = position;
            K nextKey = key.decode(this);
            int keyEnd = position;
            if (i > 0
                    && Arrays.compareUnsigned(
                                    bytes, previousStart, previousEnd, bytes, keyStart, keyEnd)
                            >= 0) {
                throw new WireFormatException(
                        what, keyStart - start, "keys in ascending order", "a key out of order");
            }
            previousStart = keyStart;
            previousEnd = keyEnd;
            entries.put(nextKey, value.decode(this));
        }
        return Collections.unmodifiableSequencedMap(entries);
    }

    /// Checks that nothing is left over.
    public void expectEnd(String what) throws WireFormatException {
        if (remaining() > 0) {
            throw new WireFormatException(
                    what, offset(), "the end of the input", remaining() + " more bytes");
        }
    }

    private long fixed(String what, int length) throws WireFormatException {
        require(what, length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[position + i] & 0xFFL) << (8 * i);
        }
        position += length;
        return value;
    }

    private void require(String what, int length) throws WireFormatException {
        if (length > remaining()) {
            throw new WireFormatException(
                    what, offset(), length + " bytes", remaining() + " bytes");
        }
    }
}
