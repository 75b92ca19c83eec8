// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Reads a quilt from its secondary slivers: the index from the first columns, and a file from its
/// own columns without the rest.
///
/// Everything is taken for hostile: what does not fit is answered with [WireFormatException], and
/// nothing larger than a limit or than what the columns can hold is allocated. Holds one column at
/// a time. Threads: may be shared if the columns' source may.
public final class QuiltReader {
    /// Longest index that is read. At 1000 shards this is 100 kB for the identifier and tags of
    /// each file.
    public static final int MAX_INDEX_BYTES = 1 << 26;

    private final int columnCount;
    private final int columnBytes;
    private final QuiltColumns columns;

    /// @param symbolBytes symbol size of the blob that the quilt is
    /// @param columns the blob's secondary slivers
    public QuiltReader(EncodingConfig config, int symbolBytes, QuiltColumns columns) {
        QuiltLayout.checkSymbolBytes(symbolBytes);
        this.columnCount = config.secondarySourceCount();
        this.columnBytes = config.sliverBytes(Axis.SECONDARY, symbolBytes);
        this.columns = columns;
    }

    /// Reads the index, for which it fetches as many columns as the index takes.
    ///
    /// @throws WireFormatException if there is none, or it does not fit the quilt
    /// @throws IOException if a column cannot be had
    public QuiltIndex readIndex() throws IOException {
        int maxColumns = Math.min(QuiltIndex.MAX_COLUMNS, columnCount);
        QuiltSectionInput section = new QuiltSectionInput(columns, 0, maxColumns, columnBytes);
        BcsReader header = new BcsReader(section.take("header", QuiltIndex.HEADER_BYTES));
        QuiltVersion.expect(header);
        long length = header.u32("length of the index");
        if (length > Math.min(section.remaining(), MAX_INDEX_BYTES)) {
            throw new WireFormatException(
                    "length of the index",
                    1,
                    "at most " + Math.min(section.remaining(), MAX_INDEX_BYTES) + " bytes",
                    length + " bytes");
        }
        byte[] bytes = section.take("index", (int) length);
        int firstColumn = (int) Math.ceilDiv(QuiltIndex.HEADER_BYTES + length, (long) columnBytes);
        return QuiltIndex.decode(bytes, firstColumn, columnCount);
    }

    /// Reads the header of a file: its name, tags and length.
    ///
    /// @throws WireFormatException if there is none, or its name is not that of the index
    /// @throws IOException if a column cannot be had
    public QuiltPatchHeader readHeader(QuiltPatch patch) throws IOException {
        return named(patch, QuiltPatchHeader.read(section(patch.startColumn(), patch.endColumn())));
    }

    /// Writes the contents of a file that was found in the index, column by column.
    ///
    /// @param target receives the contents; stays open. After an exception it has received a part
    ///   of them
    /// @throws WireFormatException if there is no file, or its name is not that of the index
    /// @throws IOException if a column cannot be had, or writing fails
    public QuiltPatchHeader copy(QuiltPatch patch, OutputStream target) throws IOException {
        QuiltSectionInput section = section(patch.startColumn(), patch.endColumn());
        QuiltPatchHeader header = named(patch, QuiltPatchHeader.read(section));
        section.transferTo(target, "contents of a file", header.contentBytes());
        return header;
    }

    /// Writes the contents of a file that is known by its identifier, without the index.
    ///
    /// @param id of a file of this quilt; that it is of this quilt is the caller's to know
    /// @param target receives the contents; stays open. After an exception it has received a part
    ///   of them
    /// @throws WireFormatException if there is no file at its columns
    /// @throws IOException if a column cannot be had, or writing fails
    public QuiltPatchHeader copy(QuiltPatchId id, OutputStream target) throws IOException {
        QuiltSectionInput section = section(id.startColumn(), id.endColumn());
        QuiltPatchHeader header = QuiltPatchHeader.read(section);
        section.transferTo(target, "contents of a file", header.contentBytes());
        return header;
    }

    /// The contents of a small file.
    ///
    /// @param maxBytes longest contents that are taken
    /// @throws WireFormatException as of [#copy], or if the file is longer
    public byte[] read(QuiltPatch patch, int maxBytes) throws IOException {
        QuiltSectionInput section = section(patch.startColumn(), patch.endColumn());
        return contents(section, named(patch, QuiltPatchHeader.read(section)), maxBytes);
    }

    /// The contents of a small file that is known by its identifier.
    ///
    /// @param maxBytes longest contents that are taken
    /// @throws WireFormatException as of [#copy], or if the file is longer
    public byte[] read(QuiltPatchId id, int maxBytes) throws IOException {
        QuiltSectionInput section = section(id.startColumn(), id.endColumn());
        return contents(section, QuiltPatchHeader.read(section), maxBytes);
    }

    private static byte[] contents(QuiltSectionInput section, QuiltPatchHeader header, int maxBytes)
            throws IOException {
        if (header.contentBytes() > maxBytes) {
            throw new WireFormatException(
                    "contents of a file",
                    section.position(),
                    "at most " + maxBytes + " bytes",
                    header.contentBytes() + " bytes");
        }
        // because the array grows with the columns that arrive, not with the claimed length
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        section.transferTo(contents, "contents of a file", header.contentBytes());
        return contents.toByteArray();
    }

    private QuiltSectionInput section(int startColumn, int endColumn) throws WireFormatException {
        if (endColumn > columnCount) {
            throw new WireFormatException(
                    "end column", 0, "at most " + columnCount, "" + endColumn);
        }
        return new QuiltSectionInput(columns, startColumn, endColumn, columnBytes);
    }

    private static QuiltPatchHeader named(QuiltPatch patch, QuiltPatchHeader header)
            throws WireFormatException {
        if (!header.identifier().equals(patch.identifier())) {
            throw new WireFormatException(
                    "identifier of a file", 0, "that of the index", "another one");
        }
        return header;
    }
}
