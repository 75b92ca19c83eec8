// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Pause;
import haulout.ledger.ChainActions;
import haulout.node.Holdings;
import haulout.node.SyncProgress;
import haulout.node.SyncWorkers;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/// All that fetches what a node lacks, sharing limits, records of peers and counters. Thread-safe.
public final class NodeSync implements SyncWorkers {
    private final Holdings holdings;
    private final PeerRecords records;
    private final SyncMeter meter;
    private final BlobSyncs blobs;
    private final ShardSyncs shards;
    private final MetadataSyncs metadata;

    /// What it all runs on; remains the caller's.
    ///
    /// @param executor makes a virtual thread for each task
    /// @param timer starts blobs again; does no work itself
    /// @param pause waits between requests to a holder
    /// @param random thread-safe
    /// @param leave asked before another node is
    public record Surroundings(
            ExecutorService executor,
            ScheduledExecutorService timer,
            InstantSource clock,
            Pause pause,
            RandomGenerator random,
            SyncLeave leave) {
        /// Any time.
        public Surroundings(
                ExecutorService executor,
                ScheduledExecutorService timer,
                InstantSource clock,
                Pause pause,
                RandomGenerator random) {
            this(executor, timer, clock, pause, random, SyncLeave.ALWAYS);
        }
    }

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
        PeerCalls calls = new PeerCalls(peers, records, on.leave(), on.executor(), limits.peers());
        Transfers transfers = new Transfers();
        InconsistencyReport report = new InconsistencyReport(holdings, calls, chain);
        BlobRecovery recovery = new BlobRecovery(holdings, calls, report, transfers, meter, limits);
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
                new MetadataSyncs(holdings, calls, limits, on.pause(), on.random(), on.executor());
    }

    @Override
    public BlobSyncs blobs() {
        return blobs;
    }

    @Override
    public ShardSyncs shards() {
        return shards;
    }

    @Override
    public MetadataSyncs metadata() {
        return metadata;
    }

    /// How the other nodes have behaved.
    public PeerRecords peers() {
        return records;
    }

    /// How far everything is.
    public SyncSnapshot snapshot() {
        SyncProgress progress = shards.progress();
        long ofBlobs = blobs.sliversLeft(perBlob());
        // what a shard lacks at the end of its transfer is fetched blob by blob: not counted twice
        long left = Math.max(progress.sliversLeft(), ofBlobs);
        return meter.snapshot(progress.shardCount(), blobs.count(), left);
    }

    /// How many slivers of a blob this node has when it has all.
    private long perBlob() {
        return holdings.committees()
                .map(committees -> 2L * committees.shards(holdings.nodeId()).size())
                .orElse(0L);
    }

    /// Ends everything.
    @Override
    public void close() {
        metadata.close();
        shards.close();
        blobs.close();
    }
}
