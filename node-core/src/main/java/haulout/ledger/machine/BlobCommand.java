// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.ledger.rules.BlobTerm;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands about blobs.
public sealed interface BlobCommand extends LedgerCommand {
    /// Registers a blob in space that the sender has.
    ///
    /// @param root root of the blob's Merkle tree
    /// @param blobBytes before encoding, unsigned
    /// @param encodingType 1 is RS2
    record RegisterBlob(
            ObjectId space,
            BlobId blobId,
            Hash32 root,
            long blobBytes,
            int encodingType,
            BlobTerm.Deletion deletion,
            BlobAttributes attributes)
            implements BlobCommand {
        public RegisterBlob {
            Objects.requireNonNull(space);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(root);
            Objects.requireNonNull(deletion);
            Objects.requireNonNull(attributes);
            CommandFormat.checkU8("encodingType", encodingType);
        }

        @Override
        public int tag() {
            return 29;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
            writer.hash32(blobId.hash());
            writer.hash32(root);
            writer.u64(blobBytes);
            writer.u8(encodingType);
            writer.bool(deletion == BlobTerm.Deletion.DELETABLE);
            attributes.write(writer);
        }
    }

    /// Buys just the space that a blob needs and registers it for somebody, in one step.
    ///
    /// @param owner whose the blob will be; the sender pays
    /// @param epochCount the current one included
    /// @param root root of the blob's Merkle tree
    /// @param blobBytes before encoding, unsigned
    /// @param encodingType 1 is RS2
    record BuyBlob(
            AccountAddress owner,
            long epochCount,
            BlobId blobId,
            Hash32 root,
            long blobBytes,
            int encodingType,
            BlobTerm.Deletion deletion,
            BlobAttributes attributes)
            implements BlobCommand {
        public BuyBlob {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(root);
            Objects.requireNonNull(deletion);
            Objects.requireNonNull(attributes);
            CommandFormat.checkU32("epochCount", epochCount);
            CommandFormat.checkU8("encodingType", encodingType);
        }

        @Override
        public int tag() {
            return 30;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(owner.value());
            writer.u32(epochCount);
            writer.hash32(blobId.hash());
            writer.hash32(root);
            writer.u64(blobBytes);
            writer.u8(encodingType);
            writer.bool(deletion == BlobTerm.Deletion.DELETABLE);
            attributes.write(writer);
        }
    }

    /// Brings the word of a quorum that it stores a blob.
    ///
    /// @param blob the object
    record CertifyBlob(ObjectId blob, SignedStatement statement) implements BlobCommand {
        public CertifyBlob {
            Objects.requireNonNull(blob);
            Objects.requireNonNull(statement);
        }

        @Override
        public int tag() {
            return 31;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
            statement.write(writer);
        }
    }

    /// Buys more epochs for a certified blob; anybody may.
    ///
    /// @param blob the object
    record ExtendBlob(ObjectId blob, long epochCount) implements BlobCommand {
        public ExtendBlob {
            Objects.requireNonNull(blob);
            CommandFormat.checkU32("epochCount", epochCount);
        }

        @Override
        public int tag() {
            return 32;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
            writer.u32(epochCount);
        }
    }

    /// Gives a certified blob more epochs with space that the sender has.
    ///
    /// @param blob the object
    record ExtendBlobWithSpace(ObjectId blob, ObjectId space) implements BlobCommand {
        public ExtendBlobWithSpace {
            Objects.requireNonNull(blob);
            Objects.requireNonNull(space);
        }

        @Override
        public int tag() {
            return 33;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
            writer.hash32(space.value());
        }
    }

    /// Deletes a blob, of which the space stays.
    ///
    /// @param blob the object
    record DeleteBlob(ObjectId blob) implements BlobCommand {
        public DeleteBlob {
            Objects.requireNonNull(blob);
        }

        @Override
        public int tag() {
            return 34;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
        }
    }

    /// Gives up a blob object. What nodes store of it stays until its end.
    ///
    /// @param blob the object
    record BurnBlob(ObjectId blob) implements BlobCommand {
        public BurnBlob {
            Objects.requireNonNull(blob);
        }

        @Override
        public int tag() {
            return 35;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
        }
    }

    /// Gives a blob object to another account.
    ///
    /// @param blob the object
    record TransferBlob(ObjectId blob, AccountAddress to) implements BlobCommand {
        public TransferBlob {
            Objects.requireNonNull(blob);
            Objects.requireNonNull(to);
        }

        @Override
        public int tag() {
            return 36;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
            writer.hash32(to.value());
        }
    }

    /// Replaces the attributes of a blob.
    ///
    /// @param blob the object
    record SetAttributes(ObjectId blob, BlobAttributes attributes) implements BlobCommand {
        public SetAttributes {
            Objects.requireNonNull(blob);
            Objects.requireNonNull(attributes);
        }

        @Override
        public int tag() {
            return 37;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(blob.value());
            attributes.write(writer);
        }
    }
}
