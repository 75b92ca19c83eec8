// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Pause;
import haulout.core.BlobId;
import haulout.ledger.ChainActions;
import haulout.node.Holdings;
import haulout.node.SyncProgress;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/// All that fetches what a node lacks, sharing limits, records of peers and counters. Thread-safe.
public final class NodeSync implements AutoCloseable {
    /// Damaged slivers that are looked at together.
    private static final int MAX_LOST = 10_000;

    private final Holdings holdings;
    private final PeerRecords records;
    private final SyncMeter meter;
    private final BlobSyncs blobs;
    private final ShardSyncs shards;
    private final MetadataSyncs metadata;
    private final CatchUp catchUp;

    /// What it all runs on; remains the caller's.
    ///
    /// @param executor makes a virtual thread for each task
    /// @param timer starts blobs again; does no work itself
    /// @param pause waits between requests to a holder
    /// @param random thread-safe
    public record Surroundings(
            ExecutorService executor,
            ScheduledExecutorService timer,
            InstantSource clock,
            Pause pause,
            RandomGenerator random) {}

    /// @param peers reaches the other nodes
    /// @param chain takes reports of blobs that were encoded wrongly
    public NodeSync(
            Holdings holdings,
            PeerNodes peers,
            ChainActions chain,
            UploadActivity uploads,
            SyncLimits limits,
            Surroundings on) {
        this.holdings = holdings;
        this.records = new PeerRecords(on.clock(), on.random());
        this.meter = new SyncMeter(on.clock());
        PeerCalls calls = new PeerCalls(peers, records, on.executor(), limits.peers());
        Transfers transfers = new Transfers();
        InconsistencyReport report = new InconsistencyReport(holdings, calls, chain);
        BlobRecovery recovery =
                new BlobRecovery(holdings, calls, report, transfers, meter, limits, on.executor());
        this.blobs =
                new BlobSyncs(
                        recovery,
                        uploads,
                        limits,
                        on.clock(),
                        on.random(),
                        on.executor(),
                        on.timer());
        CertifiedBlobs certifiedBlobs = new CertifiedBlobs(holdings, blobs);
        this.shards =
                new ShardSyncs(
                        holdings,
                        calls,
                        transfers,
                        certifiedBlobs,
                        meter,
                        limits,
                        on.clock(),
                        on.pause(),
                        on.random(),
                        on.executor());
        this.metadata =
                new MetadataSyncs(
                        holdings, calls, limits, on.pause(), on.random(), on.executor());
        this.catchUp =
                new CatchUp(
                        holdings, certifiedBlobs, limits, on.pause(), on.random(), on.executor());
    }

    /// Completes single blobs.
    public BlobSyncs blobs() {
        return blobs;
    }

    /// Fetches shards.
    public ShardSyncs shards() {
        return shards;
    }

    /// Fetches the metadata of all blobs.
    public MetadataSyncs metadata() {
        return metadata;
    }

    /// Looks through everything.
    public CatchUp catchUp() {
        return catchUp;
    }

    /// How the other nodes have behaved.
    public PeerRecords peers() {
        return records;
    }

    /// Starts to rebuild slivers that the store has lost. Those of blobs that nobody wants any more
    /// are left to garbage collection.
    ///
    /// @return how many blobs are worked on because of it
    public int mend(SliverStore store) throws StoreException, InterruptedException {
        Set<BlobId> damaged = new LinkedHashSet<>();
        for (SliverKey key : store.lost(MAX_LOST)) {
            damaged.add(key.blobId());
        }
        int started = 0;
        for (BlobId blobId : damaged) {
            if (holdings.certifiedSince(blobId).isPresent()) {
                var _ = blobs.start(blobId);
                started++;
            }
        }
        return started;
    }

    /// How far everything is.
    public SyncSnapshot snapshot() {
        SyncProgress progress = shards.progress();
        return meter.snapshot(progress.shardCount(), blobs.count(), progress.sliversLeft());
    }

    /// Ends everything.
    @Override
    public void close() {
        catchUp.close();
        metadata.close();
        shards.close();
        blobs.close();
    }
}
