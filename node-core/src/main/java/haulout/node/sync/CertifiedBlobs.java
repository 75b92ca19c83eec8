// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.node.BlobSync;
import haulout.node.Holdings;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// Goes through all certified blobs. Thread-safe.
final class CertifiedBlobs {
    /// Blobs that are looked up together.
    private static final int PAGE = 1000;

    /// Blobs that are found incomplete before they are worked on, so that the list stays small.
    private static final int MAX_INCOMPLETE = 1000;

    private final Holdings holdings;
    private final BlobSync blobs;

    CertifiedBlobs(Holdings holdings, BlobSync blobs) {
        this.holdings = holdings;
        this.blobs = blobs;
    }

    /// How many were certified before an epoch.
    long count(Epoch epoch) throws StoreException, InterruptedException {
        long count = 0;
        Optional<BlobId> from = Optional.of(BlobOrder.FIRST);
        while (from.isPresent()) {
            List<BlobId> page = holdings.certifiedBefore(epoch, from.get(), PAGE);
            count += page.size();
            from = page.isEmpty() ? Optional.empty() : BlobOrder.after(page.getLast());
        }
        return count;
    }

    /// Shows the first blobs of which a shard lacks slivers.
    ///
    /// @return how many slivers these are
    long missing(Epoch epoch, ShardIndex shard, Predicate<BlobId> incomplete)
            throws StoreException, InterruptedException {
        long slivers = 0;
        int shown = 0;
        Optional<BlobId> from = Optional.of(BlobOrder.FIRST);
        while (from.isPresent()) {
            List<BlobId> page = holdings.certifiedBefore(epoch, from.get(), PAGE);
            for (BlobId blobId : page) {
                long count =
                        holdings.missing(blobId).stream()
                                .map(SliverKey::shard)
                                .filter(shard::equals)
                                .count();
                slivers += count;
                if (count > 0 && shown < MAX_INCOMPLETE) {
                    shown++;
                    incomplete.test(blobId);
                }
            }
            from = page.isEmpty() ? Optional.empty() : BlobOrder.after(page.getLast());
        }
        return slivers;
    }

    /// Completes blobs, and returns when each of them is complete or no longer wanted.
    void complete(List<BlobId> incomplete) throws InterruptedException {
        Semaphore done = new Semaphore(0);
        for (BlobId blobId : incomplete) {
            var _ = blobs.start(blobId).thenRun(done::release);
        }
        done.acquire(incomplete.size());
    }
}
