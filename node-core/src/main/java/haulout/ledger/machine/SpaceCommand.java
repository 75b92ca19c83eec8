// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.ObjectId;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands about storage space.
public sealed interface SpaceCommand extends LedgerCommand {
    /// Buys space from now on.
    ///
    /// @param bytes unsigned
    /// @param epochCount the current one included
    record Reserve(long bytes, long epochCount) implements SpaceCommand {
        public Reserve {
            CommandFormat.checkU32("epochCount", epochCount);
        }

        @Override
        public int tag() {
            return 22;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.u64(bytes);
            writer.u32(epochCount);
        }
    }

    /// Buys space for a range of epochs.
    ///
    /// @param bytes unsigned
    /// @param startEpoch one that has passed means the current one
    /// @param endEpoch first epoch after it
    record ReserveRange(long bytes, long startEpoch, long endEpoch) implements SpaceCommand {
        public ReserveRange {
            CommandFormat.checkU32("startEpoch", startEpoch);
            CommandFormat.checkU32("endEpoch", endEpoch);
        }

        @Override
        public int tag() {
            return 23;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.u64(bytes);
            writer.u32(startEpoch);
            writer.u32(endEpoch);
        }
    }

    /// Makes two pieces of space of one, one after the other.
    ///
    /// @param epoch first epoch of the new one
    record SplitByEpoch(ObjectId space, long epoch) implements SpaceCommand {
        public SplitByEpoch {
            Objects.requireNonNull(space);
            CommandFormat.checkU32("epoch", epoch);
        }

        @Override
        public int tag() {
            return 24;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
            writer.u32(epoch);
        }
    }

    /// Makes two pieces of space of one, of the same period.
    ///
    /// @param kept bytes that stay, unsigned
    record SplitBySize(ObjectId space, long kept) implements SpaceCommand {
        public SplitBySize {
            Objects.requireNonNull(space);
        }

        @Override
        public int tag() {
            return 25;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
            writer.u64(kept);
        }
    }

    /// Makes one piece of space of two.
    ///
    /// @param space the one that stays
    /// @param other the one that goes
    record Fuse(ObjectId space, ObjectId other) implements SpaceCommand {
        public Fuse {
            Objects.requireNonNull(space);
            Objects.requireNonNull(other);
        }

        @Override
        public int tag() {
            return 26;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
            writer.hash32(other.value());
        }
    }

    /// Gives a piece of space to another account.
    record TransferSpace(ObjectId space, AccountAddress to) implements SpaceCommand {
        public TransferSpace {
            Objects.requireNonNull(space);
            Objects.requireNonNull(to);
        }

        @Override
        public int tag() {
            return 27;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
            writer.hash32(to.value());
        }
    }

    /// Gives up a piece of space, without any money back.
    record DestroySpace(ObjectId space) implements SpaceCommand {
        public DestroySpace {
            Objects.requireNonNull(space);
        }

        @Override
        public int tag() {
            return 28;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(space.value());
        }
    }
}
