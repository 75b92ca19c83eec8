// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.redstuff.VerifiedBlobMetadata;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Slivers and metadata in memory, for tests. Faults can be set.
public final class MemorySliverStore implements SliverStore {
    private final Map<SliverKey, byte[]> slivers = new HashMap<>();
    private final Set<SliverKey> lost = new HashSet<>();
    private final Set<SliverKey> damaged = new HashSet<>();
    private final Set<SliverKey> away = new HashSet<>();
    private final Metadata metadata = new Metadata();
    private @Nullable StoreException fault;

    /// The metadata store beside it.
    public MetadataStore metadata() {
        return metadata;
    }

    /// Lets everything that follows fail; null: no more.
    public synchronized void fail(@Nullable StoreException with) {
        fault = with;
    }

    /// Damages a stored sliver.
    public synchronized void lose(SliverKey key) {
        slivers.remove(key);
        lost.add(key);
    }

    /// Damages stored metadata.
    public synchronized void loseMetadata(BlobId blobId) {
        metadata.stored.remove(blobId);
        metadata.lostOnes.add(blobId);
    }

    /// How many slivers and metadata are lost.
    public synchronized int lostCount() {
        return lost.size() + metadata.lostOnes.size();
    }

    /// Lets a sliver be found damaged when it is opened.
    public synchronized void damage(SliverKey key) {
        damaged.add(key);
    }

    /// Takes the drive of a stored sliver away, or puts it back.
    public synchronized void setAway(SliverKey key, boolean isAway) {
        if (isAway) {
            away.add(key);
        } else {
            away.remove(key);
        }
    }

    /// Takes the drive of stored metadata away, until they are put again.
    public synchronized void setMetadataAway(BlobId blobId) {
        metadata.awayOnes.add(blobId);
    }

    /// How many slivers are stored.
    public synchronized int count() {
        return slivers.size();
    }

    private void check() throws StoreException {
        StoreException with = fault;
        if (with != null) {
            throw with;
        }
    }

    @Override
    public synchronized StoreOutcome put(SliverKey key, ByteBuffer sliver) throws StoreException {
        check();
        if (slivers.containsKey(key) && !away.contains(key)) {
            return StoreOutcome.ALREADY_STORED;
        }
        byte[] bytes = new byte[sliver.remaining()];
        sliver.get(sliver.position(), bytes);
        slivers.put(key, bytes);
        lost.remove(key);
        away.remove(key);
        return StoreOutcome.STORED;
    }

    @Override
    public synchronized Optional<StoredBytes> open(SliverKey key) throws StoreException {
        check();
        if (slivers.containsKey(key) && away.contains(key)) {
            throw new DriveUnavailableException("taken away by a test");
        }
        if (damaged.contains(key)) {
            throw new RecordDamagedException("damaged by a test");
        }
        byte[] bytes = slivers.get(key);
        return bytes == null ? Optional.empty() : Optional.of(new Bytes(bytes));
    }

    @Override
    public synchronized boolean contains(SliverKey key) throws StoreException {
        check();
        return slivers.containsKey(key);
    }

    @Override
    public synchronized boolean isReadable(SliverKey key) throws StoreException {
        return contains(key) && !away.contains(key);
    }

    @Override
    public synchronized void delete(List<SliverKey> keys) throws StoreException {
        check();
        keys.forEach(slivers::remove);
        keys.forEach(lost::remove);
    }

    @Override
    public synchronized void deleteShard(ShardIndex shard) throws StoreException {
        check();
        slivers.keySet().removeIf(key -> key.shard().equals(shard));
    }

    @Override
    public synchronized List<BlobId> blobs(ShardIndex shard, Axis axis, BlobId from, int limit)
            throws StoreException {
        check();
        return slivers.keySet().stream()
                .filter(key -> key.shard().equals(shard) && key.axis() == axis)
                .map(SliverKey::blobId)
                .filter(id -> id.compareTo(from) >= 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<ShardIndex> shards() throws StoreException {
        check();
        return slivers.keySet().stream().map(SliverKey::shard).distinct().toList();
    }

    @Override
    public synchronized List<SliverKey> lost(Optional<SliverKey> after, int limit)
            throws StoreException {
        check();
        return lost.stream()
                .sorted(ORDER)
                .filter(key -> after.isEmpty() || ORDER.compare(key, after.get()) > 0)
                .limit(limit)
                .toList();
    }

    private static final Comparator<SliverKey> ORDER =
            Comparator.<SliverKey>comparingInt(key -> key.shard().value())
                    .thenComparing(SliverKey::axis)
                    .thenComparing(SliverKey::blobId);

    private record Bytes(ByteBuffer bytes) implements StoredBytes {
        Bytes(byte[] bytes) {
            this(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        }

        @Override
        public long byteCount() {
            return bytes.limit();
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int from = Math.toIntExact(position);
            int count = Math.min(target.remaining(), bytes.limit() - from);
            target.put(bytes.slice(from, count));
            return count;
        }

        @Override
        public void close() {}
    }

    private final class Metadata implements MetadataStore {
        private final NavigableMap<BlobId, VerifiedBlobMetadata> stored = new TreeMap<>();
        private final NavigableSet<BlobId> lostOnes = new TreeSet<>();
        private final Set<BlobId> awayOnes = new HashSet<>();

        @Override
        public StoreOutcome put(VerifiedBlobMetadata value) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                lostOnes.remove(value.blobId());
                if (awayOnes.remove(value.blobId())) {
                    return StoreOutcome.STORED;
                }
                return stored.putIfAbsent(value.blobId(), value) == null
                        ? StoreOutcome.STORED
                        : StoreOutcome.ALREADY_STORED;
            }
        }

        @Override
        public Optional<VerifiedBlobMetadata> get(BlobId blobId) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                if (awayOnes.contains(blobId)) {
                    throw new DriveUnavailableException("taken away by a test");
                }
                return Optional.ofNullable(stored.get(blobId));
            }
        }

        @Override
        public boolean contains(BlobId blobId) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                return stored.containsKey(blobId);
            }
        }

        @Override
        public boolean isReadable(BlobId blobId) throws StoreException {
            synchronized (MemorySliverStore.this) {
                return contains(blobId) && !awayOnes.contains(blobId);
            }
        }

        @Override
        public void delete(BlobId blobId) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                stored.remove(blobId);
                lostOnes.remove(blobId);
                awayOnes.remove(blobId);
            }
        }

        @Override
        public List<BlobId> blobs(BlobId from, int limit) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                return stored.tailMap(from).keySet().stream().limit(limit).toList();
            }
        }

        @Override
        public List<BlobId> lost(Optional<BlobId> after, int limit) throws StoreException {
            synchronized (MemorySliverStore.this) {
                check();
                NavigableSet<BlobId> left =
                        after.isEmpty() ? lostOnes : lostOnes.tailSet(after.get(), false);
                return left.stream().limit(limit).toList();
            }
        }
    }
}
