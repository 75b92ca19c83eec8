// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import java.util.List;
import java.util.Objects;

/// What the ledger says has happened, as a storage node hears it. The names and fields are those of
/// the contract's events.
///
/// Source: Walrus contracts, module `events`.
public sealed interface ChainEvent {
    /// The epoch in which it happened.
    Epoch epoch();

    /// A blob event is about one blob.
    sealed interface BlobEvent extends ChainEvent {
        /// The blob.
        BlobId blobId();
    }

    /// Somebody paid for storage of a blob.
    ///
    /// @param size bytes of the blob before encoding
    /// @param encodingType number of the encoding; 1 is RS2
    /// @param endEpoch first epoch in which the object is gone
    record BlobRegistered(
            Epoch epoch,
            BlobId blobId,
            long size,
            int encodingType,
            Epoch endEpoch,
            boolean deletable,
            ObjectId objectId)
            implements BlobEvent {
        public BlobRegistered {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(endEpoch);
            Objects.requireNonNull(objectId);
        }
    }

    /// A quorum confirmed that it stores a blob, or its end was moved.
    record BlobCertified(
            Epoch epoch,
            BlobId blobId,
            Epoch endEpoch,
            boolean deletable,
            ObjectId objectId,
            boolean isExtension)
            implements BlobEvent {
        public BlobCertified {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(endEpoch);
            Objects.requireNonNull(objectId);
        }
    }

    /// An owner deleted a deletable object.
    record BlobDeleted(
            Epoch epoch, BlobId blobId, Epoch endEpoch, ObjectId objectId, boolean wasCertified)
            implements BlobEvent {
        public BlobDeleted {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(endEpoch);
            Objects.requireNonNull(objectId);
        }
    }

    /// A quorum attested that a blob was encoded wrongly.
    record InvalidBlobId(Epoch epoch, BlobId blobId) implements BlobEvent {
        public InvalidBlobId {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
        }
    }

    /// The committee and the prices of the next epoch are settled.
    ///
    /// @param nextEpoch the epoch they are for
    record EpochParametersSelected(Epoch epoch, Epoch nextEpoch) implements ChainEvent {
        public EpochParametersSelected {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(nextEpoch);
        }
    }

    /// A new epoch and its committee are in force; shards begin to move.
    record EpochChangeStart(Epoch epoch) implements ChainEvent {
        public EpochChangeStart {
            Objects.requireNonNull(epoch);
        }
    }

    /// Enough nodes have received their shards.
    record EpochChangeDone(Epoch epoch) implements ChainEvent {
        public EpochChangeDone {
            Objects.requireNonNull(epoch);
        }
    }

    /// A node reported that it has the shards it gained.
    record ShardsReceived(Epoch epoch, List<ShardIndex> shards) implements ChainEvent {
        public ShardsReceived {
            Objects.requireNonNull(epoch);
            shards = List.copyOf(shards);
        }
    }

    /// Shards have to be recovered from the other nodes, because their holder does not give them.
    record ShardRecoveryStart(Epoch epoch, List<ShardIndex> shards) implements ChainEvent {
        public ShardRecoveryStart {
            Objects.requireNonNull(epoch);
            shards = List.copyOf(shards);
        }
    }

    /// Something that concerns no blob and asks nothing of a node but to know of it: prices,
    /// package upgrades, deny lists.
    ///
    /// @param name the contract's name of the event
    /// @param node the node that it is about, the zero ID if none
    record Notice(Epoch epoch, String name, NodeId node) implements ChainEvent {
        public Notice {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(name);
            Objects.requireNonNull(node);
        }
    }
}
