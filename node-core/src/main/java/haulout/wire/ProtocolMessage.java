// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.AccountAddress;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// A statement that a node signs. The signature is over exactly the bytes of [#toBytes]:
///
/// | Bytes | Field |
/// |---|---|
/// | u8 | intent: the kind of message |
/// | 00 | version |
/// | 03 | application: storage |
/// | u32 | epoch |
/// | … | contents, by kind |
///
/// Source: walrus-core `messages/`, contracts/walrus `system/messages.move`.
public sealed interface ProtocolMessage {
    /// Version of the frame of every message.
    int VERSION = 0;

    /// The application that every message is for.
    int APPLICATION = 3;

    /// The epoch for which the message is signed.
    Epoch epoch();

    /// First byte of the message, which tells its kind.
    int intent();

    /// Writes what follows the epoch.
    void writeContents(BcsWriter writer);

    /// The bytes that are signed.
    default byte[] toBytes() {
        BcsWriter writer = new BcsWriter(128);
        writer.u8(intent()).u8(VERSION).u8(APPLICATION).u32(epoch().value());
        writeContents(writer);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a message of any kind.
    ///
    /// @throws WireFormatException if the bytes are anything else
    static ProtocolMessage decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        int intent = reader.u8("intent");
        expect(reader, "message version", VERSION);
        expect(reader, "message application", APPLICATION);
        Epoch epoch = new Epoch(reader.u32("epoch"));
        ProtocolMessage message =
                switch (intent) {
                    case ProofOfPossession.INTENT -> ProofOfPossession.read(epoch, reader);
                    case StorageConfirmation.INTENT -> StorageConfirmation.read(epoch, reader);
                    case InvalidBlobId.INTENT -> InvalidBlobId.read(epoch, reader);
                    case SyncShard.INTENT -> SyncShard.read(epoch, reader);
                    case DenyListUpdate.INTENT -> DenyListUpdate.read(epoch, reader);
                    case DenyListedBlobDeleted.INTENT -> DenyListedBlobDeleted.read(epoch, reader);
                    case ProtocolVersion.INTENT -> ProtocolVersion.read(epoch, reader);
                    default -> throw new WireFormatException("intent", 0, "0 to 6", "" + intent);
                };
        reader.expectEnd("message");
        return message;
    }

    /// Reads all of `bytes` as a message of one kind.
    ///
    /// @throws WireFormatException if the bytes are anything else, or a message of another kind
    static <M extends ProtocolMessage> M decode(byte[] bytes, Class<M> kind)
            throws WireFormatException {
        ProtocolMessage message = decode(bytes);
        if (!kind.isInstance(message)) {
            throw new WireFormatException(
                    "intent",
                    0,
                    "that of " + kind.getSimpleName(),
                    "that of " + message.getClass().getSimpleName());
        }
        return kind.cast(message);
    }

    private static void expect(BcsReader reader, String what, int expected)
            throws WireFormatException {
        int at = reader.offset();
        int actual = reader.u8(what);
        if (actual != expected) {
            throw new WireFormatException(what, at, "" + expected, "" + actual);
        }
    }

