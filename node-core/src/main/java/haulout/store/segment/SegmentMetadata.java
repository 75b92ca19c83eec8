// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MetadataStore;
import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.store.StoredBytes;
import haulout.wire.MetadataFormat;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The metadata of a [RecordStore], with those used last in memory.
public final class SegmentMetadata implements MetadataStore {
    /// Pairs of hashes kept in memory: some 130 bytes each.
    private static final int MAX_CACHED_PAIRS = 1 << 15;

    private final RecordStore store;
    private final Verification verification;

    // guarded by itself; oldest use first
    private final LinkedHashMap<BlobId, Known> recent = new LinkedHashMap<>(16, 0.75f, true);
    private int cachedPairs;

    /// @param losses what the index said before the record was found
    private record Known(VerifiedBlobMetadata metadata, long losses) {}

    /// Checks metadata against their blob ID, for the network that the node belongs to.
    @FunctionalInterface
    public interface Verification {
        /// Checks metadata.
        ///
        /// @throws MetadataVerificationException if they do not belong together
        VerifiedBlobMetadata verify(UnverifiedBlobMetadata metadata)
                throws MetadataVerificationException;
    }

    /// @param store closed by who opened it
    /// @param verification for the network that the node belongs to
    public SegmentMetadata(RecordStore store, Verification verification) {
        this.store = store;
        this.verification = verification;
    }

    @Override
    public StoreOutcome put(VerifiedBlobMetadata metadata)
            throws StoreException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(MetadataFormat.encode(metadata.metadata()));
        return store.put(RecordKind.METADATA, RecordKey.ofMetadata(metadata.blobId()), bytes);
    }

    @Override
    public Optional<VerifiedBlobMetadata> get(BlobId blobId)
            throws StoreException, InterruptedException {
        long losses = store.index().losses();
        Known known = known(blobId);
        if (known != null && known.losses == losses) {
            return Optional.of(known.metadata);
        }
        if (!isStored(blobId)) {
            forget(blobId);
            return Optional.empty();
        }
        if (known != null) {
            remember(new Known(known.metadata, losses));
            return Optional.of(known.metadata);
        }
        Optional<StoredBytes> stored = store.open(RecordKey.ofMetadata(blobId));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        VerifiedBlobMetadata metadata = read(blobId, stored.get());
        remember(new Known(metadata, losses));
        return Optional.of(metadata);
    }

    private VerifiedBlobMetadata read(BlobId blobId, StoredBytes stored)
            throws StoreException, InterruptedException {
        byte[] bytes;
        try (stored) {
            bytes = new byte[Math.toIntExact(stored.byteCount())];
            stored.read(0, ByteBuffer.wrap(bytes));
        }
        try {
            return verification.verify(MetadataFormat.decode(bytes).claimedAs(blobId));
        } catch (WireFormatException | MetadataVerificationException e) {
            throw new RecordDamagedException(
                    "metadata of blob %s are stored whole but wrong: %s"
                            .formatted(blobId, e.getMessage()));
        }
    }

    private void remember(Known known) {
        synchronized (recent) {
            if (recent.put(known.metadata.blobId(), known) == null) {
                cachedPairs += pairs(known.metadata);
            }
            Iterator<Known> oldest = recent.values().iterator();
            while (cachedPairs > MAX_CACHED_PAIRS && oldest.hasNext()) {
                cachedPairs -= pairs(oldest.next().metadata);
                oldest.remove();
            }
        }
    }

    private void forget(BlobId blobId) {
        synchronized (recent) {
            Known known = recent.remove(blobId);
            if (known != null) {
                cachedPairs -= pairs(known.metadata);
            }
        }
    }

    private static int pairs(VerifiedBlobMetadata metadata) {
        return metadata.metadata().hashes().size();
    }

    @Override
    public boolean contains(BlobId blobId) throws StoreException, InterruptedException {
        long losses = store.index().losses();
        Known known = known(blobId);
        // as each sliver asks, and the table would be read for it
        return (known != null && known.losses == losses) || isStored(blobId);
    }

    @Override
    public boolean isReadable(BlobId blobId) throws StoreException, InterruptedException {
        return store.isReadable(RecordKey.ofMetadata(blobId));
    }

    private @Nullable Known known(BlobId blobId) {
        synchronized (recent) {
            return recent.get(blobId);
        }
    }

    private boolean isStored(BlobId blobId) throws StoreException, InterruptedException {
        return store.contains(RecordKey.ofMetadata(blobId));
    }

    @Override
    public void delete(BlobId blobId) throws StoreException, InterruptedException {
        forget(blobId);
        store.delete(List.of(RecordKey.ofMetadata(blobId)));
    }

    @Override
    public List<BlobId> blobs(BlobId from, int limit) throws StoreException, InterruptedException {
        return store.blobs(RecordKey.METADATA_SPACE, from, limit);
    }

    @Override
    public List<BlobId> lost(Optional<BlobId> after, int limit)
            throws StoreException, InterruptedException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ", at least 1");
        }
        RecordKey from =
                after.map(blobId -> RecordIndex.after(RecordKey.ofMetadata(blobId))).orElse(FIRST);
        // slivers come behind all metadata
        return store.index().listLost(from, limit).stream()
                .takeWhile(key -> !key.isSliver())
                .map(RecordKey::blobId)
                .toList();
    }

    private static final RecordKey FIRST = RecordKey.ofMetadata(new BlobId(Hash32.ZERO));
}
