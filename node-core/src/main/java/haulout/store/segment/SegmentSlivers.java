// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ShardIndex;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.store.StoredBytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The slivers of a [RecordStore].
public final class SegmentSlivers implements SliverStore {
    // what a step of deleting a shard takes, before others get their turn
    private static final int STEP = 1024;

    private final RecordStore store;

    /// @param store closed by who opened it
    public SegmentSlivers(RecordStore store) {
        this.store = store;
    }

    @Override
    public StoreOutcome put(SliverKey key, ByteBuffer sliver)
            throws StoreException, InterruptedException {
        return store.put(RecordKind.SLIVER, RecordKey.of(key), sliver);
    }

    @Override
    public Optional<StoredBytes> open(SliverKey key) throws StoreException, InterruptedException {
        return store.open(RecordKey.of(key));
    }

    @Override
    public Optional<StoredBytes> openIfReady(SliverKey key) {
        return store.openIfReady(RecordKey.of(key));
    }

    @Override
    public boolean contains(SliverKey key) throws StoreException, InterruptedException {
        return store.contains(RecordKey.of(key));
    }

    @Override
    public boolean isReadable(SliverKey key) throws StoreException, InterruptedException {
        return store.isReadable(RecordKey.of(key));
    }

    @Override
    public void delete(List<SliverKey> keys) throws StoreException, InterruptedException {
        store.delete(keys.stream().map(RecordKey::of).toList());
    }

    @Override
    public void deleteShard(ShardIndex shard) throws StoreException, InterruptedException {
        BlobId first = new BlobId(Hash32.ZERO);
        for (Axis axis : Axis.values()) {
            int space = RecordKey.space(shard, axis);
            List<BlobId> blobs = store.blobs(space, first, STEP);
            while (!blobs.isEmpty()) {
                store.delete(blobs.stream().map(blob -> new RecordKey(space, blob)).toList());
                blobs = store.blobs(space, blobs.getLast(), STEP);
            }
        }
    }

    @Override
    public List<BlobId> blobs(ShardIndex shard, Axis axis, BlobId from, int limit)
            throws StoreException, InterruptedException {
        return store.blobs(RecordKey.space(shard, axis), from, limit);
    }

    @Override
    public List<ShardIndex> shards() throws StoreException, InterruptedException {
        TreeSet<Integer> shards = new TreeSet<>();
        for (int space : store.index().spaces()) {
            shards.add(space / 2);
        }
        return shards.stream().map(ShardIndex::new).toList();
    }

    @Override
    public List<SliverKey> lost(Optional<SliverKey> after, int limit)
            throws StoreException, InterruptedException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ", at least 1");
        }
        RecordKey from = after.map(key -> RecordIndex.after(RecordKey.of(key))).orElse(FIRST);
        return store.index().listLost(from, limit).stream().map(RecordKey::sliverKey).toList();
    }

    private static final RecordKey FIRST =
            new RecordKey(
                    RecordKey.space(new ShardIndex(0), Axis.PRIMARY), new BlobId(Hash32.ZERO));
}
