// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands about nodes that are to lose their commission.
public sealed interface PenaltyCommand extends LedgerCommand {
    /// Votes against a node, in the name of another one of the committee.
    record VoteSlash(NodeId voter, NodeId candidate) implements PenaltyCommand {
        public VoteSlash {
            Objects.requireNonNull(voter);
            Objects.requireNonNull(candidate);
        }

        @Override
        public int tag() {
            return 42;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(voter.value());
            writer.hash32(candidate.value());
        }
    }

    /// Burns the commission of a node that a quorum voted against in this epoch.
    record ExecuteSlash(NodeId candidate) implements PenaltyCommand {
        public ExecuteSlash {
            Objects.requireNonNull(candidate);
        }

        @Override
        public int tag() {
            return 43;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(candidate.value());
        }
    }
}
