// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.SliverIndex;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/// Completes a blob, one attempt at a time: metadata, then every sliver that is missing, rebuilt
/// from symbols of the node's own slivers and of other nodes. Thread-safe.
final class BlobRecovery {
    private final Holdings holdings;
    private final PeerCalls calls;
    private final MetadataFetch metadataFetch;
    private final InconsistencyReport report;
    private final Transfers transfers;
    private final SyncMeter meter;
    private final SyncLimits limits;
    private final Semaphore slivers;

    BlobRecovery(
            Holdings holdings,
            PeerCalls calls,
            InconsistencyReport report,
            Transfers transfers,
            SyncMeter meter,
            SyncLimits limits) {
        this.holdings = holdings;
        this.calls = calls;
        this.metadataFetch = new MetadataFetch(holdings, calls, limits.metadataTimeout());
        this.report = report;
        this.transfers = transfers;
        this.meter = meter;
        this.limits = limits;
        this.slivers = new Semaphore(limits.slivers(), true);
    }

    /// Makes one attempt.
    ///
    /// @param left told how many slivers are missing, as that changes
    BlobRound attempt(BlobId blobId, LongConsumer left)
            throws StoreException, CodecBusyException, InterruptedException {
        Optional<Epoch> certified = holdings.certifiedSince(blobId);
        if (certified.isEmpty()) {
            return BlobRound.UNWANTED;
        }
        Optional<Committees> committees = holdings.committees();
        if (committees.isEmpty()) {
            return BlobRound.STUCK;
        }
        List<Committee.Member> peers =
                SyncContext.peers(holdings, committees.get(), certified.get(), calls.records());
        Optional<VerifiedBlobMetadata> metadata =
                SyncContext.readable(blobId, () -> holdings.metadata(blobId));
        if (metadata.isEmpty()) {
            metadata = metadataFetch.fetch(blobId, peers);
            if (metadata.isEmpty()) {
                return BlobRound.STUCK;
            }
            // also if they are on a drive that is away: a copy is small, and then can be served
            if (holdings.store(metadata.get()).isEmpty()) {
                return BlobRound.UNWANTED;
            }
        }
        return new Attempt(metadata.get(), certified.get(), committees.get(), peers, left).run();
    }

    private record Step(int stored, boolean isInconsistent) {}

    /// One attempt, whose metadata are there.
    private final class Attempt {
        private final VerifiedBlobMetadata metadata;
        private final Epoch certified;
        private final Committees committees;
        private final List<Committee.Member> peers;
        private final LongConsumer left;
        private final EncodingConfig config = holdings.config();

        Attempt(
                VerifiedBlobMetadata metadata,
                Epoch certified,
                Committees committees,
                List<Committee.Member> peers,
                LongConsumer left) {
            this.left = left;
            this.metadata = metadata;
            this.certified = certified;
            this.committees = committees;
            this.peers = peers;
        }

        BlobRound run() throws StoreException, CodecBusyException, InterruptedException {
            boolean advanced = false;
            while (true) {
                List<SliverKey> missing = missing();
                left.accept(missing.size());
                if (missing.isEmpty()) {
                    return BlobRound.COMPLETE;
                }
                int stored = 0;
                // secondary ones first: they take fewer symbols, and are sources of primary ones
                for (Axis axis : List.of(Axis.SECONDARY, Axis.PRIMARY)) {
                    Step step = step(axis, missing);
                    if (step.isInconsistent()) {
                        // no sliver of such a blob is worth anything
                        return BlobRound.STUCK;
                    }
                    stored += step.stored();
                }
                if (stored == 0) {
                    return advanced ? BlobRound.ADVANCED : BlobRound.STUCK;
                }
                advanced = true;
                if (holdings.certifiedSince(metadata.blobId()).isEmpty()) {
                    return BlobRound.UNWANTED;
                }
            }
        }

        /// Rebuilds some of the missing slivers of one axis.
        private Step step(Axis axis, List<SliverKey> missing)
                throws StoreException, CodecBusyException, InterruptedException {
            OwnSources sources = new OwnSources(holdings, metadata, axis, committees);
            List<SliverKey> batch =
                    missing.stream()
                            .filter(key -> key.axis() == axis)
                            .limit(Math.min(limits.slivers(), sources.targetsAtOnce()))
                            .toList();
            int stored = 0;
            for (RecoveryResult result : rebuild(axis, batch, sources)) {
                switch (result) {
                    case RecoveryResult.Recovered(var sliver) -> {
                        if (holdings.store(sliver).isPresent()) {
                            stored++;
                            meter.sliverStored(sliver.sliver().payloadBytes());
                        }
                    }
                    case RecoveryResult.TooFew(int _, int _) -> {}
                    case RecoveryResult.Inconsistent(InconsistencyProof proof) -> {
                        report.report(metadata.blobId(), proof);
                        return new Step(stored, true);
                    }
                }
            }
            return new Step(stored, false);
        }

        private List<SliverKey> missing() throws StoreException, InterruptedException {
            return holdings.missing(metadata.blobId()).stream()
                    .filter(key -> !transfers.brings(key.shard(), certified))
                    .toList();
        }

        private List<RecoveryResult> rebuild(Axis axis, List<SliverKey> batch, OwnSources sources)
                throws CodecBusyException, InterruptedException {
            if (batch.isEmpty()) {
                return List.of();
            }
            List<SliverIndex> targets =
                    batch.stream()
                            .map(key ->
                                    metadata.blobId()
                                            .pair(key.shard(), config)
                                            .sliver(key.axis(), config))
                            .toList();
            slivers.acquire(targets.size());
            try {
                return new SliverRebuild(
                                holdings, calls, limits.symbolsTimeout(), metadata, axis, targets)
                        .run(sources.symbols(targets), peers);
            } finally {
                slivers.release(targets.size());
            }
        }
    }
}
