// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A file that goes into a quilt, without its contents.
///
/// @param identifier its name
/// @param tags what is said about it; their BCS form has at most 65535 bytes
/// @param contentBytes its length
public record QuiltItem(QuiltIdentifier identifier, Map<String, String> tags, long contentBytes) {
    /// Most bytes of the tags in BCS: the length of the field is an unsigned 16-bit number.
    static final int MAX_TAGS_BYTES = 0xFFFF;

    // two empty texts
    private static final int MIN_TAG_BYTES = 2;

    /// @throws IllegalArgumentException if the tags are too long or have no UTF-8
    public QuiltItem {
        Objects.requireNonNull(identifier);
        tags = copyOf(tags);
        if (contentBytes < 0) {
            throw new IllegalArgumentException("file of " + contentBytes + " bytes");
        }
        int tagsBytes = tagsField(tags).length;
        if (tagsBytes > MAX_TAGS_BYTES) {
            throw new IllegalArgumentException(
                    "tags of " + tagsBytes + " bytes, at most " + MAX_TAGS_BYTES);
        }
    }

    /// An unmodifiable copy of tags, in the order of their names.
    ///
    /// Not `Map.copyOf`: its table takes a time that grows with the square of the number of names
    /// when somebody has chosen them for their hashes.
    static Map<String, String> copyOf(Map<String, String> tags) {
        SortedMap<String, String> copy = new TreeMap<>();
        copy.putAll(tags);
        return Collections.unmodifiableMap(copy);
    }

    /// Tags as a BCS map.
    static byte[] tagsField(Map<String, String> tags) {
        BcsWriter writer = new BcsWriter();
        writeTags(writer, tags);
        return writer.toBytes();
    }

    static void writeTags(BcsWriter writer, Map<String, String> tags) {
        writer.map(tags, BcsWriter::string, BcsWriter::string);
    }

    /// @param maxCount most tags that are read; each takes many times its bytes in memory
    static Map<String, String> readTags(BcsReader reader, int maxCount) throws WireFormatException {
        return reader.map(
                "tags",
                MIN_TAG_BYTES,
                maxCount,
                r -> r.string("tag", Integer.MAX_VALUE),
                r -> r.string("value of a tag", Integer.MAX_VALUE));
    }
}
