// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.wire.bcs.BcsWriter;

/// Commands about money that is given to the nodes on top of what users pay.
public sealed interface SubsidyCommand extends LedgerCommand {
    /// Puts some of the sender's money into the pool of subsidies.
    ///
    /// @param amount in FROST
    record FundSubsidy(long amount) implements SubsidyCommand {
        @Override
        public int tag() {
            return 44;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.u64(amount);
        }
    }

    /// Sets how much is given; only the host may.
    ///
    /// @param rateBps on what users pay, in basis points
    /// @param base per node and epoch, in FROST
    /// @param perShard per shard and epoch, in FROST
    record SetSubsidy(long rateBps, long base, long perShard) implements SubsidyCommand {
        public SetSubsidy {
            CommandFormat.checkU32("rateBps", rateBps);
        }

        @Override
        public int tag() {
            return 45;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.u32(rateBps);
            writer.u64(base);
            writer.u64(perShard);
        }
    }

    /// Pays what is due.
    record ProcessSubsidies() implements SubsidyCommand {
        @Override
        public int tag() {
            return 46;
        }

        @Override
        public void write(BcsWriter writer) {}
    }

    /// Adds some of the sender's money to what the next epochs distribute.
    ///
    /// @param amount in FROST
    /// @param epochCount the current one included
    record AddSubsidy(long amount, long epochCount) implements SubsidyCommand {
        public AddSubsidy {
            CommandFormat.checkU32("epochCount", epochCount);
        }

        @Override
        public int tag() {
            return 47;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.u64(amount);
            writer.u32(epochCount);
        }
    }
}
