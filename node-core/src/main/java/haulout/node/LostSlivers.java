// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Looks from time to time for slivers that the drives have lost, and has them fetched again.
final class LostSlivers {
    /// Slivers that are looked at in one turn; the next turn finds the next ones.
    private static final int STEP = 1000;

    private final SliverStore slivers;
    private final NodeHoldings holdings;
    private final BlobSync sync;
    private final EpochChange epochs;
    private final Retries retries;
    private final NodeAlerts alerts;
    private final Duration interval;
    private volatile int count;

    LostSlivers(
            SliverStore slivers,
            NodeHoldings holdings,
            BlobSync sync,
            EpochChange epochs,
            Retries retries,
            NodeAlerts alerts,
            Duration interval) {
        this.slivers = slivers;
        this.holdings = holdings;
        this.sync = sync;
        this.epochs = epochs;
        this.retries = retries;
        this.alerts = alerts;
        this.interval = interval;
    }

    void start() {
        retries.later(
                "look for lost slivers",
                interval,
                () -> {
                    look();
                    start();
                });
    }

    /// How many were lost when it looked last, [#STEP] at most.
    int count() {
        return count;
    }

    private void look() throws StoreException, InterruptedException {
        List<SliverKey> lost = slivers.lost(STEP);
        count = lost.size();
        if (lost.isEmpty()) {
            alerts.clear(NodeAlert.Kind.SLIVERS_LOST);
            return;
        }
        alerts.raise(NodeAlert.Kind.SLIVERS_LOST, lost.size() + " slivers are being mended");
        Set<BlobId> blobs = new LinkedHashSet<>();
        lost.forEach(key -> blobs.add(key.blobId()));
        for (BlobId blobId : blobs) {
            if (!epochs.isCatchingUp() && holdings.certifiedSince(blobId).isPresent()) {
                var _ = sync.start(blobId);
            }
        }
    }
}
