// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.redstuff.VerifiedSliver;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a node holds and should hold, for those who fetch what is missing. They store through it,
/// so that nothing is stored of a blob that is no longer wanted or in a shard that is no longer
/// held. Called from many threads.
public interface Holdings {
    /// The shape of the network.
    EncodingConfig config();

    /// The node's identity on the ledger.
    NodeId nodeId();

    /// Signs a message with the node's protocol key.
    SignedMessage sign(ProtocolMessage message) throws CodecBusyException, InterruptedException;

    /// The committees of this moment, empty if none is known.
    Optional<Committees> committees();

    /// Since when a blob is certified, empty if it is not (any more).
    Optional<Epoch> certifiedSince(BlobId blobId) throws StoreException, InterruptedException;

    /// Blobs that are certified and alive, and were certified before an epoch.
    ///
    /// @param from first that may appear (inclusive)
    /// @param limit most IDs, at least 1
    /// @return ascending by ID
    List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit)
            throws StoreException, InterruptedException;

    /// The metadata of a blob, if stored.
    Optional<VerifiedBlobMetadata> metadata(BlobId blobId)
            throws StoreException, InterruptedException;

    /// The slivers of a blob that belong into shards of this node (in states that take slivers) and
    /// are not there.
    List<SliverKey> missing(BlobId blobId) throws StoreException, InterruptedException;

    /// A sliver of the node's own, if stored and whole.
    Optional<Sliver> sliver(SliverKey key) throws StoreException, InterruptedException;

    /// When a writer last brought something of a blob, empty if none did or it is long ago.
    Optional<Instant> lastUpload(BlobId blobId);

    /// Stores metadata; returns after the flush.
    ///
    /// @return empty if the blob is no longer registered: nothing was stored
    Optional<StoreOutcome> store(VerifiedBlobMetadata metadata)
            throws StoreException, InterruptedException;

    /// Stores a sliver into the shard that it belongs to; returns after the flush.
    ///
    /// @return empty if the blob is no longer registered, or the shard no longer takes slivers:
    ///   nothing was stored
    Optional<StoreOutcome> store(VerifiedSliver sliver) throws StoreException, InterruptedException;

    /// The last blob whose sliver of a shard was fetched from the holder, empty before the first.
    Optional<BlobId> lastSynced(ShardIndex shard, Axis axis)
            throws StoreException, InterruptedException;

    /// Remembers how far fetching is.
    void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId)
            throws StoreException, InterruptedException;

    /// The pool that does arithmetic.
    CodecPool codec();
}
