// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands of the operators of storage nodes.
public sealed interface NodeCommand extends LedgerCommand {
    /// Makes a storage node and its pool; the sender becomes its operator.
    ///
    /// @param profile what the operator says about it
    /// @param key its protocol key
    /// @param proof that the operator has the secret key
    /// @param commissionBps the operator's part of the rewards, in basis points
    /// @param votes the first votes
    record RegisterNode(
            NodeProfile profile,
            UncheckedBlsPublicKey key,
            UncheckedBlsSignature proof,
            int commissionBps,
            NodeVotes votes)
            implements NodeCommand {
        public RegisterNode {
            Objects.requireNonNull(profile);
            Objects.requireNonNull(key);
            Objects.requireNonNull(proof);
            Objects.requireNonNull(votes);
            CommandFormat.checkU16("commissionBps", commissionBps);
        }

        @Override
        public int tag() {
            return 2;
        }

        @Override
        public void write(BcsWriter writer) {
            profile.write(writer);
            writer.fixedBytes(key.toBytes());
            writer.fixedBytes(proof.toBytes());
            writer.u16(commissionBps);
            votes.write(writer);
        }
    }

    /// Changes what the operator says about a node.
    ///
    /// @param profile all of it
    record UpdateProfile(NodeId node, NodeProfile profile) implements NodeCommand {
        public UpdateProfile {
            Objects.requireNonNull(node);
            Objects.requireNonNull(profile);
        }

        @Override
        public int tag() {
            return 3;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            profile.write(writer);
        }
    }

    /// Sets the protocol key that a node has from its next epoch on.
    ///
    /// @param proof that the operator has the secret key
    record RotateKey(NodeId node, UncheckedBlsPublicKey key, UncheckedBlsSignature proof)
            implements NodeCommand {
        public RotateKey {
            Objects.requireNonNull(node);
            Objects.requireNonNull(key);
            Objects.requireNonNull(proof);
        }

        @Override
        public int tag() {
            return 4;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.fixedBytes(key.toBytes());
            writer.fixedBytes(proof.toBytes());
        }
    }

    /// Votes for the prices, which are settled anew at once.
    ///
    /// @param storagePrice per unit and epoch, in FROST, unsigned
    /// @param writePrice per unit, in FROST, unsigned
    record VotePrices(NodeId node, long storagePrice, long writePrice) implements NodeCommand {
        public VotePrices {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 5;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.u64(storagePrice);
            writer.u64(writePrice);
        }
    }

    /// Says how much a node can store; counts at the next end of voting.
    ///
    /// @param bytes unsigned
    record VoteCapacity(NodeId node, long bytes) implements NodeCommand {
        public VoteCapacity {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 6;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.u64(bytes);
        }
    }

    /// Changes the operator's part of the rewards, two epochs from now.
    ///
    /// @param bps in basis points
    record SetCommission(NodeId node, int bps) implements NodeCommand {
        public SetCommission {
            Objects.requireNonNull(node);
            CommandFormat.checkU16("bps", bps);
        }

        @Override
        public int tag() {
            return 7;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.u16(bps);
        }
    }

    /// Pays out what the operator has earned and is not blocked.
    record CollectCommission(NodeId node) implements NodeCommand {
        public CollectCommission {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 8;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
        }
    }

    /// Says who may collect the commission.
    record SetCommissionReceiver(NodeId node, AccountAddress receiver) implements NodeCommand {
        public SetCommissionReceiver {
            Objects.requireNonNull(node);
            Objects.requireNonNull(receiver);
        }

        @Override
        public int tag() {
            return 9;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.hash32(receiver.value());
        }
    }

    /// Says who votes for a node on slashing.
    record SetGovernance(NodeId node, AccountAddress governance) implements NodeCommand {
        public SetGovernance {
            Objects.requireNonNull(node);
            Objects.requireNonNull(governance);
        }

        @Override
        public int tag() {
            return 10;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.hash32(governance.value());
        }
    }

    /// Makes a node a candidate again, if it has enough stake.
    record TryJoinActiveSet(NodeId node) implements NodeCommand {
        public TryJoinActiveSet {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 11;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
        }
    }

    /// Removes a node that is empty and in no committee.
    record DestroyPool(NodeId node) implements NodeCommand {
        public DestroyPool {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 12;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
        }
    }
}
