// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.store.BlobObject;
import haulout.store.BlobRecord;
import haulout.store.RecordChanges;
import haulout.store.ShardRecord;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/// Forgets what is over: objects at the start of each epoch, and, some time later, the metadata and
/// slivers of blobs that nobody pays for any more.
///
/// Source: walrus-protocol section 9.6.
final class GarbageCollection {
    /// Objects and blobs that are looked at in one step.
    private static final int STEP = 256;

    /// When to look again whether the node has caught up.
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// The ID before which there is none.
    static final BlobId FIRST = new BlobId(Hash32.ZERO);

    private final NodePorts ports;
    private final ShardTable shards;
    private final BlobLocks locks;
    private final LedgerContact contact;
    private final Retries retries;
    private final NodeMetrics metrics;
    private final Duration delay;
    // the newest epoch before whose start all events are in the records
    private volatile Epoch reached = new Epoch(0);

    GarbageCollection(
            NodePorts ports,
            NodeId self,
            ShardTable shards,
            BlobLocks locks,
            LedgerContact contact,
            Retries retries,
            NodeMetrics metrics,
            Duration spread) {
        this.ports = ports;
        this.shards = shards;
        this.locks = locks;
        this.contact = contact;
        this.retries = retries;
        this.metrics = metrics;
        // so that not all nodes work at the same moment, and each always at its own
        long part = self.value().word0() >>> 1;
        this.delay = Duration.ofNanos((long) (spread.toNanos() * (part / (double) Long.MAX_VALUE)));
    }

    /// First phase: forgets the objects that are over in `epoch`. Done twice, it does nothing the
    /// second time. All earlier events are in the records, and nobody else writes them.
    void expire(Epoch epoch) throws StoreException, InterruptedException {
        long position = ports.records().recordedEvents();
        List<BlobObject> over = ports.records().over(epoch, STEP);
        while (!over.isEmpty()) {
            Map<BlobId, BlobRecord> blobs = new HashMap<>();
            Set<ObjectId> objects = new HashSet<>();
            for (BlobObject object : over) {
                BlobRecord before = blobs.get(object.blobId());
                if (before == null) {
                    before = ports.records().record(object.blobId()).orElse(BlobRecord.Valid.NONE);
                }
                blobs.put(object.blobId(), before.removed(object.kind(), object.isCertified()));
                objects.add(object.id());
            }
            ports.records().apply(new RecordChanges(position, blobs, Set.of(), Map.of(), objects));
            over = ports.records().over(epoch, STEP);
        }
        reached = epoch;
    }

    /// Second phase, in the background after this node's delay.
    void scheduleSweep(Epoch epoch) {
        reached = epoch;
        retries.later("garbage collection", delay, () -> sweepWhenCurrent(epoch));
    }

    private void sweepWhenCurrent(Epoch epoch) throws StoreException, InterruptedException {
        if (!reached.equals(epoch)) {
            return;
        }
        boolean isThrough = contact.isCurrent();
        if (isThrough) {
            sweep(epoch);
            isThrough = contact.isCurrent();
        }
        if (!isThrough) {
            retries.later("garbage collection", AGAIN, () -> sweepWhenCurrent(epoch));
        }
    }

    /// Deletes what nobody pays for in `epoch`.
    private void sweep(Epoch epoch) throws StoreException, InterruptedException {
        Optional<BlobId> from = Optional.of(FIRST);
        while (from.isPresent() && goesOn(epoch)) {
            List<BlobId> step = ports.records().blobs(from.get(), STEP);
            for (BlobId blobId : step) {
                collect(blobId, epoch);
            }
            ports.records().forgetEmpty(step);
            from = next(step);
        }
        for (ShardRecord shard : shards.all()) {
            for (Axis axis : Axis.values()) {
                sweepStrays(shard.shard(), axis, epoch);
            }
        }
        from = Optional.of(FIRST);
        while (from.isPresent() && goesOn(epoch)) {
            List<BlobId> step = ports.metadata().blobs(from.get(), STEP);
            for (BlobId blobId : step) {
                collect(blobId, epoch);
            }
            from = next(step);
        }
    }

