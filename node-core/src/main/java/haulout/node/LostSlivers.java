// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.store.MetadataStore;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks from time to time for slivers and metadata that the drives have lost, and has them fetched
/// again; those that nobody wants any more are forgotten.
///
/// What is registered and not certified is left as it is: its writer may bring it again, and nobody
/// else is sure to have it.
final class LostSlivers {
    /// How many are to be mended that are found in one turn; the next turn goes on behind them.
    private static final int STEP = 1000;

    /// Lists of [#STEP] that are looked at in one turn at most, whatever is found.
    private static final int MAX_PAGES = 20;

    /// After a start: what was lost before it, or with a drive that was given up, need not wait.
    private static final Duration SOON = Duration.ofSeconds(3);

    private final SliverStore slivers;
    private final MetadataStore metadata;
    private final NodeHoldings holdings;
    private final ShardTable shards;
    private final GarbageCollection garbage;
    private final BlobSync sync;
    private final EpochChange epochs;
    private final Retries retries;
    private final NodeAlerts alerts;
    private final Duration interval;
    // INV: used by one turn after the other
    private final Round<BlobId> metadataRound = new Round<>();
    private final Round<SliverKey> sliverRound = new Round<>();
    private volatile int count;

    LostSlivers(
            NodePorts ports,
            NodeHoldings holdings,
            ShardTable shards,
            GarbageCollection garbage,
            BlobSync sync,
            EpochChange epochs,
            Retries retries,
            NodeAlerts alerts,
            Duration interval) {
        this.slivers = ports.slivers();
        this.metadata = ports.metadata();
        this.holdings = holdings;
        this.shards = shards;
        this.garbage = garbage;
        this.sync = sync;
        this.epochs = epochs;
        this.retries = retries;
        this.alerts = alerts;
        this.interval = interval;
    }

    /// Goes through a list that changes, a part of it in each turn, and counts.
    private static final class Round<K> {
        private Optional<K> last = Optional.empty();
        private int counted;
        private int before;

        interface Source<K> {
            List<K> page(Optional<K> after, int limit) throws StoreException, InterruptedException;
        }

        interface Look<K> {
            /// Whether it counts.
            boolean at(K key) throws StoreException, InterruptedException;
        }

        /// Looks at some.
        ///
        /// @return how many count of all that there are, as far as is known
        int turn(Source<K> source, Look<K> look) throws StoreException, InterruptedException {
            int end = counted + STEP;
            for (int pages = 0; pages < MAX_PAGES && counted < end; pages++) {
                List<K> page = source.page(last, STEP);
                for (K key : page) {
                    counted += look.at(key) ? 1 : 0;
                    last = Optional.of(key);
                }
                if (page.size() < STEP) {
                    before = counted;
                    counted = 0;
                    last = Optional.empty();
                    return before;
                }
            }
            return Math.max(before, counted);
        }
    }

    void start() {
        lookAfter(soon());
    }

    private void lookAfter(Duration wait) {
        retries.later(
                "look for lost slivers",
                wait,
                () -> {
                    look();
                    lookAfter(isUnsure() ? soon() : interval);
                });
    }

    private Duration soon() {
        return interval.compareTo(SOON) < 0 ? interval : SOON;
    }

    /// How many were lost, and are wanted, when it looked last. Of very many it has looked at some
    /// only.
    int count() {
        return count;
    }

    private void look() throws StoreException, InterruptedException {
        int lost =
                metadataRound.turn(metadata::lost, this::isMetadataToBeMended)
                        + sliverRound.turn(slivers::lost, this::isToBeMended);
        count = lost;
        if (lost == 0) {
            alerts.clear(NodeAlert.Kind.SLIVERS_LOST);
        } else {
            alerts.raise(NodeAlert.Kind.SLIVERS_LOST, lost + " slivers are being mended");
        }
    }

    private boolean isMetadataToBeMended(BlobId blobId)
            throws StoreException, InterruptedException {
        return isUnsure() || (!garbage.forgetLost(blobId) && mend(blobId));
    }

    private boolean isToBeMended(SliverKey key) throws StoreException, InterruptedException {
        return isUnsure()
                || (!garbage.forgetLost(key)
                        && shards.state(key.shard()).takesSlivers()
                        && mend(key.blobId()));
    }

    // a node that is behind does not know what is wanted
    private boolean isUnsure() {
        return epochs.isCatchingUp() || holdings.committees().isEmpty();
    }

    private boolean mend(BlobId blobId) throws StoreException, InterruptedException {
        if (holdings.certifiedSince(blobId).isEmpty()) {
            return false;
        }
        var _ = sync.start(blobId);
        return true;
    }
}
