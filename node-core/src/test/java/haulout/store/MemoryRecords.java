// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Records and node state in memory, for tests. Faults can be set: the next writes fail.
public final class MemoryRecords implements BlobRecordStore, NodeStateStore {
    private final NavigableMap<BlobId, BlobRecord> blobs = new TreeMap<>();
    private final Map<ObjectId, BlobObject> objects = new HashMap<>();
    private final NavigableMap<Integer, ShardRecord> shards = new TreeMap<>();
    private final Map<List<Object>, BlobId> synced = new HashMap<>();
    private NodeState state = NodeState.NEW;
    private long recorded;
    private long finished;
    private int failures;
    private int writesLeft = Integer.MAX_VALUE;
    private boolean stopped;

    /// Lets the next `count` writes fail.
    public synchronized void failWrites(int count) {
        failures = count;
    }

    /// Lets whoever makes the last of `count` writes hang once it is done, and everybody after it:
    /// the process ends at that moment. Ends by interruption.
    public synchronized void stopAfterWrites(int count) {
        writesLeft = count;
        stopped = false;
    }

    /// Whether somebody hangs.
    public synchronized boolean isStopped() {
        return stopped;
    }

    private void written() throws InterruptedException {
        writesLeft--;
        if (writesLeft <= 0) {
            stopped = true;
            wait();
            throw new InterruptedException("the process has ended");
        }
    }

    private void write() throws StoreException, InterruptedException {
        if (stopped) {
            wait();
            throw new InterruptedException("the process has ended");
        }
        if (failures > 0) {
            failures--;
            throw new DriveUnavailableException("a fault that a test asked for");
        }
    }

    @Override
    public synchronized Optional<BlobRecord> record(BlobId blobId) {
        return Optional.ofNullable(blobs.get(blobId));
    }

    @Override
    public synchronized Optional<BlobObject> object(ObjectId objectId) {
        return Optional.ofNullable(objects.get(objectId));
    }

    @Override
    public synchronized long recordedEvents() {
        return recorded;
    }

    @Override
    public synchronized long finishedEvents() {
        return finished;
    }

    @Override
    public synchronized void setFinishedEvents(long count)
            throws StoreException, InterruptedException {
        write();
        finished = count;
        written();
    }

    @Override
    public synchronized void apply(RecordChanges changes)
            throws StoreException, InterruptedException {
        write();
        blobs.putAll(changes.blobs());
        changes.removedBlobs().forEach(blobs::remove);
        objects.putAll(changes.objects());
        changes.removedObjects().forEach(objects::remove);
        recorded = changes.recordedEvents();
        written();
    }

    @Override
    public synchronized void forgetEmpty(List<BlobId> ids)
            throws StoreException, InterruptedException {
        write();
        ids.forEach(id -> blobs.computeIfPresent(id, (_, old) -> old.isEmpty() ? null : old));
        written();
    }

    @Override
    public synchronized List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit) {
        return blobs.tailMap(from).entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof BlobRecord.Valid valid
                                && valid.initialCertifiedEpoch()
                                        .filter(since -> since.compareTo(epoch) < 0)
                                        .isPresent())
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<BlobId> blobs(BlobId from, int limit) {
        return blobs.tailMap(from).keySet().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<BlobObject> over(Epoch now, int limit) {
        return objects.values().stream()
                .filter(object -> !object.isAlive(now))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized NodeState state() {
        return state;
    }

    @Override
    public synchronized List<ShardRecord> shards() {
        return new ArrayList<>(shards.values());
    }

    @Override
    public synchronized void update(NodeState next, List<ShardRecord> changed)
            throws StoreException, InterruptedException {
        write();
        state = next;
        changed.forEach(shard -> shards.put(shard.shard().value(), shard));
        changed.stream()
                .filter(shard -> shard.state() == ShardState.ACTIVE_SYNC)
                .forEach(shard ->
                        synced.keySet().removeIf(key -> key.getFirst().equals(shard.shard())));
        written();
    }

    @Override
    public synchronized void forget(ShardIndex shard) throws StoreException, InterruptedException {
        write();
        shards.remove(shard.value());
        synced.keySet().removeIf(key -> key.getFirst().equals(shard));
        written();
    }

    @Override
    public synchronized Optional<BlobId> lastSynced(ShardIndex shard, Axis axis) {
        return Optional.ofNullable(synced.get(List.of(shard, axis)));
    }

    @Override
    public synchronized void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId)
            throws StoreException, InterruptedException {
        write();
        synced.put(List.of(shard, axis), blobId);
        written();
    }
}