    // slivers without a record: a deletion that a crash undid
    private void sweepStrays(ShardIndex shard, Axis axis, Epoch epoch)
            throws StoreException, InterruptedException {
        Optional<BlobId> from = Optional.of(FIRST);
        while (from.isPresent() && goesOn(epoch)) {
            List<BlobId> step = ports.slivers().blobs(shard, axis, from.get(), STEP);
            for (BlobId blobId : step) {
                collect(blobId, epoch);
            }
            from = next(step);
        }
    }

    // a node that is behind does not know what was registered in the meantime
    private boolean goesOn(Epoch epoch) {
        return reached.equals(epoch) && contact.isCurrent();
    }

    private static Optional<BlobId> next(List<BlobId> step) {
        return step.size() < STEP ? Optional.empty() : ShardDonor.after(step.getLast());
    }

    private void collect(BlobId blobId, Epoch epoch) throws StoreException, InterruptedException {
        if (isRegistered(blobId, epoch)) {
            return;
        }
        Lock lock = locks.alone(blobId);
        lock.lockInterruptibly();
        try {
            // once more, because it may have been registered in the meantime
            if (!isRegistered(blobId, epoch) && deleteStored(blobId)) {
                metrics.add(NodeCounter.BLOBS_COLLECTED, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isRegistered(BlobId blobId, Epoch epoch)
            throws StoreException, InterruptedException {
        return ports.records().record(blobId).orElse(BlobRecord.Valid.NONE).isRegistered(epoch);
    }

    /// Deletes metadata and slivers of a blob that must not be stored.
    void delete(BlobId blobId) throws StoreException, InterruptedException {
        Lock lock = locks.alone(blobId);
        lock.lockInterruptibly();
        try {
            boolean _ = deleteStored(blobId);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets that a sliver was lost, if nobody pays for its blob any more, or its shard is gone.
    ///
    /// @return whether that is so
    boolean forgetLost(SliverKey key) throws StoreException, InterruptedException {
        return forgetLost(
                key.blobId(),
                () -> isOver(key.blobId()) || isGone(key.shard()),
                () -> {
                    if (!ports.slivers().contains(key)) {
                        ports.slivers().delete(List.of(key));
                    }
                });
    }

    /// Forgets that metadata were lost, if nobody pays for their blob any more.
    ///
    /// @return whether that is so
    boolean forgetLost(BlobId blobId) throws StoreException, InterruptedException {
        return forgetLost(
                blobId,
                () -> isOver(blobId),
                () -> {
                    if (!ports.metadata().contains(blobId)) {
                        ports.metadata().delete(blobId);
                    }
                });
    }

    private interface Condition {
        boolean holds() throws StoreException, InterruptedException;
    }

    private interface Removal {
        void run() throws StoreException, InterruptedException;
    }

    private boolean forgetLost(BlobId blobId, Condition isUnwanted, Removal removal)
            throws StoreException, InterruptedException {
        if (!isUnwanted.holds()) {
            return false;
        }
        Lock lock = locks.alone(blobId);
        lock.lockInterruptibly();
        try {
            // once more, because it may be wanted again since, and be stored: nobody stores it now
            if (isUnwanted.holds()) {
                removal.run();
            }
        } finally {
            lock.unlock();
        }
        return true;
    }

    // by the epoch whose earlier events are all in the records; the ledger may be in a later one
    private boolean isOver(BlobId blobId) throws StoreException, InterruptedException {
        return contact.isCurrent() && !isRegistered(blobId, reached);
    }

    private boolean isGone(ShardIndex shard) {
        return contact.isCurrent() && !shards.state(shard).isHeld();
    }

    private boolean deleteStored(BlobId blobId) throws StoreException, InterruptedException {
        List<SliverKey> keys = new ArrayList<>();
        boolean had = ports.metadata().contains(blobId);
        for (ShardRecord shard : shards.all()) {
            for (Axis axis : Axis.values()) {
                SliverKey key = new SliverKey(blobId, shard.shard(), axis);
                keys.add(key);
                had |= ports.slivers().contains(key);
            }
        }
        if (had) {
            // those that are lost too, which nobody would look for otherwise
            ports.slivers().delete(keys);
            ports.metadata().delete(blobId);
        }
        return had;
    }
}
