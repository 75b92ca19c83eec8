// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Workers that fetch nothing and end when a test says so.
final class FakeSync implements SyncWorkers, SyncFactory {
    final Map<BlobId, CompletableFuture<SyncOutcome>> blobs = new LinkedHashMap<>();
    final Map<ShardIndex, ShardSync.Listener> shards = new LinkedHashMap<>();
    final List<ShardIndex> recovered = new ArrayList<>();
    final List<BlobId> cancelledBlobs = new ArrayList<>();
    final List<ShardIndex> cancelledShards = new ArrayList<>();
    final Map<Epoch, CompletableFuture<SyncOutcome>> metadata = new LinkedHashMap<>();
    Holdings holdings;
    // blobs whose start fails as nothing should
    int bugs;

    @Override
    public SyncWorkers create(Holdings of) {
        holdings = of;
        return this;
    }

    synchronized boolean isSyncing(BlobId blobId) {
        return blobs.containsKey(blobId);
    }

    synchronized boolean isSyncing(int shard) {
        return shards.containsKey(new ShardIndex(shard));
    }

    void finish(BlobId blobId) {
        CompletableFuture<SyncOutcome> future;
        synchronized (this) {
            future = blobs.remove(blobId);
        }
        future.complete(SyncOutcome.COMPLETE);
    }

    void finish(int shard) {
        ShardSync.Listener listener;
        synchronized (this) {
            listener = shards.remove(new ShardIndex(shard));
        }
        listener.done(new ShardIndex(shard));
    }

    synchronized ShardSync.Listener listener(int shard) {
        return shards.get(new ShardIndex(shard));
    }

    @Override
    public BlobSync blobs() {
        return new BlobSync() {
            @Override
            public CompletableFuture<SyncOutcome> start(BlobId blobId) {
                synchronized (FakeSync.this) {
                    if (bugs > 0) {
                        bugs--;
                        throw new IllegalStateException("a bug that a test makes");
                    }
                    return blobs.computeIfAbsent(blobId, _ -> new CompletableFuture<>());
                }
            }

            @Override
            public void cancel(BlobId blobId) {
                CompletableFuture<SyncOutcome> future;
                synchronized (FakeSync.this) {
                    cancelledBlobs.add(blobId);
                    future = blobs.remove(blobId);
                }
                if (future != null) {
                    future.complete(SyncOutcome.CANCELLED);
                }
            }

            @Override
            public int count() {
                synchronized (FakeSync.this) {
                    return blobs.size();
                }
            }
        };
    }

    @Override
    public ShardSync shards() {
        return new ShardSync() {
            @Override
            public void start(ShardIndex shard, Epoch epoch, Listener listener) {
                synchronized (FakeSync.this) {
                    shards.putIfAbsent(shard, listener);
                }
            }

            @Override
            public void recover(ShardIndex shard, Epoch epoch, Listener listener) {
                synchronized (FakeSync.this) {
                    recovered.add(shard);
                    shards.putIfAbsent(shard, listener);
                }
            }

            @Override
            public void cancel(ShardIndex shard) {
                synchronized (FakeSync.this) {
                    cancelledShards.add(shard);
                    shards.remove(shard);
                }
            }

            @Override
            public SyncProgress progress() {
                return SyncProgress.IDLE;
            }
        };
    }

    @Override
    public MetadataSync metadata() {
        return new MetadataSync() {
            @Override
            public CompletableFuture<SyncOutcome> start(Epoch epoch) {
                synchronized (FakeSync.this) {
                    return metadata.computeIfAbsent(epoch, _ -> new CompletableFuture<>());
                }
            }

            @Override
            public void cancel() {}
        };
    }

    @Override
    public void close() {
        List<CompletableFuture<SyncOutcome>> open;
        synchronized (this) {
            open = new ArrayList<>(blobs.values());
            open.addAll(metadata.values());
            blobs.clear();
            metadata.clear();
        }
        open.forEach(future -> future.complete(SyncOutcome.CANCELLED));
    }
}
