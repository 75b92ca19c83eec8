// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.crypto.BlsPublicKey;
import haulout.ledger.rules.Seat;
import java.util.List;
import java.util.Optional;

/// A committee as the ledger keeps it.
///
/// @param seats ascending by node; a seat's place is its signer index
/// @param keys the protocol key of each seat in that epoch
public record StakingCommittee(List<Seat> seats, List<BlsPublicKey> keys) {
    /// No committee.
    public static final StakingCommittee NONE = new StakingCommittee(List.of(), List.of());

    public StakingCommittee {
        seats = List.copyOf(seats);
        keys = List.copyOf(keys);
        if (seats.size() != keys.size()) {
            throw new IllegalArgumentException(seats.size() + " seats, " + keys.size() + " keys");
        }
    }

    /// A node's seat.
    public Optional<Seat> seat(NodeId node) {
        return seats.stream().filter(seat -> seat.node().equals(node)).findFirst();
    }

    /// Whether a node has a seat.
    public boolean contains(NodeId node) {
        return seat(node).isPresent();
    }

    /// Whether nobody has a seat.
    public boolean isEmpty() {
        return seats.isEmpty();
    }
}
