// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.drive.DriveId;
import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// What a parity file says of itself and of its segment: which it is, and the checksum of each
/// block of data and parity, so that damage is found without asking the segment.
///
/// All numbers are little-endian. Header, 128 bytes: magic `HPARITY1`, version (4), stripes of data
/// (4), of parity (4), bytes of a block (4), drive ID (16), segment number (4), zeros (4), bytes of
/// the segment (8), check of its first 64 bytes (8), zeros, check of the first 120 (8). Then the
/// checks, column by column, then the check of all that (8). A check is that of [BlockCheck].
final class ParityTable {
    static final int HEADER_BYTES = 128;

    /// So much of a segment tells it from all others: number, drive, time of making.
    static final int IDENTITY_BYTES = 64;

    private static final long MAGIC = 0x3159544952415048L;
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = HEADER_BYTES - ParityLayout.CHECK_BYTES;

    private final ParityKey key;
    private final ParityLayout layout;
    private final long identityCheck;
    private final long[] checks;

    ParityTable(ParityKey key, ParityLayout layout, long identityCheck) {
        this.key = key;
        this.layout = layout;
        this.identityCheck = identityCheck;
        this.checks = new long[layout.columns() * layout.stripes()];
    }

    ParityKey key() {
        return key;
    }

    ParityLayout layout() {
        return layout;
    }

    /// The check of the first bytes of the segment.
    long identityCheck() {
        return identityCheck;
    }

    long check(int stripe, int column) {
        return checks[column * layout.stripes() + stripe];
    }

    void setCheck(int stripe, int column, long check) {
        checks[column * layout.stripes() + stripe] = check;
    }

    /// Whether both are of the same bytes of data.
    boolean hasSameData(ParityTable other) {
        if (layout.segmentBytes() != other.layout.segmentBytes()) {
            return false;
        }
        for (int column = 0; column < layout.columns(); column++) {
            for (int stripe = 0; stripe < ParityLayout.DATA_STRIPES; stripe++) {
                if (check(stripe, column) != other.check(stripe, column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private ByteBuffer header() {
        ByteBuffer out = allocate(HEADER_BYTES);
        out.putLong(MAGIC).putInt(VERSION);
        out.putInt(ParityLayout.DATA_STRIPES).putInt(layout.parityCount());
        out.putInt(ParityLayout.BLOCK_BYTES);
        out.putLong(key.drive().high()).putLong(key.drive().low());
        out.putInt(key.segment()).putInt(0);
        out.putLong(layout.segmentBytes()).putLong(identityCheck);
        out.putLong(CHECKED_BYTES, BlockCheck.of(out.slice(0, CHECKED_BYTES)));
        return out.clear();
    }

    private ByteBuffer image() {
        ByteBuffer out = allocate(layout.tableBytes());
        out.put(header());
        for (long check : checks) {
            out.putLong(check);
        }
        return out.putLong(BlockCheck.of(out.duplicate().flip())).flip();
    }

    /// Writes both copies.
    void write(OpenFile file) throws IOException {
        file.write(0, image());
        file.write(layout.copyPosition(), image());
        file.write(layout.copyPosition() + layout.tableBytes(), header());
    }

    /// Whether both copies are there, and nothing else behind them.
    boolean isIn(OpenFile file) throws IOException {
        return file.byteCount() == layout.fileBytes()
                && isAt(file, 0, image())
                && isAt(file, layout.copyPosition(), image())
                && isAt(file, layout.copyPosition() + layout.tableBytes(), header());
    }

    private static boolean isAt(OpenFile file, long position, ByteBuffer expected)
            throws IOException {
        ByteBuffer bytes = allocate(expected.remaining());
        file.readFully(position, bytes);
        return bytes.flip().equals(expected);
    }

    /// Reads a table.
    ///
    /// @return empty if neither copy is whole
    /// @throws IOException if neither can be read
    static Optional<ParityTable> read(OpenFile file, ParityKey key) throws IOException {
        IOException failure = null;
        for (long headerPosition : new long[] {0, file.byteCount() - HEADER_BYTES}) {
            try {
                Optional<ParityTable> table = read(file, key, headerPosition);
                if (table.isPresent()) {
                    return table;
                }
            } catch (IOException e) {
                failure = e; // a bad sector, perhaps
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private static Optional<ParityTable> read(OpenFile file, ParityKey key, long headerPosition)
            throws IOException {
        Optional<ParityTable> empty = emptyTable(file, key, headerPosition);
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        ParityTable table = empty.get();
        ByteBuffer bytes = allocate(table.layout.tableBytes());
        file.readFully(headerPosition == 0 ? 0 : table.layout.copyPosition(), bytes);
        int checked = bytes.capacity() - ParityLayout.CHECK_BYTES;
        if (bytes.hasRemaining()
                || bytes.getLong(checked) != BlockCheck.of(bytes.slice(0, checked))) {
            return Optional.empty();
        }
        bytes.position(HEADER_BYTES);
        for (int i = 0; i < table.checks.length; i++) {
            table.checks[i] = bytes.getLong();
        }
        return empty;
    }

    private static Optional<ParityTable> emptyTable(OpenFile file, ParityKey key, long position)
            throws IOException {
        ByteBuffer in = allocate(HEADER_BYTES);
        if (position < 0 || file.readFully(position, in) != HEADER_BYTES) {
            return Optional.empty();
        }
        in.flip();
        if (in.getLong(CHECKED_BYTES) != BlockCheck.of(in.slice(0, CHECKED_BYTES))
                || in.getLong() != MAGIC
                || in.getInt() != VERSION
                || in.getInt() != ParityLayout.DATA_STRIPES) {
            return Optional.empty();
        }
        int parityCount = in.getInt();
        int blockBytes = in.getInt();
        ParityKey its = new ParityKey(new DriveId(in.getLong(), in.getLong()), in.getInt());
        in.getInt();
        long segmentBytes = in.getLong();
        if (blockBytes != ParityLayout.BLOCK_BYTES || !its.equals(key)) {
            return Optional.empty();
        }
        ParityLayout layout = new ParityLayout(segmentBytes, parityCount);
        return Optional.of(new ParityTable(key, layout, in.getLong()));
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
