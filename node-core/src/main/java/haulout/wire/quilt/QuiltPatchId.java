// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.Base64Text;
import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Identifier of a file of a quilt, by its place: 32 bytes of the quilt's blob ID, 01, u16 start
/// column, u16 end column. As text 50 characters of URL-safe base64.
///
/// Source: walrus-core `encoding/quilt_encoding.rs`.
///
/// @param quiltId blob ID of the quilt
/// @param startColumn the file's first column, at least 1: column 0 has the index
/// @param endColumn the column behind its last one
public record QuiltPatchId(BlobId quiltId, int startColumn, int endColumn) {
    /// Length in bytes.
    public static final int BYTES = 37;

    private static final String WHAT = "quilt patch ID";

    public QuiltPatchId {
        Objects.requireNonNull(quiltId);
        checkColumns(startColumn, endColumn);
    }

    /// The identifier of an entry of a quilt's index.
    public static QuiltPatchId of(BlobId quiltId, QuiltPatch patch) {
        return new QuiltPatchId(quiltId, patch.startColumn(), patch.endColumn());
    }

    /// Reads the text form.
    ///
    /// @throws WireFormatException if the text is anything else
    public static QuiltPatchId parse(String text) throws WireFormatException {
        return decode(Base64Text.parseUrlSafe(WHAT, text, BYTES));
    }

    /// Reads all of `bytes` as an identifier.
    ///
    /// @throws WireFormatException if the bytes are anything else, or name no column
    public static QuiltPatchId decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        BlobId quiltId = new BlobId(reader.hash32("quilt ID"));
        QuiltVersion.expect(reader);
        int at = reader.offset();
        int startColumn = reader.u16("start column");
        int endColumn = reader.u16("end column");
        reader.expectEnd(WHAT);
        if (startColumn < 1 || endColumn <= startColumn) {
            throw new WireFormatException(
                    WHAT,
                    at,
                    "columns from 1 on, at least one",
                    "columns " + startColumn + " to " + endColumn);
        }
        return new QuiltPatchId(quiltId, startColumn, endColumn);
    }

    /// The 37 bytes.
    public byte[] toBytes() {
        return new BcsWriter(BYTES)
                .hash32(quiltId.hash())
                .u8(QuiltVersion.V1)
                .u16(startColumn)
                .u16(endColumn)
                .toBytes();
    }

    static void checkColumns(int startColumn, int endColumn) {
        if (startColumn < 1 || endColumn <= startColumn || endColumn > 0xFFFF) {
            throw new IllegalArgumentException(
                    "columns " + startColumn + " to " + endColumn + ", allowed 1 to 65535");
        }
    }

    /// The text form.
    @Override
    public String toString() {
        return Base64Text.urlSafe(toBytes());
    }
}
