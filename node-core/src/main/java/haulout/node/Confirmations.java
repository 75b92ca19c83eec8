// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.store.MetadataStore;
import haulout.store.ObjectKind;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.ProtocolMessage.StorageConfirmation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Signs that the node stores its part of blobs. Only what is flushed, and can be served now,
/// counts.
///
/// Source: walrus-protocol section 6.4.
final class Confirmations {
    private final NodeId self;
    private final BlobStandings standings;
    private final MetadataStore metadata;
    private final SliverStore slivers;
    private final PendingUploads pending;
    private final Uploads uploads;
    private final RegistrationWaits waits;
    private final NodeSigner signer;
    private final NodeFaults faults;
    private final NodeMetrics metrics;
    private final Duration maxWait;

    Confirmations(
            NodeId self,
            BlobStandings standings,
            MetadataStore metadata,
            SliverStore slivers,
            PendingUploads pending,
            Uploads uploads,
            RegistrationWaits waits,
            NodeSigner signer,
            NodeFaults faults,
            NodeMetrics metrics,
            Duration maxWait) {
        this.self = self;
        this.standings = standings;
        this.metadata = metadata;
        this.slivers = slivers;
        this.pending = pending;
        this.uploads = uploads;
        this.waits = waits;
        this.signer = signer;
        this.faults = faults;
        this.metrics = metrics;
        this.maxWait = maxWait;
    }

    ConfirmationAnswer confirm(BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException {
        if (wait.isPresent()
                && !standings.isRegisteredAsHeard(blobId)
                && pending.metadata(blobId).isPresent()) {
            Duration time = wait.get().compareTo(maxWait) < 0 ? wait.get() : maxWait;
            waits.await(blobId, time, () -> standings.isRegisteredAsHeard(blobId));
        }
        if (!standings.isRegistered(blobId)) {
            throw notRegistered("blob " + blobId);
        }
        uploads.flush(blobId);
        // one moment's committee for both: the shards that are checked and the epoch that is signed
        Committees committees = standings.committees();
        requireComplete(blobId, committees.shards(self));
        if (persistence instanceof BlobPersistence.Deletable deletable) {
            boolean isLive =
                    standings
                            .object(deletable.object())
                            .filter(found ->
                                    found.blobId().equals(blobId)
                                            && found.kind() != ObjectKind.PERMANENT)
                            .isPresent();
            if (!isLive) {
                throw notRegistered("object " + deletable.object());
            }
        }
        try {
            ConfirmationAnswer answer =
                    new ConfirmationAnswer(
                            signer.sign(
                                    new StorageConfirmation(
                                            committees.epoch(), blobId, persistence)));
            metrics.add(NodeCounter.CONFIRMATIONS_SIGNED, 1);
            return answer;
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
    }

    private void requireComplete(BlobId blobId, List<ShardIndex> shards)
            throws RefusedException, InterruptedException {
        if (shards.isEmpty()) {
            throw new RefusedException(
                    ApiError.MISSING_SLIVERS, "this node has no shards in the present epoch");
        }
        int missing = 0;
        try {
            if (!metadata.isReadable(blobId)) {
                throw new RefusedException(
                        ApiError.MISSING_SLIVERS, "metadata of blob " + blobId + " are missing");
            }
            for (ShardIndex shard : shards) {
                for (Axis axis : Axis.values()) {
                    missing += slivers.isReadable(new SliverKey(blobId, shard, axis)) ? 0 : 1;
                }
            }
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
        if (missing > 0) {
            throw new RefusedException(
                    ApiError.MISSING_SLIVERS,
                    missing + " of " + 2 * shards.size() + " slivers are missing");
        }
    }

    private static RefusedException notRegistered(String what) {
        return new RefusedException(ApiError.NOT_REGISTERED, what + " is not registered");
    }
}
