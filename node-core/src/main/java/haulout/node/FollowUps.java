// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainEvent.BlobCertified;
import haulout.ledger.ChainEvent.BlobDeleted;
import haulout.ledger.ChainEvent.BlobRegistered;
import haulout.ledger.ChainEvent.InvalidBlobId;
import haulout.ledger.IndexedEvent;
import haulout.store.BlobRecordStore;
import haulout.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What events ask of the node once they are in the records. All of it may be done twice: it goes
/// by what the records say now.
///
/// Source: walrus-protocol section 9.1.
final class FollowUps {
    private static final Logger log = LoggerFactory.getLogger(FollowUps.class);

    private final BlobRecordStore records;
    private final NodeHoldings holdings;
    private final BlobSync sync;
    private final EpochChange epochs;
    private final GarbageCollection garbage;
    private final PendingUploads pending;
    private final Uploads uploads;
    private final RegistrationWaits waits;
    private final Lanes lanes;
    private final FinishedEvents finished;
    private final Retries retries;
    private final NodeFaults faults;
    private final NodeMetrics metrics;

    FollowUps(
            BlobRecordStore records,
            NodeHoldings holdings,
            BlobSync sync,
            EpochChange epochs,
            GarbageCollection garbage,
            PendingUploads pending,
            Uploads uploads,
            RegistrationWaits waits,
            Lanes lanes,
            FinishedEvents finished,
            Retries retries,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.records = records;
        this.holdings = holdings;
        this.sync = sync;
        this.epochs = epochs;
        this.garbage = garbage;
        this.pending = pending;
        this.uploads = uploads;
        this.waits = waits;
        this.lanes = lanes;
        this.finished = finished;
        this.retries = retries;
        this.faults = faults;
        this.metrics = metrics;
    }

    /// Hands in the work of a blob's event. Returns at once.
    void start(IndexedEvent event, ChainEvent.BlobEvent blobEvent) {
        if (blobEvent instanceof BlobRegistered) {
            waits.wake(blobEvent.blobId()); // without waiting for a lane: somebody waits for it
        }
        lanes.submit(
                blobEvent.blobId(),
                () -> {
                    try {
                        work(event.index(), blobEvent);
                    } catch (StoreException e) {
                        faults.noted(e);
                        again(event.index(), blobEvent);
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | Error e) {
                        // the event would never be done with, and every restart begin at it
                        log.atError()
                                .addKeyValue("event", event.index())
                                .setCause(e)
                                .log("work after an event failed");
                        again(event.index(), blobEvent);
                    }
                });
    }

    private void again(long index, ChainEvent.BlobEvent event) {
        retries.later("work after an event", Duration.ZERO, () -> work(index, event));
    }

    private void work(long index, ChainEvent.BlobEvent event)
            throws StoreException, InterruptedException {
        switch (event) {
            case BlobRegistered(var _, BlobId blobId, var _, var _, var _, var _, var _) -> {
                flush(blobId);
                finished.finish(index);
            }
            case BlobCertified certified -> syncIfNeeded(index, certified.blobId());
            case BlobDeleted deleted -> {
                if (holdings.certifiedSince(deleted.blobId()).isEmpty()) {
                    sync.cancel(deleted.blobId());
                }
                finished.finish(index);
            }
            case InvalidBlobId invalid -> {
                sync.cancel(invalid.blobId());
                pending.remove(invalid.blobId());
                garbage.delete(invalid.blobId());
                finished.finish(index);
            }
        }
    }

    private void flush(BlobId blobId) throws InterruptedException {
        try {
            uploads.flush(blobId);
        } catch (RefusedException unavailable) {
            // because the confirmation flushes as well, and says what is the matter
            metrics.add(NodeCounter.STORE_FAULTS, 1);
        }
    }

    private void syncIfNeeded(long index, BlobId blobId)
            throws StoreException, InterruptedException {
        if (epochs.isCatchingUp()
                || holdings.certifiedSince(blobId).isEmpty()
                || holdings.hasNoShards()
                || holdings.isComplete(blobId)) {
            finished.finish(index);
            return;
        }
        metrics.add(NodeCounter.BLOB_SYNCS_STARTED, 1);
        var _ = sync.start(blobId).whenComplete((_, _) -> finished.finish(index));
        if (records.record(blobId).isEmpty() || holdings.certifiedSince(blobId).isEmpty()) {
            sync.cancel(blobId); // because it was deleted between the look and the start
        }
    }
}
