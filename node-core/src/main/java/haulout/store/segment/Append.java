// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A record on its way into a segment.
final class Append {
    private static final int WAITING = 0;
    private static final int TAKEN = 1;
    private static final int CANCELLED = 2;

    private final RecordKind kind;
    private final RecordKey key;
    private final long sequence;
    private final ByteBuffer payload;
    private final ByteBuffer table;
    private final int tableChecksum;
    private final Publication publication;
    private final AtomicInteger state = new AtomicInteger(WAITING);
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable StoreException failure;

    /// What makes a record known once it is on the drive. Called with the lock of the index.
    @FunctionalInterface
    interface Publication {
        void publish(RecordLocation location) throws StoreException, InterruptedException;
    }

    /// @param payload not changed until this is done
    Append(
            RecordKind kind,
            RecordKey key,
            long sequence,
            ByteBuffer payload,
            Publication publication) {
        this.kind = kind;
        this.key = key;
        this.sequence = sequence;
        this.payload = payload.slice();
        this.table = RecordFormat.table(this.payload);
        this.tableChecksum = RecordFormat.checksum(table.duplicate());
        this.publication = publication;
    }

    RecordKind kind() {
        return kind;
    }

    ByteBuffer payload() {
        return payload.duplicate();
    }

    ByteBuffer table() {
        return table.duplicate();
    }

    long diskBytes() {
        return RecordFormat.diskBytes(payload.capacity());
    }

    RecordHeader header(int segment, long position, long flushedPosition, int driveTag) {
        return new RecordHeader(
                kind,
                key,
                segment,
                position,
                flushedPosition,
                sequence,
                payload.capacity(),
                tableChecksum,
                driveTag);
    }

    /// Whether it is to be written: nobody has cancelled it.
    boolean take() {
        return state.compareAndSet(WAITING, TAKEN);
    }

    void publish(RecordLocation location) throws StoreException, InterruptedException {
        publication.publish(location);
    }

    void succeed() {
        done.countDown();
    }

    /// Tells whoever waits; does nothing if it is done.
    void fail(StoreException cause) {
        if (done.getCount() > 0) {
            failure = cause;
            done.countDown();
        }
    }

    /// Waits for the flush. After an interrupt it waits on, if the bytes are being written: the
    /// caller's buffer is in use until then.
    ///
    /// @throws InterruptedException if nothing was written
    void await() throws StoreException, InterruptedException {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                if (state.compareAndSet(WAITING, CANCELLED)) {
                    throw e;
                }
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        StoreException cause = failure;
        if (cause != null) {
            // the cause is shared by all that waited for the flush: each gets a trace of its own
            throw cause instanceof DriveUnavailableException
                    ? new DriveUnavailableException(String.valueOf(cause.getMessage()), cause)
                    : new StoreException(String.valueOf(cause.getMessage()), cause);
        }
    }
}
