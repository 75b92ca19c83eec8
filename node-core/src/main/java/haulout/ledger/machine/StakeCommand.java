// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands about stakes.
public sealed interface StakeCommand extends LedgerCommand {
    /// Gives money to a node's pool.
    ///
    /// @param amount in FROST
    record Stake(NodeId node, long amount) implements StakeCommand {
        public Stake {
            Objects.requireNonNull(node);
        }

        @Override
        public int tag() {
            return 13;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.u64(amount);
        }
    }

    /// Makes two stakes of one.
    ///
    /// @param amount of the new one, in FROST
    record SplitStake(ObjectId stake, long amount) implements StakeCommand {
        public SplitStake {
            Objects.requireNonNull(stake);
        }

        @Override
        public int tag() {
            return 14;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(stake.value());
            writer.u64(amount);
        }
    }

    /// Makes one stake of two that differ in nothing but the amount.
    ///
    /// @param stake the one that stays
    /// @param other the one that goes
    record JoinStakes(ObjectId stake, ObjectId other) implements StakeCommand {
        public JoinStakes {
            Objects.requireNonNull(stake);
            Objects.requireNonNull(other);
        }

        @Override
        public int tag() {
            return 15;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(stake.value());
            writer.hash32(other.value());
        }
    }

    /// Gives a stake to another account.
    record TransferStake(ObjectId stake, AccountAddress to) implements StakeCommand {
        public TransferStake {
            Objects.requireNonNull(stake);
            Objects.requireNonNull(to);
        }

        @Override
        public int tag() {
            return 16;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(stake.value());
            writer.hash32(to.value());
        }
    }

    /// Asks for a stake back at the end of an epoch.
    record RequestUnstake(ObjectId stake) implements StakeCommand {
        public RequestUnstake {
            Objects.requireNonNull(stake);
        }

        @Override
        public int tag() {
            return 17;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(stake.value());
        }
    }

    /// Takes a stake out, with what it has earned.
    record Unstake(ObjectId stake) implements StakeCommand {
        public Unstake {
            Objects.requireNonNull(stake);
        }

        @Override
        public int tag() {
            return 18;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(stake.value());
        }
    }
}
