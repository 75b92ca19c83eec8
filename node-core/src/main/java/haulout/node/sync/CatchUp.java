// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Backoff;
import haulout.client.Pause;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.node.Holdings;
import haulout.node.SyncOutcome;
import haulout.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks through all certified blobs and completes those of which something is missing: what a node
/// does that was away for more than an epoch, or whose store was wiped.
public final class CatchUp implements AutoCloseable {
    /// Blobs that are looked at together.
    private static final int PAGE = 1000;

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    private final Holdings holdings;
    private final CertifiedBlobs certifiedBlobs;
    private final SyncLimits limits;
    private final Pause pause;
    private final RandomGenerator random;
    private final ExecutorService executor;
    private @Nullable Run current;
    private boolean closed;

    CatchUp(
            Holdings holdings,
            CertifiedBlobs certifiedBlobs,
            SyncLimits limits,
            Pause pause,
            RandomGenerator random,
            ExecutorService executor) {
        this.holdings = holdings;
        this.certifiedBlobs = certifiedBlobs;
        this.limits = limits;
        this.pause = pause;
        this.random = random;
        this.executor = executor;
    }

    private static final class Run {
        private final Epoch before;
        private final CompletableFuture<SyncOutcome> outcome = new CompletableFuture<>();
        private @Nullable Future<?> task;

        Run(Epoch before) {
            this.before = before;
        }
    }

    /// Starts; a second start for the same epoch joins the first, one for another ends it.
    ///
    /// @param before blobs that were certified before this epoch are looked at
    /// @return completed when a look found nothing missing, never exceptionally
    public CompletableFuture<SyncOutcome> start(Epoch before) {
        Run run = new Run(before);
        synchronized (this) {
            Run running = current;
            if (closed) {
                return CompletableFuture.completedFuture(SyncOutcome.CANCELLED);
            }
            if (running != null && running.before.equals(before)) {
                return running.outcome.copy();
            }
            cancel();
            current = run;
            run.task = executor.submit(() -> run(run));
        }
        return run.outcome.copy();
    }

    /// Ends it, if it runs. The blobs that it has begun with go on.
    public synchronized void cancel() {
        Run running = current;
        current = null;
        if (running != null) {
            if (running.task != null) {
                running.task.cancel(true);
            }
            running.outcome.complete(SyncOutcome.CANCELLED);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel();
    }

    private void run(Run run) {
        Backoff backoff =
                new Backoff(limits.blobWait().first(), limits.blobWait().max(), random);
        SyncOutcome outcome = SyncOutcome.CANCELLED;
        try {
            while (true) {
                try {
                    if (look(run.before)) {
                        outcome = SyncOutcome.COMPLETE;
                        return;
                    }
                    continue;
                } catch (StoreException e) {
                    log.atWarn().setCause(e).log("could not look through the blobs");
                }
                pause.pause(backoff.next());
            }
        } catch (InterruptedException e) {
            log.atDebug().log("gave up looking through the blobs");
        } finally {
            synchronized (this) {
                if (current == run) {
                    current = null;
                }
            }
            run.outcome.complete(outcome);
        }
    }

    /// Whether nothing was missing.
    private boolean look(Epoch before) throws StoreException, InterruptedException {
        boolean isComplete = true;
        Optional<BlobId> from = Optional.of(BlobOrder.FIRST);
        while (from.isPresent()) {
            List<BlobId> page = holdings.certifiedBefore(before, from.get(), PAGE);
            List<BlobId> incomplete = new ArrayList<>();
            for (BlobId blobId : page) {
                if (holdings.metadata(blobId).isEmpty() || !holdings.missing(blobId).isEmpty()) {
                    incomplete.add(blobId);
                }
            }
            isComplete &= incomplete.isEmpty();
            certifiedBlobs.complete(incomplete);
            from = page.isEmpty() ? Optional.empty() : BlobOrder.after(page.getLast());
        }
        return isComplete;
    }
}
