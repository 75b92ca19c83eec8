// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// What stands in front of a file's contents in its columns:
///
/// | Bytes | Field |
/// |---|---|
/// | 01 | version |
/// | u32 | length of everything behind the mask |
/// | u8 | mask: bit 0 tells that there are tags |
/// | u16 | length of the identifier field |
/// | … | identifier, a BCS string |
/// | u16 | length of the tags field, if there are tags |
/// | … | tags, a BCS map of strings, if there are tags |
///
/// Source: walrus-core `encoding/quilt_encoding.rs`.
///
/// @param identifier the file's name
/// @param tags what is said about it
/// @param contentBytes its length
public record QuiltPatchHeader(
        QuiltIdentifier identifier, Map<String, String> tags, long contentBytes) {
    /// Version, length and mask.
    static final int FIXED_BYTES = 6;

    private static final int HAS_TAGS = 1;
    private static final long MAX_LENGTH = 0xFFFF_FFFFL;

    public QuiltPatchHeader {
        Objects.requireNonNull(identifier);
        tags = QuiltItem.copyOf(tags);
    }

    static boolean fits(QuiltItem item) {
        return fieldsBytes(item) + item.contentBytes() <= MAX_LENGTH;
    }

    private static long fieldsBytes(QuiltItem item) {
        long identifierField = 2L + item.identifier().field().length;
        return item.tags().isEmpty()
                ? identifierField
                : identifierField + 2 + QuiltItem.tagsField(item.tags()).length;
    }

    /// The bytes in front of the contents.
    static byte[] encode(QuiltItem item) {
        byte[] identifier = item.identifier().field();
        BcsWriter writer = new BcsWriter();
        writer.u8(QuiltVersion.V1)
                .u32(fieldsBytes(item) + item.contentBytes())
                .u8(item.tags().isEmpty() ? 0 : HAS_TAGS)
                .u16(identifier.length)
                .fixedBytes(identifier);
        if (!item.tags().isEmpty()) {
            byte[] tags = QuiltItem.tagsField(item.tags());
            writer.u16(tags.length).fixedBytes(tags);
        }
        return writer.toBytes();
    }

    /// Reads the bytes in front of the contents and leaves `section` at the contents.
    ///
    /// @throws WireFormatException if they are anything else, or tell of more bytes than there are
    static QuiltPatchHeader read(QuiltSectionInput section) throws IOException {
        BcsReader fixed = new BcsReader(section.take("file header", FIXED_BYTES));
        QuiltVersion.expect(fixed);
        long left = fixed.u32("length of a file");
        if (left > section.remaining()) {
            throw new WireFormatException(
                    "length of a file",
                    1,
                    "at most the " + section.remaining() + " bytes of its columns",
                    left + " bytes");
        }
        int mask = fixed.u8("mask of a file");
        if ((mask & ~HAS_TAGS) != 0) {
            throw new WireFormatException("mask of a file", FIXED_BYTES - 1, "0 or 1", "" + mask);
        }
        byte[] identifierField = takeField(section, "identifier of a file", left);
        left -= 2L + identifierField.length;
        BcsReader identifierReader = new BcsReader(identifierField);
        QuiltIdentifier identifier =
                QuiltIdentifier.parse(
                        identifierReader.string("identifier of a file", QuiltIdentifier.MAX_BYTES));
        identifierReader.expectEnd("identifier of a file");
        Map<String, String> tags = Map.of();
        if ((mask & HAS_TAGS) != 0) {
            byte[] tagsField = takeField(section, "tags of a file", left);
            left -= 2L + tagsField.length;
            BcsReader tagsReader = new BcsReader(tagsField);
            tags = QuiltItem.readTags(tagsReader, QuiltItem.MAX_TAGS_BYTES);
            tagsReader.expectEnd("tags of a file");
        }
        return new QuiltPatchHeader(identifier, tags, left);
    }

    private static byte[] takeField(QuiltSectionInput section, String what, long left)
            throws IOException {
        long at = section.position();
        if (left < 2) {
            throw new WireFormatException(what, at, "2 bytes of length", left + " bytes");
        }
        int length = new BcsReader(section.take(what, 2)).u16(what);
        if (length > left - 2) {
            throw new WireFormatException(
                    what, at, "at most " + (left - 2) + " bytes", length + " bytes");
        }
        return section.take(what, length);
    }
}
