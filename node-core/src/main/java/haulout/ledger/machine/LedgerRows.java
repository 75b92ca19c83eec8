// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StorageSpace;
import java.util.List;
import java.util.Objects;

/// The small rows of a ledger.
public final class LedgerRows {
    private LedgerRows() {}

    /// A stake and whose it is.
    public record StakeRow(AccountAddress owner, StakedWal stake) {
        public StakeRow {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(stake);
        }
    }

    /// A piece of space without a blob, and whose it is.
    public record SpaceRow(AccountAddress owner, StorageSpace space) {
        public SpaceRow {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(space);
        }
    }

    /// A registered blob and whose it is.
    ///
    /// @param root root of its Merkle tree
    /// @param blobBytes before encoding, unsigned
    /// @param spaceId the space that it lies in, which comes back when it is deleted
    public record BlobRow(
            AccountAddress owner,
            BlobId blobId,
            Hash32 root,
            long blobBytes,
            int encodingType,
            long registeredEpoch,
            BlobTerm term,
            ObjectId spaceId,
            BlobAttributes attributes) {
        public BlobRow {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(root);
            Objects.requireNonNull(term);
            Objects.requireNonNull(spaceId);
            Objects.requireNonNull(attributes);
        }

        BlobRow withTerm(BlobTerm next) {
            return new BlobRow(
                    owner,
                    blobId,
                    root,
                    blobBytes,
                    encodingType,
                    registeredEpoch,
                    next,
                    spaceId,
                    attributes);
        }

        BlobRow withOwner(AccountAddress next) {
            return new BlobRow(
                    next,
                    blobId,
                    root,
                    blobBytes,
                    encodingType,
                    registeredEpoch,
                    term,
                    spaceId,
                    attributes);
        }

        BlobRow withAttributes(BlobAttributes next) {
            return new BlobRow(
                    owner,
                    blobId,
                    root,
                    blobBytes,
                    encodingType,
                    registeredEpoch,
                    term,
                    spaceId,
                    next);
        }
    }

    /// Votes against a node.
    ///
    /// @param epoch when they count
    /// @param weight shards of those who voted
    public record SlashRow(long epoch, int weight, List<NodeId> voters) {
        public SlashRow {
            voters = List.copyOf(voters);
        }
    }

    /// What is given on top of what users pay.
    ///
    /// @param rateBps on what users pay, in basis points
    /// @param base per node and epoch, in FROST
    /// @param perShard per shard and epoch, in FROST
    /// @param pool money for it, in FROST
    /// @param latestEpoch last epoch for which nodes got their fixed part, or [#UNSET]
    /// @param lastMillis when it was last paid
    public record SubsidyRow(
            long rateBps, long base, long perShard, long pool, long latestEpoch, long lastMillis) {
        /// In place of an epoch, as long as no subsidy was ever set.
        public static final long UNSET = -1;

        /// No subsidy.
        public static final SubsidyRow NONE = new SubsidyRow(0, 0, 0, 0, UNSET, 0);

        SubsidyRow withPool(long amount) {
            return new SubsidyRow(rateBps, base, perShard, amount, latestEpoch, lastMillis);
        }
    }
}
