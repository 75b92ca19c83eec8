// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.machine.NodeRow;
import haulout.ledger.machine.StakingCommittee;
import haulout.ledger.rules.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Committees in the form that nodes read. The ledger knows three: of the epoch before, of the
/// current one, and of the next one once it is selected.
final class Committees {
    private Committees() {}

    static Optional<Committee> of(LedgerView view, Epoch epoch) {
        long current = view.clock().epoch();
        StakingCommittee found = StakingCommittee.NONE;
        if (epoch.value() == current) {
            found = view.currentCommittee();
        } else if (epoch.value() == current - 1) {
            found = view.previousCommittee();
        } else if (epoch.value() == current + 1) {
            found = view.nextCommittee();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(committee(view, epoch, found));
    }

    private static Committee committee(LedgerView view, Epoch epoch, StakingCommittee known) {
        List<Committee.Member> members = new ArrayList<>();
        for (int i = 0; i < known.seats().size(); i++) {
            Seat seat = known.seats().get(i);
            NodeRow node = view.nodes().get(seat.node());
            if (node == null) {
                throw new IllegalStateException("member " + seat.node() + " is no node");
            }
            members.add(
                    new Committee.Member(
                            seat.node(),
                            node.profile().name(),
                            known.keys().get(i),
                            node.profile().networkKey(),
                            node.profile().address(),
                            seat.shards().stream().sorted().map(ShardIndex::new).toList()));
        }
        return new Committee(epoch, view.rules().shardCount(), members);
    }
}
