// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was verified and waits in memory for its blob's registration. Thread-safe.
final class PendingUploads {
    private final PendingLimits limits;
    private final InstantSource time;
    // INV: in the order of their expiry
    private final Map<BlobId, Entry> entries = new LinkedHashMap<>();
    private int sliverCount;
    private long sliverBytes;

    /// A sliver in its wire form.
    record PendingSliver(SliverKey key, ByteBuffer bytes) {}

    private static final class Entry {
        final VerifiedBlobMetadata metadata;
        final Instant expiry;
        final Map<SliverKey, ByteBuffer> slivers = new HashMap<>();

        Entry(VerifiedBlobMetadata metadata, Instant expiry) {
            this.metadata = metadata;
            this.expiry = expiry;
        }
    }

    PendingUploads(PendingLimits limits, InstantSource time) {
        this.limits = limits;
        this.time = time;
    }

    synchronized Optional<VerifiedBlobMetadata> metadata(BlobId blobId) {
        expire();
        return Optional.ofNullable(entries.get(blobId)).map(entry -> entry.metadata);
    }

    synchronized boolean contains(SliverKey key) {
        expire();
        Entry entry = entries.get(key.blobId());
        return entry != null && entry.slivers.containsKey(key);
    }

    /// Takes metadata that were verified.
    ///
    /// @return whether it was taken
    synchronized boolean add(VerifiedBlobMetadata metadata) {
        expire();
        if (limits.isOff() || entries.size() >= limits.maxMetadata()) {
            return false;
        }
        entries.putIfAbsent(
                metadata.blobId(), new Entry(metadata, time.instant().plus(limits.timeToLive())));
        return true;
    }

    /// Takes a sliver that was verified.
    ///
    /// @param bytes copied
    /// @return whether it was taken, or was there
    synchronized boolean add(SliverKey key, ByteBuffer bytes) {
        expire();
        Entry entry = entries.get(key.blobId());
        int count = bytes.remaining();
        if (entry == null
                || count > limits.maxSliverBytes()
                || sliverCount >= limits.maxSlivers()
                || sliverBytes + count > limits.maxTotalBytes()) {
            return entry != null && entry.slivers.containsKey(key);
        }
        if (!entry.slivers.containsKey(key)) {
            ByteBuffer copy = ByteBuffer.allocate(count);
            copy.put(bytes.duplicate()).flip();
            entry.slivers.put(key, copy.asReadOnlyBuffer());
            sliverCount++;
            sliverBytes += count;
        }
        return true;
    }

    /// The slivers of a blob, each as a view of its own.
    synchronized List<PendingSliver> slivers(BlobId blobId) {
        Entry entry = entries.get(blobId);
        return entry == null
                ? List.of()
                : entry.slivers.entrySet().stream()
                        .map(sliver ->
                                new PendingSliver(sliver.getKey(), sliver.getValue().duplicate()))
                        .toList();
    }

    synchronized void remove(BlobId blobId) {
        Entry entry = entries.remove(blobId);
        if (entry != null) {
            forget(entry);
        }
    }

    private void expire() {
        Instant now = time.instant();
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.expiry.isAfter(now)) {
                return;
            }
            oldest.remove();
            forget(entry);
        }
    }

    private void forget(Entry entry) {
        sliverCount -= entry.slivers.size();
        for (ByteBuffer bytes : entry.slivers.values()) {
            sliverBytes -= bytes.remaining();
        }
    }
}
