// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Backoff;
import haulout.client.Pause;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.node.CodecBusyException;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.node.MetadataSync;
import haulout.node.SyncOutcome;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the metadata of all certified blobs, a few at a time, and again until none is missing.
public final class MetadataSyncs implements MetadataSync, AutoCloseable {
    /// Blobs that are looked at together.
    private static final int PAGE = 1000;

    private static final Logger log = LoggerFactory.getLogger(MetadataSyncs.class);

    private final Holdings holdings;
    private final PeerCalls calls;
    private final MetadataFetch fetch;
    private final SyncLimits limits;
    private final Pause pause;
    private final RandomGenerator random;
    private final ExecutorService executor;
    private @Nullable Run current;
    private boolean closed;

    MetadataSyncs(
            Holdings holdings,
            PeerCalls calls,
            SyncLimits limits,
            Pause pause,
            RandomGenerator random,
            ExecutorService executor) {
        this.holdings = holdings;
        this.calls = calls;
        this.fetch = new MetadataFetch(holdings, calls, limits.metadataTimeout());
        this.limits = limits;
        this.pause = pause;
        this.random = random;
        this.executor = executor;
    }

    private static final class Run {
        private final Epoch epoch;
        private final CompletableFuture<SyncOutcome> outcome = new CompletableFuture<>();
        private @Nullable Future<?> task;

        Run(Epoch epoch) {
            this.epoch = epoch;
        }
    }

    @Override
    public CompletableFuture<SyncOutcome> start(Epoch epoch) {
        Run run = new Run(epoch);
        synchronized (this) {
            Run running = current;
            if (closed) {
                return CompletableFuture.completedFuture(SyncOutcome.CANCELLED);
            }
            if (running != null && running.epoch.equals(epoch)) {
                return running.outcome.copy();
            }
            cancel();
            current = run;
            run.task = executor.submit(() -> run(run));
        }
        return run.outcome.copy();
    }

    @Override
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
        Backoff backoff = new Backoff(limits.blobWait().first(), limits.blobWait().max(), random);
        SyncOutcome outcome = SyncOutcome.CANCELLED;
        try {
            while (true) {
                try {
                    if (pass(run.epoch)) {
                        outcome = SyncOutcome.COMPLETE;
                        return;
                    }
                } catch (StoreException e) {
                    SyncFaults.at(log, e).log("could not store metadata");
                } catch (RuntimeException | Error e) {
                    // the outermost frame: without it the node would wait for ever
                    log.atError().setCause(e).log("fetching metadata failed");
                }
                pause.pause(backoff.next());
            }
        } catch (CodecBusyException | InterruptedException e) {
            log.atDebug().log("gave up fetching metadata");
        } finally {
            synchronized (this) {
                if (current == run) {
                    current = null;
                }
            }
            run.outcome.complete(outcome);
        }
    }

    /// Whether all of them are here.
    private boolean pass(Epoch epoch)
            throws StoreException, CodecBusyException, InterruptedException {
        boolean isComplete = true;
        Optional<BlobId> from = Optional.of(BlobOrder.FIRST);
        while (from.isPresent()) {
            List<BlobId> page = holdings.certifiedBefore(epoch, from.get(), PAGE);
            List<BlobId> missing = new ArrayList<>();
            for (BlobId blobId : page) {
                if (SyncContext.readable(blobId, () -> holdings.metadata(blobId)).isEmpty()) {
                    missing.add(blobId);
                }
            }
            for (int at = 0; at < missing.size(); at += limits.slivers()) {
                int end = Math.min(missing.size(), at + limits.slivers());
                isComplete &= fetch(missing.subList(at, end));
            }
            from = page.isEmpty() ? Optional.empty() : BlobOrder.after(page.getLast());
        }
        return isComplete;
    }

    private boolean fetch(List<BlobId> missing) throws CodecBusyException, InterruptedException {
        List<Future<Boolean>> running = new ArrayList<>();
        boolean isComplete = true;
        try {
            for (BlobId blobId : missing) {
                running.add(executor.submit(() -> fetch(blobId)));
            }
            for (Future<Boolean> each : running) {
                isComplete &= result(each);
            }
            return isComplete;
        } finally {
            running.forEach(each -> each.cancel(true));
        }
    }

    /// Whether nothing is left to do for a blob.
    private boolean fetch(BlobId blobId)
            throws StoreException, CodecBusyException, InterruptedException {
        Optional<Epoch> certified = holdings.certifiedSince(blobId);
        if (certified.isEmpty()) {
            return true;
        }
        Optional<Committees> committees = holdings.committees();
        if (committees.isEmpty()) {
            return false;
        }
        Optional<VerifiedBlobMetadata> metadata =
                fetch.fetch(
                        blobId,
                        SyncContext.peers(
                                holdings, committees.get(), certified.get(), calls.records()));
        if (metadata.isPresent()) {
            // nothing stored means that it is not wanted any more
            var _ = holdings.store(metadata.get());
        }
        return metadata.isPresent();
    }

    private static boolean result(Future<Boolean> future)
            throws CodecBusyException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case StoreException failure -> {
                    // the next pass has it again; the others are not kept waiting for it
                    log.atWarn().setCause(failure).log("could not store metadata");
                    yield false;
                }
                case CodecBusyException busy -> throw busy;
                case InterruptedException stopped -> throw stopped;
                case null, default ->
                        throw new IllegalStateException("fetching metadata", e.getCause());
            };
        }
    }
}