    /// Proof that a node has the secret key to the public key that it registers. Contents: 32 bytes
    /// of the address, 48 bytes of the key.
    ///
    /// @param account the account that registers the node
    /// @param key the node's public key, as it was sent
    record ProofOfPossession(Epoch epoch, AccountAddress account, UncheckedBlsPublicKey key)
            implements ProtocolMessage {
        private static final int INTENT = 0;

        public ProofOfPossession {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(account);
            Objects.requireNonNull(key);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.hash32(account.value()).fixedBytes(key.toBytes());
        }

        private static ProofOfPossession read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            AccountAddress account = new AccountAddress(reader.hash32("account"));
            byte[] key = reader.fixedBytes("public key", UncheckedBlsPublicKey.BYTES);
            return new ProofOfPossession(epoch, account, UncheckedBlsPublicKey.of(key));
        }
    }

    /// A node's statement that it stores all of its slivers of a blob. Contents: 32 bytes of the
    /// blob ID, then 00, or 01 and the 32 bytes of the object.
    ///
    /// @param blobId the blob
    /// @param persistence whether, and by which registration, it may be deleted
    record StorageConfirmation(Epoch epoch, BlobId blobId, BlobPersistence persistence)
            implements ProtocolMessage {
        private static final int INTENT = 1;

        public StorageConfirmation {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(persistence);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.hash32(blobId.hash());
            switch (persistence) {
                case BlobPersistence.Permanent() -> writer.uleb(0);
                case BlobPersistence.Deletable(var object) -> writer.uleb(1).hash32(object.value());
            }
        }

        private static StorageConfirmation read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            BlobId blobId = new BlobId(reader.hash32("blob ID"));
            BlobPersistence persistence =
                    reader.tag("persistence", 2) == 0
                            ? BlobPersistence.PERMANENT
                            : new BlobPersistence.Deletable(
                                    new ObjectId(reader.hash32("object ID")));
            return new StorageConfirmation(epoch, blobId, persistence);
        }
    }

    /// A node's statement that a blob was encoded wrongly. Contents: 32 bytes of the blob ID.
    ///
    /// @param blobId the blob
    record InvalidBlobId(Epoch epoch, BlobId blobId) implements ProtocolMessage {
        private static final int INTENT = 2;

        public InvalidBlobId {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.hash32(blobId.hash());
        }

        private static InvalidBlobId read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            return new InvalidBlobId(epoch, new BlobId(reader.hash32("blob ID")));
        }
    }

    /// A node's request for slivers of a shard that it takes over. Contents: version 00, u16 shard,
    /// u8 axis, 32 bytes of the first blob ID, u64 count, u32 epoch.
    ///
    /// @param shard the shard
    /// @param axis which slivers
    /// @param startingBlobId the first blob, inclusive, in the order of the identifiers' bytes
    /// @param sliverCount at most this many, as an unsigned number
    /// @param requestEpoch the requester's epoch, once more
    record SyncShard(
            Epoch epoch,
            ShardIndex shard,
            Axis axis,
            BlobId startingBlobId,
            long sliverCount,
            Epoch requestEpoch)
            implements ProtocolMessage {
        private static final int INTENT = 3;

        public SyncShard {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(shard);
            Objects.requireNonNull(axis);
            Objects.requireNonNull(startingBlobId);
            Objects.requireNonNull(requestEpoch);
        }

        /// A request in which both epochs are the requester's, as they have to be.
        public static SyncShard of(
                Epoch epoch, ShardIndex shard, Axis axis, BlobId startingBlobId, long sliverCount) {
            return new SyncShard(epoch, shard, axis, startingBlobId, sliverCount, epoch);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.uleb(0)
                    .u16(shard.value())
                    .uleb(AxisTag.of(axis))
                    .hash32(startingBlobId.hash())
                    .u64(sliverCount)
                    .u32(requestEpoch.value());
        }

        private static SyncShard read(Epoch epoch, BcsReader reader) throws WireFormatException {
            reader.tag("version of the request", 1);
            ShardIndex shard = new ShardIndex(reader.u16("shard"));
            Axis axis = AxisTag.read(reader, "type of sliver");
            BlobId startingBlobId = new BlobId(reader.hash32("starting blob ID"));
            long sliverCount = reader.u64("sliver count");
            return new SyncShard(
                    epoch,
                    shard,
                    axis,
                    startingBlobId,
                    sliverCount,
                    new Epoch(reader.u32("requester's epoch")));
        }
    }

    /// A node's new deny list. Contents: 32 bytes of the node ID, u64 sequence number, u64 size, 32
    /// bytes of the root.
    ///
    /// @param node the node
    /// @param sequenceNumber which of its lists, as an unsigned number
    /// @param size entries of the list, as an unsigned number
    /// @param root Merkle root of the list
    record DenyListUpdate(Epoch epoch, NodeId node, long sequenceNumber, long size, Hash32 root)
            implements ProtocolMessage {
        private static final int INTENT = 4;

        public DenyListUpdate {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(node);
            Objects.requireNonNull(root);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.hash32(node.value()).u64(sequenceNumber).u64(size).hash32(root);
        }

        private static DenyListUpdate read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            NodeId node = new NodeId(reader.hash32("node ID"));
            long sequenceNumber = reader.u64("sequence number");
            long size = reader.u64("size of the deny list");
            return new DenyListUpdate(
                    epoch, node, sequenceNumber, size, reader.hash32("deny list root"));
        }
    }

    /// A node's statement that it deleted a blob of its deny list. Contents: 32 bytes of the blob
    /// ID.
    ///
    /// @param blobId the blob
    record DenyListedBlobDeleted(Epoch epoch, BlobId blobId) implements ProtocolMessage {
        private static final int INTENT = 5;

        public DenyListedBlobDeleted {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(blobId);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.hash32(blobId.hash());
        }

        private static DenyListedBlobDeleted read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            return new DenyListedBlobDeleted(epoch, new BlobId(reader.hash32("blob ID")));
        }
    }

    /// A node's vote for a version of the protocol. Contents: u32 start epoch, u64 version.
    ///
    /// @param startEpoch from when on
    /// @param version the version, as an unsigned number
    record ProtocolVersion(Epoch epoch, Epoch startEpoch, long version) implements ProtocolMessage {
        private static final int INTENT = 6;

        public ProtocolVersion {
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(startEpoch);
        }

        @Override
        public int intent() {
            return INTENT;
        }

        @Override
        public void writeContents(BcsWriter writer) {
            writer.u32(startEpoch.value()).u64(version);
        }

        private static ProtocolVersion read(Epoch epoch, BcsReader reader)
                throws WireFormatException {
            Epoch startEpoch = new Epoch(reader.u32("start epoch"));
            return new ProtocolVersion(epoch, startEpoch, reader.u64("protocol version"));
        }
    }
}
