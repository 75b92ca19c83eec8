// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.rules.Seat;
import java.util.List;
import java.util.Objects;

/// What came of a command, besides events. Amounts are in FROST.
public sealed interface CommandResult {
    /// Nothing to tell.
    CommandResult DONE = new Done();

    /// Nothing to tell. All of these are equal.
    record Done() implements CommandResult {}

    /// A node was registered.
    record NodeRegistered(NodeId node) implements CommandResult {
        public NodeRegistered {
            Objects.requireNonNull(node);
        }
    }

    /// A stake was made.
    ///
    /// @param activationEpoch from when on it earns
    record Staked(ObjectId stake, long activationEpoch) implements CommandResult {
        public Staked {
            Objects.requireNonNull(stake);
        }
    }

    /// An object was made out of another.
    record Split(ObjectId object) implements CommandResult {
        public Split {
            Objects.requireNonNull(object);
        }
    }

    /// A stake was asked for back.
    ///
    /// @param withdrawEpoch from when on it can be taken out
    record UnstakeRequested(long withdrawEpoch) implements CommandResult {}

    /// A stake was taken out.
    record Unstaked(long principal, long reward) implements CommandResult {}

    /// Prices are in force.
    ///
    /// @param storagePrice per unit and epoch, unsigned
    /// @param writePrice per unit, unsigned
    record PricesSet(long storagePrice, long writePrice) implements CommandResult {}

    /// An amount was paid out.
    record Amount(long amount) implements CommandResult {}

    /// A node's commission was burned.
    record CommissionBurned(long burned) implements CommandResult {}

    /// The next committee was selected.
    ///
    /// @param capacity bytes that it can store, unsigned
    record CommitteeSelected(long capacity, List<Seat> seats) implements CommandResult {
        public CommitteeSelected {
            seats = List.copyOf(seats);
        }
    }

    /// An epoch began.
    ///
    /// @param burned part of the old epoch's income
    /// @param distributable the rest of it
    /// @param rewards what each node of the old committee got, in its order
    /// @param leftover what went on to the new epoch
    record EpochChanged(long burned, long distributable, List<Reward> rewards, long leftover)
            implements CommandResult {
        public EpochChanged {
            rewards = List.copyOf(rewards);
        }
    }

    /// What a node got.
    record Reward(NodeId node, long amount) {
        public Reward {
            Objects.requireNonNull(node);
        }
    }

    /// A node's report was counted.
    record SyncCounted(EpochState state) implements CommandResult {
        public SyncCounted {
            Objects.requireNonNull(state);
        }
    }

    /// Space was bought.
    record SpaceBought(ObjectId space, long paid) implements CommandResult {
        public SpaceBought {
            Objects.requireNonNull(space);
        }
    }

    /// A blob was registered.
    ///
    /// @param paidForSpace 0 if there was space
    /// @param paidForWriting for writing it
    /// @param endEpoch first epoch in which it is gone
    record BlobRegistered(ObjectId blob, long paidForSpace, long paidForWriting, long endEpoch)
            implements CommandResult {
        public BlobRegistered {
            Objects.requireNonNull(blob);
        }
    }

    /// A blob was extended.
    record BlobExtended(long paid, long endEpoch) implements CommandResult {}

    /// A blob was deleted.
    ///
    /// @param space what it lay in
    record BlobDeleted(ObjectId space) implements CommandResult {
        public BlobDeleted {
            Objects.requireNonNull(space);
        }
    }

    /// A vote was counted.
    ///
    /// @param weight shards of all who voted so
    record VoteCounted(int weight) implements CommandResult {}

    /// Subsidies were paid.
    ///
    /// @param poolLeft what is left for more
    record SubsidiesPaid(long poolLeft) implements CommandResult {}
}
