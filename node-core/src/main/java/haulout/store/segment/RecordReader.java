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
    // beyond this a record goes through direct buffers: clearing and copying it would cost more
    // than they do
    private static final int HEAP_BYTES = 1 << 13;

    /// Tries to mend a record.
    @FunctionalInterface
    interface Mending {
        /// Tries it.
        ///
        /// @return whether it is worth reading again
        boolean mend() throws InterruptedException;
    }

    private final BlockBuffers buffers = new BlockBuffers();
    private final RecentChecks checked = new RecentChecks();
    private final SegmentFiles files;
    private final int driveTag;

    RecordReader(SegmentFiles files, int driveTag) {
        this.files = files;
        this.driveTag = driveTag;
    }

    /// Opens a record; all of it was checked when this returns, or lately. Each block is checked
    /// again as it is read.
    ///
    /// @param mending asked for a record that turns out to be damaged after it was opened
    /// @throws RecordDamage if other bytes are there
    /// @throws IOException if it cannot be read
    StoredBytes open(RecordKey key, RecordLocation location, Mending mending) throws IOException {
        if (isBlock(location)) {
            return new BlockBytes(block(key, location));
        }
        ByteBuffer buffer = buffers.take();
        boolean handedOver = false;
        try {
            StoredBytes bytes = manyBlocks(key, location, buffer, mending);
            handedOver = true;
            return bytes;
        } finally {
            if (!handedOver) {
                buffers.giveBack(buffer);
            }
        }
    }

    /// Reads and checks all of a record, whenever that was done last.
    ///
    /// @throws RecordDamage if other bytes are there
    /// @throws IOException if it cannot be read
    void check(RecordKey key, RecordLocation location) throws IOException {
        checked.remove(location);
        open(key, location, () -> false).close();
    }

    /// Whether a record can be read as one block.
    static boolean isBlock(RecordLocation location) {
        return location.payloadBytes() <= RecordFormat.BLOCK_BYTES;
    }

    /// Reads a record of one block, and checks it.
    ///
    /// @return held for the caller
    CheckedBlock block(RecordKey key, RecordLocation location) throws IOException {
        if (location.payloadBytes() <= HEAP_BYTES) {
            return new CheckedBlock(payload(key, location), null, buffers);
        }
        ByteBuffer buffer = buffers.take();
        boolean handedOver = false;
        try (SegmentFiles.Handle handle = files.open(location.segment())) {
            CheckedBlock block =
                    new CheckedBlock(small(handle, key, location, buffer), buffer, buffers);
            handedOver = true;
            return block;
        } finally {
            if (!handedOver) {
                buffers.giveBack(buffer);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // handed over to the bytes
    private StoredBytes manyBlocks(
            RecordKey key, RecordLocation location, ByteBuffer buffer, Mending mending)
            throws IOException {
        SegmentFiles.Handle handle = files.open(location.segment());
        boolean handedOver = false;
        try {
            LargeBytes large = new LargeBytes(handle, key, location, buffer, mending);
            if (!checked.contains(location)) {
                large.checkAll();
                checked.add(location);
            }
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
            int offset = RecordFormat.payloadOffset(location.payloadBytes());
            return small(
                    handle, key, location, RecordFormat.allocate(offset + location.payloadBytes()));
        }
    }

    /// @param bytes what is read into, from its first byte on
    private ByteBuffer small(
            SegmentFiles.Handle handle, RecordKey key, RecordLocation location, ByteBuffer bytes)
            throws IOException {
        int offset = RecordFormat.payloadOffset(location.payloadBytes());
        bytes.limit(offset + location.payloadBytes());
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

    private final class LargeBytes implements StoredBytes {
        private final SegmentFiles.Handle handle;
        private final RecordKey key;
        private final RecordLocation location;
        private final ByteBuffer table;
        private final ByteBuffer block;
        private final Mending mending;
        private boolean mended;
        private int blockIndex = -1;
        private boolean closed;

        private LargeBytes(
                SegmentFiles.Handle handle,
                RecordKey key,
                RecordLocation location,
                ByteBuffer block,
                Mending mending)
                throws IOException {
            this.block = block;
            this.mending = mending;
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
            block.clear();
            loadInto(block, index);
            block.flip();
            blockIndex = index;
        }

        private int blockBytes(int index) {
            return Math.min(
                    RecordFormat.BLOCK_BYTES,
                    location.payloadBytes() - index * RecordFormat.BLOCK_BYTES);
        }

        /// Reads a block and checks it; a target that it fails for is as it was, but for the bytes
        /// behind its position.
        private void loadInto(ByteBuffer target, int index) throws IOException {
            int start = target.position();
            int limit = target.limit();
            int count = blockBytes(index);
            long position =
                    location.position()
                            + RecordFormat.payloadOffset(location.payloadBytes())
                            + (long) index * RecordFormat.BLOCK_BYTES;
            boolean good = false;
            try {
                target.limit(start + count);
                int got = handle.readFully(position, target);
                if (got != count) {
                    throw new RecordDamage(
                            "%s: segment ends %d bytes too early".formatted(key, count - got));
                }
                if (RecordFormat.checksum(target.slice(start, count)) != table.getInt(4 * index)) {
                    throw damage(key, location);
                }
                good = true;
            } finally {
                target.limit(limit).position(good ? start + count : start);
            }
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
                    int index = at / RecordFormat.BLOCK_BYTES;
                    int from = at % RecordFormat.BLOCK_BYTES;
                    int count = Math.min(target.remaining(), blockBytes(index) - from);
                    copy(index, from, count, target);
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

        private void copy(int index, int from, int count, ByteBuffer target)
                throws IOException, InterruptedException {
            try {
                copyOnce(index, from, count, target);
            } catch (RecordDamage e) {
                checked.remove(location);
                if (mended || !mending.mend()) {
                    throw e;
                }
                mended = true;
                copyOnce(index, from, count, target);
            }
        }

        private void copyOnce(int index, int from, int count, ByteBuffer target)
                throws IOException {
            if (count == blockBytes(index) && target.isDirect()) {
                loadInto(target, index);
            } else {
                load(index);
                target.put(block.slice(from, count));
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                handle.close();
                buffers.giveBack(block);
            }
        }
    }
}
