// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Misdeed;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Holdings;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.redstuff.VerifiedSliver;
import haulout.store.StoreException;
import haulout.wire.SyncedSliver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Verifies and stores what the holder of a shard gave. Thread-safe.
final class SyncedSlivers {
    private final Holdings holdings;
    private final PeerRecords records;
    private final SyncMeter meter;
    private final ExecutorService executor;
    private final Semaphore writes;

    SyncedSlivers(
            Holdings holdings,
            PeerRecords records,
            SyncMeter meter,
            ExecutorService executor,
            int writesAtOnce) {
        this.holdings = holdings;
        this.records = records;
        this.meter = meter;
        this.executor = executor;
        this.writes = new Semaphore(writesAtOnce);
    }

    /// Stores the good ones. When this returns they are durable.
    ///
    /// @param came not empty
    /// @param from the first blob that was asked for
    /// @return false if more of it is bad than good: such a holder is of no use
    boolean store(
            List<SyncedSliver> came,
            BlobId from,
            ShardIndex shard,
            Axis axis,
            Committee.Member holder)
            throws StoreException, CodecBusyException, InterruptedException {
        if (!ascends(came, from)) {
            records.lied(holder.nodeId(), Misdeed.ANSWER, "slivers of a shard out of order");
            return false;
        }
        List<Future<?>> running = new ArrayList<>();
        int bad = 0;
        try {
            for (SyncedSliver each : came) {
                Optional<VerifiedBlobMetadata> metadata =
                        SyncContext.readable(each.blobId(), () -> holdings.metadata(each.blobId()));
                if (metadata.isEmpty()) {
                    // not ours to judge; if it is wanted, it is rebuilt
                    continue;
                }
                Optional<VerifiedSliver> verified = verify(each, metadata.get(), shard, axis);
                if (verified.isEmpty()) {
                    bad++;
                    continue;
                }
                running.add(
                        executor.submit(() -> {
                            write(verified.get());
                            return true;
                        }));
            }
            for (Future<?> each : running) {
                await(each);
            }
        } finally {
            running.forEach(each -> each.cancel(true));
        }
        if (bad > 0) {
            records.lied(holder.nodeId(), Misdeed.SLIVER, bad + " slivers that do not verify");
        }
        return 2 * bad <= came.size();
    }

    private static boolean ascends(List<SyncedSliver> came, BlobId from) {
        for (int i = 0; i < came.size(); i++) {
            BlobId blobId = came.get(i).blobId();
            boolean isBehind =
                    i == 0
                            ? blobId.compareTo(from) >= 0
                            : blobId.compareTo(came.get(i - 1).blobId()) > 0;
            if (!isBehind) {
                return false;
            }
        }
        return true;
    }

    private Optional<VerifiedSliver> verify(
            SyncedSliver item, VerifiedBlobMetadata metadata, ShardIndex shard, Axis axis)
            throws CodecBusyException, InterruptedException {
        EncodingConfig config = holdings.config();
        SliverIndex index = item.blobId().pair(shard, config).sliver(axis, config);
        if (item.sliver().axis() != axis || !item.sliver().index().equals(index)) {
            return Optional.empty();
        }
        CodecPool.CodecTask<VerifiedSliver, SliverVerificationException> task =
                tools -> tools.verifier().verify(item.sliver(), metadata);
        try {
            return Optional.of(holdings.codec().await(task));
        } catch (SliverVerificationException e) {
            return Optional.empty();
        }
    }

    private void write(VerifiedSliver sliver) throws StoreException, InterruptedException {
        // here, so that a task that never starts takes no place
        writes.acquire();
        try {
            if (holdings.store(sliver).isPresent()) {
                meter.sliverStored(sliver.sliver().payloadBytes());
            }
        } finally {
            writes.release();
        }
    }

    private static void await(Future<?> write) throws StoreException, InterruptedException {
        try {
            write.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StoreException failure -> throw failure;
                case InterruptedException stopped -> throw stopped;
                case null, default -> throw new IllegalStateException("storing", e.getCause());
            }
        }
    }
}
