// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.store.drive.DriveId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bytes of a segment around its records. All numbers are little-endian.
///
/// Header, 64 bytes: magic `HSEGMENT`, version (4), number (4), drive ID (16), time of making (8,
/// epoch seconds), zeros, CRC-32C of the first 60 (4). Then records; the last of a sealed segment
/// is the seal, whose payload has 56 bytes for each record: kind (4), space (4), position / 64 (4),
/// payload bytes (4), sequence (8), blob ID (32). Then the trailer, 64 bytes: magic `HSEALEND`,
/// number (4), position of the seal / 64 (4), zeros, CRC-32C of the first 60 (4).
///
/// A tombstone's payload has 48 bytes for each record that counts no more: segment (4), position /
/// 64 (4), space (4), zeros (4), blob ID (32).
final class SegmentFormat {
    static final int HEADER_BYTES = 64;
    static final int TRAILER_BYTES = 64;
    static final int ENTRY_BYTES = 56;
    static final int TOMBSTONE_BYTES = 48;

    /// Of seals and tombstones.
    static final RecordKey NO_KEY =
            new RecordKey(RecordKey.METADATA_SPACE, new BlobId(Hash32.ZERO));

    private static final long MAGIC = 0x544E454D47455348L;
    private static final long END_MAGIC = 0x444E454C41455348L;
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = 60;

    private SegmentFormat() {}

    /// What a segment's header says.
    ///
    /// @param number its number
    /// @param drive its drive
    record Identity(int number, DriveId drive) {}

    /// A record that counts no more.
    ///
    /// @param segment where it is
    /// @param position where in it
    /// @param key which it was
    record Dead(int segment, long position, RecordKey key) {}

    static ByteBuffer header(Identity identity, long epochSeconds) {
        ByteBuffer out = RecordFormat.allocate(HEADER_BYTES);
        out.putLong(MAGIC).putInt(VERSION).putInt(identity.number());
        out.putLong(identity.drive().high()).putLong(identity.drive().low());
        out.putLong(epochSeconds);
        return checked(out);
    }

    private static ByteBuffer checked(ByteBuffer out) {
        out.putInt(CHECKED_BYTES, RecordFormat.checksum(out.slice(0, CHECKED_BYTES)));
        return out.position(0).limit(HEADER_BYTES);
    }

    /// @param bytes the first 64
    static Optional<Identity> identity(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (!isChecked(in) || in.getLong() != MAGIC || in.getInt() != VERSION) {
            return Optional.empty();
        }
        return Optional.of(new Identity(in.getInt(), new DriveId(in.getLong(), in.getLong())));
    }

    private static boolean isChecked(ByteBuffer in) {
        return in.remaining() == HEADER_BYTES
                && in.getInt(CHECKED_BYTES) == RecordFormat.checksum(in.slice(0, CHECKED_BYTES));
    }

    static ByteBuffer trailer(int number, long sealPosition) {
        ByteBuffer out = RecordFormat.allocate(TRAILER_BYTES);
        out.putLong(END_MAGIC).putInt(number).putInt(RecordFormat.units(sealPosition));
        return checked(out);
    }

    /// The position of the seal.
    ///
    /// @param bytes the last 64
    static Optional<Long> sealPosition(ByteBuffer bytes, int number) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (!isChecked(in) || in.getLong() != END_MAGIC || in.getInt() != number) {
            return Optional.empty();
        }
        return Optional.of((long) in.getInt() * RecordFormat.ALIGNMENT);
    }

    static void writeEntry(SegmentEntry entry, ByteBuffer out) {
        out.putInt(entry.kind().code()).putInt(entry.key().space());
        out.putInt(RecordFormat.units(entry.position())).putInt(entry.payloadBytes());
        out.putLong(entry.sequence());
        RecordFormat.put(out, entry.key().blobId());
    }

    static List<SegmentEntry> entries(ByteBuffer payload) {
        ByteBuffer in = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<SegmentEntry> entries = new ArrayList<>(in.remaining() / ENTRY_BYTES);
        while (in.remaining() >= ENTRY_BYTES) {
            RecordKind kind = RecordKind.of(in.getInt()).orElse(RecordKind.SEAL);
            int space = in.getInt();
            long position = (long) in.getInt() * RecordFormat.ALIGNMENT;
            int payloadBytes = in.getInt();
            long sequence = in.getLong();
            RecordKey key = new RecordKey(space, RecordFormat.blobId(in));
            entries.add(new SegmentEntry(kind, key, position, payloadBytes, sequence));
        }
        return entries;
    }

    static ByteBuffer tombstone(List<Dead> dead) {
        ByteBuffer out = RecordFormat.allocate(TOMBSTONE_BYTES * dead.size());
        for (Dead one : dead) {
            out.putInt(one.segment()).putInt(RecordFormat.units(one.position()));
            out.putInt(one.key().space()).putInt(0);
            RecordFormat.put(out, one.key().blobId());
        }
        return out.flip();
    }

    static List<Dead> dead(ByteBuffer payload) {
        ByteBuffer in = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<Dead> dead = new ArrayList<>(in.remaining() / TOMBSTONE_BYTES);
        while (in.remaining() >= TOMBSTONE_BYTES) {
            int segment = in.getInt();
            long position = (long) in.getInt() * RecordFormat.ALIGNMENT;
            int space = in.getInt();
            in.getInt();
            dead.add(new Dead(segment, position, new RecordKey(space, RecordFormat.blobId(in))));
        }
        return dead;
    }
}
