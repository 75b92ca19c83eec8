// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which files a quilt has, and where. It stands at the start of column 0:
///
/// | Bytes | Field |
/// |---|---|
/// | 01 | version |
/// | u32 | length of what follows |
/// | … | list of: u16 end column, string identifier, map of strings tags |
///
/// The start columns are not stored: the first file starts in the first column behind the index,
/// each other one where the one before ends. Source: walrus-core `encoding/quilt_encoding.rs`,
/// `metadata.rs`.
///
/// @param patches in stored order; each starts where the one before ends; no identifier occurs
///   twice
public record QuiltIndex(List<QuiltPatch> patches) {
    /// Version and length, in front of the index.
    static final int HEADER_BYTES = 5;

    /// Most columns of the index.
    static final int MAX_COLUMNS = 10;

    /// Most tags of all files together that are read: some 260 for each file at 1000 shards. A tag
    /// of four bytes takes more than a hundred in memory.
    static final int MAX_TAGS = 1 << 18;

    // end column, identifier of one byte, no tags
    private static final int MIN_PATCH_BYTES = 5;

    public QuiltIndex {
        patches = List.copyOf(patches);
        Set<QuiltIdentifier> identifiers = new HashSet<>();
        int column = -1;
        for (QuiltPatch patch : patches) {
            if (!identifiers.add(patch.identifier())) {
                throw new IllegalArgumentException("two files of a quilt have the same identifier");
            }
            if (column >= 0 && patch.startColumn() != column) {
                throw new IllegalArgumentException(
                        "file starts in column "
                                + patch.startColumn()
                                + ", the one before ends in "
                                + column);
            }
            column = patch.endColumn();
        }
    }

    /// The file with this name.
    public Optional<QuiltPatch> find(QuiltIdentifier identifier) {
        return patches.stream().filter(p -> p.identifier().equals(identifier)).findFirst();
    }

    /// The BCS form, without version and length.
    public byte[] toBytes() {
        return new BcsWriter().list(patches, QuiltIndex::writePatch).toBytes();
    }

    private static void writePatch(BcsWriter writer, QuiltPatch patch) {
        writer.u16(patch.endColumn()).string(patch.identifier().text());
        QuiltItem.writeTags(writer, patch.tags());
    }

    /// Length of the BCS form of an index of these files, which does not depend on their columns.
    static int encodedBytes(List<QuiltItem> items) {
        return new BcsWriter()
                .list(
                        items,
                        (writer, item) -> {
                            writer.u16(0).string(item.identifier().text());
                            QuiltItem.writeTags(writer, item.tags());
                        })
                .length();
    }

    /// Reads all of `bytes` as the BCS form.
    ///
    /// @param firstColumn first column behind the index
    /// @param columnCount columns of the quilt
    /// @throws WireFormatException if the bytes are anything else, an identifier occurs twice, a
    ///   file has no column or lies beyond the quilt, or there are more than [#MAX_TAGS] tags
    public static QuiltIndex decode(byte[] bytes, int firstColumn, int columnCount)
            throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        int count = reader.count("files of the quilt", MIN_PATCH_BYTES, columnCount);
        List<QuiltPatch> patches = new ArrayList<>(count);
        Set<QuiltIdentifier> identifiers = new HashSet<>();
        int column = firstColumn;
        int tagsLeft = MAX_TAGS;
        for (int i = 0; i < count; i++) {
            int at = reader.offset();
            QuiltPatch patch = readPatch(reader, column, columnCount, tagsLeft);
            tagsLeft -= patch.tags().size();
            if (!identifiers.add(patch.identifier())) {
                throw new WireFormatException(
                        "identifier of a file", at, "one that is not there yet", "a repeated one");
            }
            patches.add(patch);
            column = patch.endColumn();
        }
        reader.expectEnd("quilt index");
        return new QuiltIndex(patches);
    }

    private static QuiltPatch readPatch(
            BcsReader reader, int startColumn, int columnCount, int maxTags)
            throws WireFormatException {
        int at = reader.offset();
        int endColumn = reader.u16("end column");
        if (endColumn <= startColumn || endColumn > columnCount) {
            throw new WireFormatException(
                    "end column", at, (startColumn + 1) + " to " + columnCount, "" + endColumn);
        }
        QuiltIdentifier identifier =
                QuiltIdentifier.parse(
                        reader.string("identifier of a file", QuiltIdentifier.MAX_BYTES));
        Map<String, String> tags = QuiltItem.readTags(reader, maxTags);
        return new QuiltPatch(identifier, tags, startColumn, endColumn);
    }
}
