// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.store.drive.DriveId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The bytes of records. All numbers are little-endian; records begin at multiples of 64.
///
/// | At | Bytes | Field |
/// |---|---|---|
/// | 0 | 4 | magic `HREC` |
/// | 4 | 4 | kind |
/// | 8 | 4 | space of the key |
/// | 12 | 4 | segment number |
/// | 16 | 4 | position / 64 |
/// | 20 | 4 | flushed position / 64 |
/// | 24 | 8 | sequence |
/// | 32 | 32 | blob ID |
/// | 64 | 4 | payload bytes |
/// | 68 | 4 | CRC-32C of the table |
/// | 72 | 4 | tag of the drive |
/// | 76 | 4 | CRC-32C of bytes 0 to 75 |
/// | 80 | 4 · blocks | table: CRC-32C of each block of 65536 payload bytes |
/// | | | payload, then zeros up to a multiple of 64 |
///
/// A record names its own place, so that blocks which a drive hands out for others are noticed.
final class RecordFormat {
    /// Records begin at multiples of this: a damaged stretch is passed over in such steps.
    static final int ALIGNMENT = 64;

    static final int HEADER_BYTES = 80;

    /// Payload bytes under one checksum: small enough to check before the first byte goes out.
    static final int BLOCK_BYTES = 1 << 16;

    /// The largest sliver of Walrus has 43.7 MB; footers and tombstones are smaller.
    static final int MAX_PAYLOAD_BYTES = 64 << 20;

    private static final int MAGIC = 0x43455248;
    private static final int CHECKED_BYTES = 76;

    private RecordFormat() {}

    static int blockCount(int payloadBytes) {
        return Math.ceilDiv(payloadBytes, BLOCK_BYTES);
    }

    /// Where the payload begins, from the header's first byte on.
    static int payloadOffset(int payloadBytes) {
        return HEADER_BYTES + 4 * blockCount(payloadBytes);
    }

    static long diskBytes(int payloadBytes) {
        long bytes = (long) payloadOffset(payloadBytes) + payloadBytes;
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    /// A few bits of a drive's identity for every record.
    static int driveTag(DriveId drive) {
        return Long.hashCode(drive.high() * 0x9E3779B97F4A7C15L + drive.low());
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// The checksums of the blocks of a payload, as they are stored.
    ///
    /// @param payload position to limit; untouched
    static ByteBuffer table(ByteBuffer payload) {
        ByteBuffer rest = payload.duplicate();
        ByteBuffer table = allocate(4 * blockCount(rest.remaining()));
        while (rest.hasRemaining()) {
            int count = Math.min(BLOCK_BYTES, rest.remaining());
            table.putInt(checksum(rest.slice(rest.position(), count)));
            rest.position(rest.position() + count);
        }
        return table.flip();
    }

    static ByteBuffer allocate(int byteCount) {
        return ByteBuffer.allocate(byteCount).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes the 80 bytes of a header at the position of a little-endian buffer.
    static void write(RecordHeader header, ByteBuffer target) {
        int start = target.position();
        target.putInt(MAGIC).putInt(header.kind().code()).putInt(header.key().space());
        target.putInt(header.segment()).putInt(units(header.position()));
        target.putInt(units(header.flushedPosition())).putLong(header.sequence());
        put(target, header.key().blobId());
        target.putInt(header.payloadBytes()).putInt(header.tableChecksum());
        target.putInt(header.driveTag());
        target.putInt(checksum(target.slice(start, CHECKED_BYTES)));
    }

    static int units(long position) {
        return Math.toIntExact(position / ALIGNMENT);
    }

    static void put(ByteBuffer target, BlobId blobId) {
        Hash32 hash = blobId.hash();
        target.putLong(hash.word0()).putLong(hash.word1());
        target.putLong(hash.word2()).putLong(hash.word3());
    }

    static BlobId blobId(ByteBuffer source) {
        return new BlobId(
                new Hash32(source.getLong(), source.getLong(), source.getLong(), source.getLong()));
    }

    /// Reads a header at the position of a little-endian buffer; empty if it is none, or damaged.
    static Optional<RecordHeader> read(ByteBuffer source) {
        int start = source.position();
        if (source.remaining() < HEADER_BYTES || source.getInt(start) != MAGIC) {
            return Optional.empty();
        }
        if (source.getInt(start + CHECKED_BYTES) != checksum(source.slice(start, CHECKED_BYTES))) {
            return Optional.empty();
        }
        ByteBuffer in = source.slice(start, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        in.position(4);
        Optional<RecordKind> kind = RecordKind.of(in.getInt());
        int space = in.getInt();
        int segment = in.getInt();
        long position = (long) in.getInt() * ALIGNMENT;
        long flushed = (long) in.getInt() * ALIGNMENT;
        long sequence = in.getLong();
        BlobId blobId = blobId(in);
        int payloadBytes = in.getInt();
        if (kind.isEmpty()
                || space < RecordKey.METADATA_SPACE
                || payloadBytes < 0
                || payloadBytes > MAX_PAYLOAD_BYTES) {
            return Optional.empty();
        }
        return Optional.of(
                new RecordHeader(
                        kind.get(),
                        new RecordKey(space, blobId),
                        segment,
                        position,
                        flushed,
                        sequence,
                        payloadBytes,
                        in.getInt(),
                        in.getInt()));
    }
}
