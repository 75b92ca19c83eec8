// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands that move the epochs on. Anybody may send them.
public sealed interface EpochCommand extends LedgerCommand {
    /// Selects the committee and the capacity of the next epoch.
    record EndVoting() implements EpochCommand {
        @Override
        public int tag() {
            return 19;
        }

        @Override
        public void write(BcsWriter writer) {}
    }

    /// Starts the next epoch and pays the nodes for the one that ends.
    record ChangeEpoch() implements EpochCommand {
        @Override
        public int tag() {
            return 20;
        }

        @Override
        public void write(BcsWriter writer) {}
    }

    /// Says that a node has all the shards that it owns in an epoch; only its operator may.
    record ReportSync(NodeId node, long epoch) implements EpochCommand {
        public ReportSync {
            Objects.requireNonNull(node);
            CommandFormat.checkU32("epoch", epoch);
        }

        @Override
        public int tag() {
            return 21;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.u32(epoch);
        }
    }
}
