// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.ledger.ChainEvent;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.U64;
import haulout.ledger.rules.Votes;
import java.util.ArrayList;
import java.util.List;

/// Settles the prices by the votes of the current committee.
final class Prices {
    private Prices() {}

    static CommandResult settle(Execution run) throws AbortException {
        List<Seat> seats = run.state().current.get().seats();
        long storagePrice = U64.MAX;
        long writePrice = U64.MAX;
        if (!seats.isEmpty()) {
            List<Votes.Vote> storage = new ArrayList<>();
            List<Votes.Vote> write = new ArrayList<>();
            for (Seat seat : seats) {
                NodeVotes votes = run.state().nodes.get(seat.node()).votes();
                storage.add(new Votes.Vote(votes.storagePrice(), seat.weight()));
                write.add(new Votes.Vote(votes.writePrice(), seat.weight()));
            }
            storagePrice = Votes.price(storage, run.rules().quorum());
            writePrice = Votes.price(write, run.rules().quorum());
        }
        run.state().books.set(run.state().books.get().withPrices(storagePrice, writePrice));
        run.emit(
                new ChainEvent.Notice(
                        run.currentEpoch(), "PricesUpdated", new NodeId(Hash32.ZERO)));
        return new CommandResult.PricesSet(storagePrice, writePrice);
    }
}
