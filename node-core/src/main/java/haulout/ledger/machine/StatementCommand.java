// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands that bring what nodes have signed together. Anybody may send them, except for a node's
/// own deny list.
public sealed interface StatementCommand extends LedgerCommand {
    /// Brings the word of nodes that a blob was encoded wrongly.
    record InvalidateBlob(SignedStatement statement) implements StatementCommand {
        public InvalidateBlob {
            Objects.requireNonNull(statement);
        }

        @Override
        public int tag() {
            return 38;
        }

        @Override
        public void write(BcsWriter writer) {
            statement.write(writer);
        }
    }

    /// Says that a node is about to change its deny list.
    ///
    /// @param sequence unsigned
    record AnnounceDenyList(NodeId node, Hash32 root, long sequence) implements StatementCommand {
        public AnnounceDenyList {
            Objects.requireNonNull(node);
            Objects.requireNonNull(root);
        }

        @Override
        public int tag() {
            return 39;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            writer.hash32(root);
            writer.u64(sequence);
        }
    }

    /// Brings the word of a quorum about a node's deny list.
    record UpdateDenyList(NodeId node, SignedStatement statement) implements StatementCommand {
        public UpdateDenyList {
            Objects.requireNonNull(node);
            Objects.requireNonNull(statement);
        }

        @Override
        public int tag() {
            return 40;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(node.value());
            statement.write(writer);
        }
    }

    /// Brings the word of nodes that they deleted a blob of a deny list.
    record DeleteDenyListedBlob(SignedStatement statement) implements StatementCommand {
        public DeleteDenyListedBlob {
            Objects.requireNonNull(statement);
        }

        @Override
        public int tag() {
            return 41;
        }

        @Override
        public void write(BcsWriter writer) {
            statement.write(writer);
        }
    }
}
