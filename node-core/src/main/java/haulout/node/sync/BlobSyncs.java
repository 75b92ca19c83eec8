// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Backoff;
import haulout.core.BlobId;
import haulout.node.BlobSync;
import haulout.node.CodecBusyException;
import haulout.node.SyncOutcome;
import haulout.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Completes blobs, some at a time; the others wait in a queue, and those that are stuck wait for
/// their next attempt without taking anybody's place.
///
/// The queue has no limit of its own: it is as long as the list of certified blobs, and an entry is
/// a few hundred bytes.
public final class BlobSyncs implements BlobSync, AutoCloseable {
    /// Nobody has looked yet what a blob lacks.
    private static final long UNKNOWN = -1;

    private static final Logger log = LoggerFactory.getLogger(BlobSyncs.class);

    private final BlobRecovery recovery;
    private final UploadActivity uploads;
    private final SyncLimits limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Object lock = new Object();
    private final Map<BlobId, Job> jobs = new HashMap<>();
    private final Deque<Job> ready = new ArrayDeque<>();
    private int running;
    private boolean closed;

    BlobSyncs(
            BlobRecovery recovery,
            UploadActivity uploads,
            SyncLimits limits,
            InstantSource clock,
            RandomGenerator random,
            ExecutorService executor,
            ScheduledExecutorService timer) {
        this.recovery = recovery;
        this.uploads = uploads;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.executor = executor;
        this.timer = timer;
    }

    /// A blob that is wanted. Guarded by the lock.
    private final class Job {
        private final BlobId blobId;
        private final CompletableFuture<SyncOutcome> outcome = new CompletableFuture<>();
        private final Backoff backoff =
                new Backoff(limits.blobWait().first(), limits.blobWait().max(), random);
        private Duration deferred = Duration.ZERO;
        private @Nullable Future<?> task;
        private @Nullable Future<?> alarm;
        private boolean isCancelled;
        // somebody asked for it after the present attempt had begun, and perhaps had looked
        private boolean isAskedAgain;
        private volatile long sliversLeft = UNKNOWN;

        Job(BlobId blobId) {
            this.blobId = blobId;
        }
    }

    @Override
    public CompletableFuture<SyncOutcome> start(BlobId blobId) {
        Job job;
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.completedFuture(SyncOutcome.CANCELLED);
            }
            Job before = jobs.get(blobId);
            if (before != null) {
                before.isAskedAgain = true;
                return before.outcome.copy();
            }
            job = new Job(blobId);
            jobs.put(blobId, job);
            ready.add(job);
            pump();
        }
        return job.outcome.copy();
    }

    @Override
    public void cancel(BlobId blobId) {
        Job job;
        synchronized (lock) {
            job = jobs.remove(blobId);
            if (job == null) {
                return;
            }
            stop(job);
        }
        job.outcome.complete(SyncOutcome.CANCELLED);
    }

    @Override
    public int count() {
        synchronized (lock) {
            return jobs.size();
        }
    }

    /// How many slivers are missing of the blobs that are wanted.
    ///
    /// @param perBlob how many are taken for missing where nobody has looked yet
    long sliversLeft(long perBlob) {
        synchronized (lock) {
            return jobs.values().stream()
                    .mapToLong(job -> job.sliversLeft == UNKNOWN ? perBlob : job.sliversLeft)
                    .sum();
        }
    }

    /// Cancels everything; nothing can be started any more.
    @Override
    public void close() {
        List<Job> left;
        synchronized (lock) {
            closed = true;
            left = new ArrayList<>(jobs.values());
            jobs.clear();
            left.forEach(this::stop);
        }
        left.forEach(job -> job.outcome.complete(SyncOutcome.CANCELLED));
    }

    private void stop(Job job) {
        job.isCancelled = true;
        ready.remove(job);
        if (job.task != null) {
            job.task.cancel(true);
        }
        if (job.alarm != null) {
            job.alarm.cancel(false);
        }
    }

    /// Lets jobs run while there are places. Called with the lock.
    private void pump() {
        while (running < limits.blobs() && !closed) {
            Job job = ready.poll();
            if (job == null) {
                return;
            }
            running++;
            job.isAskedAgain = false;
            job.task = executor.submit(() -> run(job));
        }
    }

    private void run(Job job) {
        BlobRound round = BlobRound.STUCK;
        Duration deferral = Duration.ZERO;
        try {
            deferral = deferral(job);
            if (deferral.isZero()) {
                round = recovery.attempt(job.blobId, left -> job.sliversLeft = left);
            }
        } catch (StoreException e) {
            SyncFaults.at(log, e).addKeyValue("blob", job.blobId).log("could not mend a blob");
        } catch (CodecBusyException | InterruptedException e) {
            // whoever closed the pool or interrupted this has no use for more
            round = BlobRound.UNWANTED;
        } catch (RuntimeException | Error e) {
            // the outermost frame: nobody else would hear of it
            log.atError().addKeyValue("blob", job.blobId).setCause(e).log("mending a blob failed");
        } finally {
            ended(job, round, deferral);
        }
    }

    /// How long to leave the blob to those who upload it. What was waited is counted, and not read
    /// off the clock, which may have been set back since the last upload.
    private Duration deferral(Job job) {
        Duration longest = shorter(limits.quiet(), limits.longestDeferral().minus(job.deferred));
        Instant now = clock.instant();
        return uploads.lastUpload(job.blobId)
                .map(last -> shorter(Duration.between(now, last.plus(limits.quiet())), longest))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void ended(Job job, BlobRound round, Duration deferral) {
        boolean isOver = false;
        synchronized (lock) {
            running--;
            if (!job.isCancelled) {
                job.task = null;
                boolean isDone = round == BlobRound.COMPLETE || round == BlobRound.UNWANTED;
                isOver = closed || (isDone && !job.isAskedAgain);
                if (isOver) {
                    jobs.remove(job.blobId);
                } else if (isDone) {
                    ready.add(job);
                } else {
                    if (round == BlobRound.ADVANCED) {
                        job.backoff.reset();
                    }
                    job.deferred = job.deferred.plus(deferral);
                    Duration wait = deferral.isZero() ? job.backoff.next() : deferral;
                    job.alarm =
                            timer.schedule(() -> again(job), wait.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
            pump();
        }
        if (isOver) {
            job.outcome.complete(
                    round == BlobRound.COMPLETE ? SyncOutcome.COMPLETE : SyncOutcome.CANCELLED);
        }
    }

    private void again(Job job) {
        synchronized (lock) {
            if (!job.isCancelled) {
                job.alarm = null;
                ready.add(job);
                pump();
            }
        }
    }
}
