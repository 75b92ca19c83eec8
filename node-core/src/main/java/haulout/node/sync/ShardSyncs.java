// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Backoff;
import haulout.client.Pause;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.node.ShardSync;
import haulout.node.SyncProgress;
import haulout.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches shards, a few at a time: first from the holder, then whatever is missing from everybody.
public final class ShardSyncs implements ShardSync, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShardSyncs.class);

    private final Holdings holdings;
    private final PeerCalls calls;
    private final Transfers transfers;
    private final CertifiedBlobs certifiedBlobs;
    private final SyncedSlivers slivers;
    private final SyncMeter meter;
    private final SyncLimits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final ExecutorService executor;
    private final Semaphore places;
    private final Map<ShardIndex, Job> jobs = new HashMap<>();
    private boolean closed;

    ShardSyncs(
            Holdings holdings,
            PeerCalls calls,
            Transfers transfers,
            CertifiedBlobs certifiedBlobs,
            SyncMeter meter,
            SyncLimits limits,
            InstantSource clock,
            Pause pause,
            RandomGenerator random,
            ExecutorService executor) {
        this.holdings = holdings;
        this.calls = calls;
        this.transfers = transfers;
        this.certifiedBlobs = certifiedBlobs;
        this.slivers =
                new SyncedSlivers(holdings, calls.records(), meter, executor, limits.writes());
        this.meter = meter;
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
        this.random = random;
        this.executor = executor;
        this.places = new Semaphore(limits.shards(), true);
    }

    /// A shard under way.
    private static final class Job {
        private final ShardIndex shard;
        private final Epoch epoch;
        private final Listener listener;
        private final AtomicLong sliversLeft = new AtomicLong();
        private @Nullable Future<?> task;

        Job(ShardIndex shard, Epoch epoch, Listener listener) {
            this.shard = shard;
            this.epoch = epoch;
            this.listener = listener;
        }
    }

    @Override
    public void start(ShardIndex shard, Epoch epoch, Listener listener) {
        begin(new Job(shard, epoch, listener), true);
    }

    @Override
    public void recover(ShardIndex shard, Epoch epoch, Listener listener) {
        begin(new Job(shard, epoch, listener), false);
    }

    private synchronized void begin(Job job, boolean fromHolder) {
        if (closed || jobs.containsKey(job.shard)) {
            return;
        }
        jobs.put(job.shard, job);
        if (fromHolder) {
            transfers.begin(job.shard, job.epoch);
        }
        job.task = executor.submit(() -> run(job, fromHolder));
    }

    @Override
    public synchronized void cancel(ShardIndex shard) {
        Job job = jobs.remove(shard);
        if (job != null) {
            stop(job);
        }
    }

    private void stop(Job job) {
        transfers.end(job.shard);
        if (job.task != null) {
            job.task.cancel(true);
        }
    }

    @Override
    public SyncProgress progress() {
        int shards;
        long left;
        synchronized (this) {
            shards = jobs.size();
            left = jobs.values().stream().mapToLong(job -> job.sliversLeft.get()).sum();
        }
        return new SyncProgress(shards, meter.slivers(), left);
    }

    /// Cancels everything; nothing can be started any more.
    @Override
    public synchronized void close() {
        closed = true;
        jobs.values().forEach(this::stop);
        jobs.clear();
    }

    private void run(Job job, boolean fromHolder) {
        Backoff backoff = new Backoff(limits.blobWait().first(), limits.blobWait().max(), random);
        boolean isToBeFetched = fromHolder;
        try {
            while (true) {
                try {
                    if (isToBeFetched) {
                        transfer(job);
                        isToBeFetched = false;
                    }
                    finish(job);
                    return;
                } catch (StoreException e) {
                    SyncFaults.at(log, e)
                            .addKeyValue("shard", job.shard.value())
                            .log("could not store a shard");
                } catch (RuntimeException | Error e) {
                    // the outermost frame: without it the shard would stay as it is for ever
                    log.atError()
                            .addKeyValue("shard", job.shard.value())
                            .setCause(e)
                            .log("fetching a shard failed");
                }
                pause.pause(backoff.next());
            }
        } catch (CodecBusyException | InterruptedException e) {
            // whoever closed the pool or interrupted this has no use for more
            log.atDebug().addKeyValue("shard", job.shard.value()).log("gave up a shard");
        } finally {
            synchronized (this) {
                if (jobs.remove(job.shard, job)) {
                    transfers.end(job.shard);
                }
            }
        }
    }

    private void transfer(Job job) throws StoreException, CodecBusyException, InterruptedException {
        places.acquire();
        try {
            Optional<Committee.Member> holder = holder(job);
            if (holder.isEmpty()) {
                return;
            }
            job.sliversLeft.set(2 * certifiedBlobs.count(job.epoch));
            for (Axis axis : Axis.values()) {
                boolean isThrough =
                        new ShardTransfer(
                                        holdings,
                                        calls,
                                        slivers,
                                        limits,
                                        clock,
                                        this::pauseWithoutPlace,
                                        random,
                                        job.shard,
                                        job.epoch,
                                        axis,
                                        holder.get())
                                .run();
                if (!isThrough) {
                    return;
                }
            }
        } finally {
            places.release();
        }
    }

    // because a holder that is away for hours must not keep those from giving who are there
    private void pauseWithoutPlace(Duration time) throws InterruptedException {
        places.release();
        try {
            pause.pause(time);
        } finally {
            places.acquireUninterruptibly();
        }
    }

    /// Who had the shard before; empty if that is not known, or was this node.
    private Optional<Committee.Member> holder(Job job) {
        return holdings.committees()
                .flatMap(Committees::previous)
                .filter(previous -> previous.epoch().compareTo(job.epoch) < 0)
                .flatMap(previous -> previous.holder(job.shard))
                .filter(member -> !member.nodeId().equals(holdings.nodeId()));
    }

    private void finish(Job job) throws StoreException, CodecBusyException, InterruptedException {
        transfers.end(job.shard);
        boolean isAnnounced = false;
        while (true) {
            List<BlobId> incomplete = new ArrayList<>();
            long missing = certifiedBlobs.missing(job.epoch, job.shard, incomplete::add);
            job.sliversLeft.set(missing);
            if (incomplete.isEmpty()) {
                break;
            }
            if (!isAnnounced) {
                isAnnounced = true;
                tell(job, () -> job.listener.recovering(job.shard));
            }
            certifiedBlobs.complete(incomplete);
        }
        boolean isCurrent;
        synchronized (this) {
            isCurrent = jobs.remove(job.shard, job);
        }
        if (isCurrent) {
            job.listener.done(job.shard);
        }
    }

    private void tell(Job job, Runnable news) {
        boolean isCurrent;
        synchronized (this) {
            isCurrent = jobs.get(job.shard) == job;
        }
        if (isCurrent) {
            news.run();
        }
    }
}
