// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;

/// Reads and checks records of one drive.
final class RecordReader {
    // beyond this a record is handed out block by block
    private static final int SMALL_BYTES = RecordFormat.BLOCK_BYTES;

    private final SegmentFiles files;
    private final int driveTag;

    RecordReader(SegmentFiles files, int driveTag) {
        this.files = files;
        this.driveTag = driveTag;
    }

    /// Opens a record; all of it was checked when this returns.
    ///
    /// @throws RecordDamage if other bytes are there
    /// @throws IOException if it cannot be read
    @SuppressWarnings("MustBeClosedChecker") // handed over to the bytes of a large record
    StoredBytes open(RecordKey key, RecordLocation location) throws IOException {
        SegmentFiles.Handle handle = files.open(location.segment());
        boolean handedOver = false;
        try {
            if (location.payloadBytes() <= SMALL_BYTES) {
                return new MemoryBytes(small(handle, key, location));
            }
            LargeBytes large = new LargeBytes(handle, key, location);
            large.checkAll();
            handedOver = true;
            return large;
        } finally {
            if (!handedOver) {
                handle.close();
            }
        }
    }

    /// The payload of a record of any kind.
    ByteBuffer payload(RecordKey key, RecordLocation location) throws IOException {
        try (SegmentFiles.Handle handle = files.open(location.segment())) {
            return small(handle, key, location);
        }
    }

    private ByteBuffer small(SegmentFiles.Handle handle, RecordKey key, RecordLocation location)
            throws IOException {
        int offset = RecordFormat.payloadOffset(location.payloadBytes());
        ByteBuffer bytes = RecordFormat.allocate(offset + location.payloadBytes());
        readFully(handle, location.position(), bytes, key);
        RecordHeader header = header(bytes, key, location);
        ByteBuffer payload =
                bytes.slice(offset, location.payloadBytes()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer table = RecordFormat.table(payload);
        ByteBuffer stored =
                bytes.slice(RecordFormat.HEADER_BYTES, offset - RecordFormat.HEADER_BYTES);
        if (RecordFormat.checksum(stored.duplicate()) != header.tableChecksum()
                || !stored.equals(table)) {
            throw damage(key, location);
        }
        return payload;
    }

    private RecordHeader header(ByteBuffer bytes, RecordKey key, RecordLocation location)
            throws RecordDamage {
        RecordHeader header =
                RecordFormat.read(bytes.position(0)).orElseThrow(() -> damage(key, location));
        if (header.driveTag() != driveTag
                || header.segment() != location.segment()
                || header.position() != location.position()
                || header.payloadBytes() != location.payloadBytes()
                || !header.key().equals(key)) {
            throw damage(key, location);
        }
        return header;
    }

    private static void readFully(
            SegmentFiles.Handle handle, long position, ByteBuffer target, RecordKey key)
            throws IOException {
        int wanted = target.remaining();
        int count = handle.readFully(position, target);
        if (count != wanted) {
            throw new RecordDamage(
                    "%s: segment ends %d bytes too early".formatted(key, wanted - count));
        }
        target.flip();
    }

    private RecordDamage damage(RecordKey key, RecordLocation location) {
        return new RecordDamage(
                "%s: other bytes at %d of segment %d"
                        .formatted(key, location.position(), location.segment()));
    }

    private static final class MemoryBytes implements StoredBytes {
        private final ByteBuffer bytes;

        private MemoryBytes(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public long byteCount() {
            return bytes.capacity();
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int from = (int) Objects.checkFromToIndex(position, byteCount(), byteCount());
            int count = Math.min(target.remaining(), bytes.capacity() - from);
            target.put(bytes.slice(from, count));
            return count;
        }

        @Override
        public void close() {
            // memory only
        }
    }

    private final class LargeBytes implements StoredBytes {
        private final SegmentFiles.Handle handle;
        private final RecordKey key;
        private final RecordLocation location;
        private final ByteBuffer table;
        private final ByteBuffer block = RecordFormat.allocate(RecordFormat.BLOCK_BYTES);
        private int blockIndex = -1;
        private boolean closed;

        private LargeBytes(SegmentFiles.Handle handle, RecordKey key, RecordLocation location)
                throws IOException {
            this.handle = handle;
            this.key = key;
            this.location = location;
            int offset = RecordFormat.payloadOffset(location.payloadBytes());
            ByteBuffer start = RecordFormat.allocate(offset);
            readFully(handle, location.position(), start, key);
            RecordHeader header = header(start, key, location);
            this.table =
                    start.slice(RecordFormat.HEADER_BYTES, offset - RecordFormat.HEADER_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
            if (RecordFormat.checksum(table.duplicate()) != header.tableChecksum()) {
                throw damage(key, location);
            }
        }

        private void checkAll() throws IOException {
            for (int i = 0; i < RecordFormat.blockCount(location.payloadBytes()); i++) {
                load(i);
            }
        }

        private void load(int index) throws IOException {
            if (index == blockIndex) {
                return;
            }
            blockIndex = -1;
            int from = index * RecordFormat.BLOCK_BYTES;
            int count = Math.min(RecordFormat.BLOCK_BYTES, location.payloadBytes() - from);
            block.clear().limit(count);
            long start = location.position() + RecordFormat.payloadOffset(location.payloadBytes());
            readFully(handle, start + from, block, key);
            if (RecordFormat.checksum(block.duplicate()) != table.getInt(4 * index)) {
                throw damage(key, location);
            }
            blockIndex = index;
        }

        @Override
        public long byteCount() {
            return location.payloadBytes();
        }

        @Override
        public int read(long position, ByteBuffer target)
                throws StoreException, InterruptedException {
            if (closed) {
                throw new IllegalStateException(key + " is closed");
            }
            int at = (int) Objects.checkFromToIndex(position, byteCount(), byteCount());
            int done = 0;
            try {
                while (target.hasRemaining() && at < location.payloadBytes()) {
                    load(at / RecordFormat.BLOCK_BYTES);
                    int from = at % RecordFormat.BLOCK_BYTES;
                    int count = Math.min(target.remaining(), block.limit() - from);
                    target.put(block.slice(from, count));
                    at += count;
                    done += count;
                }
                return done;
            } catch (ClosedByInterruptException e) {
                Thread.interrupted();
                throw new InterruptedException();
            } catch (RecordDamage e) {
                throw new StoreException("damaged since it was opened: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new DriveUnavailableException(key + " cannot be read on", e);
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                handle.close();
            }
        }
    }
}
