// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.crypto.BlsPublicKey;
import haulout.ledger.ChainEvent;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.Apportionment;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.ShardAssignment;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries out [EpochCommand]s, except for the change itself, which [EpochChange] does.
final class EpochCommands {
    private EpochCommands() {}

    static CommandResult run(Execution run, EpochCommand command) throws AbortException {
        return switch (command) {
            case EpochCommand.EndVoting() -> endVoting(run);
            case EpochCommand.ChangeEpoch() -> EpochChange.run(run);
            case EpochCommand.ReportSync(var node, long epoch) -> reportSync(run, node, epoch);
        };
    }

    private static CommandResult endVoting(Execution run) throws AbortException {
        LedgerState state = run.state();
        if (!(state.clock.get().state() instanceof EpochState.Done(long since))) {
            throw new AbortException(LedgerFault.STAKING_INNER_WRONG_EPOCH_STATE);
        }
        long due =
                run.epoch() == 0
                        ? run.rules().firstEpochStart()
                        : since + run.rules().epochMillis() / 2;
        AbortException.require(run.nowMillis() >= due, LedgerFault.STAKING_INNER_WRONG_EPOCH_STATE);
        for (Seat seat : state.previous.get().seats()) {
            Optional<StakingPool> pool = state.pools.find(seat.node());
            if (pool.isPresent()) {
                state.pools.put(seat.node(), pool.get().unblockCommission());
            }
        }
        List<Seat> seats = select(run);
        List<BlsPublicKey> keys = new ArrayList<>();
        List<Votes.Vote> votes = new ArrayList<>();
        for (Seat seat : seats) {
            NodeRow node = state.nodes.get(seat.node());
            keys.add(node.rotation().orElse(node.key()));
            long vote =
                    Votes.capacityVote(
                            node.votes().capacity(), run.rules().shardCount(), seat.weight());
            votes.add(new Votes.Vote(vote, seat.weight()));
        }
        long capacity = Votes.capacity(votes, run.rules().quorum());
        state.next.set(new StakingCommittee(seats, keys));
        state.clock.set(state.clock.get().selected(new EpochState.Selected(since), capacity));
        run.emit(
                new ChainEvent.EpochParametersSelected(
                        run.currentEpoch(), run.currentEpoch().next()));
        return new CommandResult.CommitteeSelected(capacity, seats);
    }

    private static List<Seat> select(Execution run) throws AbortException {
        List<ActiveSet.Entry> candidates = run.state().activeSet.get().entries();
        List<Integer> shards =
                Apportionment.shards(
                        candidates.stream().map(ActiveSet.Entry::stake).toList(),
                        run.rules().shardCount());
        List<ShardAssignment.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            if (shards.get(i) > 0) {
                wanted.add(new ShardAssignment.Wanted(candidates.get(i).node(), shards.get(i)));
            }
        }
        StakingCommittee current = run.state().current.get();
        return current.isEmpty()
                ? ShardAssignment.first(wanted)
                : ShardAssignment.next(current.seats(), wanted);
    }

    private static CommandResult reportSync(Execution run, NodeId node, long epoch)
            throws AbortException {
        LedgerState state = run.state();
        NodeRow row = state.nodes.get(node);
        run.requireOwner(row.owner());
        AbortException.require(epoch == run.epoch(), LedgerFault.STAKING_INNER_INVALID_SYNC_EPOCH);
        AbortException.require(
                row.lastSyncDone() < epoch, LedgerFault.STAKING_INNER_DUPLICATE_SYNC_DONE);
        Optional<Seat> seat = state.current.get().seat(node);
        AbortException.require(seat.isPresent(), LedgerFault.STAKING_INNER_NOT_IN_COMMITTEE);
        state.nodes.put(node, row.withSyncDone(epoch));
        if (state.clock.get().state() instanceof EpochState.Syncing(int weight)) {
            count(run, weight + seat.get().weight());
        }
        List<ShardIndex> shards = seat.get().shards().stream().map(ShardIndex::new).toList();
        run.emit(new ChainEvent.ShardsReceived(run.currentEpoch(), shards));
        return new CommandResult.SyncCounted(state.clock.get().state());
    }

    private static void count(Execution run, int weight) {
        Cell<LedgerClock> clock = run.state().clock;
        if (run.rules().quorum().isQuorum(weight)) {
            clock.set(clock.get().withState(new EpochState.Done(run.nowMillis())));
            run.emit(new ChainEvent.EpochChangeDone(new Epoch(run.epoch())));
        } else {
            clock.set(clock.get().withState(new EpochState.Syncing(weight)));
        }
    }
}
