// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// The network that the node belongs to.
///
/// @param name what people call it
/// @param hasValue whether its money can be sold
/// @param shards how many shards it has
/// @param nodes how many nodes are in the committee
/// @param epoch the current one
/// @param epochEnds when the next begins
/// @param epochLength how long one lasts
/// @param self this node on the ledger; empty for who only follows a stake
/// @param owner whose money it is
public record NetworkReport(
        Kind kind,
        String name,
        boolean hasValue,
        int shards,
        int nodes,
        long epoch,
        Optional<Instant> epochEnds,
        Duration epochLength,
        Optional<NodeId> self,
        Optional<AccountAddress> owner) {
    /// Kinds of networks.
    public enum Kind {
        /// All on this computer.
        PRACTICE,
        /// The public network.
        PUBLIC
    }

    public NetworkReport {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(epochEnds);
        Objects.requireNonNull(epochLength);
        Objects.requireNonNull(self);
        Objects.requireNonNull(owner);
    }
}
