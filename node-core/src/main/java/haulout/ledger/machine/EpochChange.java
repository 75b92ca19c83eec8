// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.ChainEvent;
import haulout.ledger.machine.LedgerRows.SlashRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.RateHistory;
import haulout.ledger.rules.RewardSplit;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The change from one epoch to the next.
final class EpochChange {
    /// For how many epochs back all rates are kept: enough for a year's growth of daily epochs to
    /// be shown, and little enough to copy at every change.
    private static final int KEPT_RATES = 400;

    /// Rates are thinned out when there are so many more than that.
    private static final int RATES_SLACK = 64;

    private EpochChange() {}

    static CommandResult run(Execution run) throws AbortException {
        LedgerState state = run.state();
        StakingCommittee next = state.next.get();
        AbortException.require(!next.isEmpty(), LedgerFault.STAKING_INNER_NEXT_COMMITTEE_IS_EMPTY);
        if (!(state.clock.get().state() instanceof EpochState.Selected(long since))) {
            throw new AbortException(LedgerFault.STAKING_INNER_WRONG_EPOCH_STATE);
        }
        long due =
                run.epoch() == 0
                        ? run.rules().firstEpochStart()
                        : since + run.rules().epochMillis();
        AbortException.require(run.nowMillis() >= due, LedgerFault.STAKING_INNER_WRONG_EPOCH_STATE);
        StakingCommittee old = state.current.get();
        RewardSplit split = closeBooks(run, old);
        state.previous.set(old);
        state.current.set(next);
        state.next.set(StakingCommittee.NONE);
        state.clock.set(state.clock.get().nextEpoch());
        List<CommandResult.Reward> rewards = new ArrayList<>();
        for (int i = 0; i < old.seats().size(); i++) {
            NodeId node = old.seats().get(i).node();
            advance(run, node, split.rewards().get(i));
            rewards.add(new CommandResult.Reward(node, split.rewards().get(i)));
        }
        for (Seat seat : next.seats()) {
            if (!old.contains(seat.node())) {
                advance(run, seat.node(), 0);
            }
        }
        run.emit(new ChainEvent.EpochChangeStart(run.currentEpoch()));
        Prices.settle(run);
        tidy(run);
        return new CommandResult.EpochChanged(
                split.burned(), split.distributable(), rewards, split.leftover());
    }

    private static RewardSplit closeBooks(Execution run, StakingCommittee old)
            throws AbortException {
        LedgerState state = run.state();
        StorageBooks books = state.books.get();
        List<RewardSplit.Claim> claims = new ArrayList<>();
        for (Seat seat : old.seats()) {
            long denied = state.nodes.get(seat.node()).denyBytes();
            claims.add(new RewardSplit.Claim(seat.weight(), denied));
        }
        RewardSplit split =
                RewardSplit.of(
                        books.accounts().getFirst().rewards(),
                        run.rules().burnPercent(),
                        books.usedCapacity(),
                        claims);
        run.burn(split.burned());
        StorageBooks opened = books.nextEpoch(state.clock.get().nextCapacity());
        state.books.set(opened.addRewards(0, split.leftover()));
        return split;
    }

    private static void advance(Execution run, NodeId node, long reward) throws AbortException {
        LedgerState state = run.state();
        StakingPool pool = state.pools.get(node);
        long due = reward;
        if (run.poolRules().isGuarded() && pool.walBalance() == 0 && reward != 0) {
            state.books.set(state.books.get().addRewards(0, reward));
            due = 0;
        }
        StakingPool advanced = pool.advance(run.epoch(), due, run.poolRules());
        state.pools.put(node, advanced);
        NodeRow row = state.nodes.get(node);
        if (row.rotation().isPresent()) {
            state.nodes.put(node, row.withKeys(row.rotation().get(), null));
        }
        long stake = advanced.balanceAt(run.epoch() + 1, run.poolRules());
        state.activeSet.set(state.activeSet.get().with(node, stake));
    }

    /// Drops what nobody can use any more, so that a ledger that runs for years stays small.
    private static void tidy(Execution run) throws AbortException {
        LedgerState state = run.state();
        long epoch = run.epoch();
        for (Map.Entry<NodeId, SlashRow> entry : List.copyOf(state.slashes.rows().entrySet())) {
            if (entry.getValue().epoch() < epoch - 1) {
                state.slashes.remove(entry.getKey());
            }
        }
        compactRates(state);
        int kept = run.rules().keptExpiredEpochs();
        if (kept == 0) {
            return;
        }
        List<ObjectId> gone = new ArrayList<>();
        state.blobs
                .rows()
                .forEach((id, row) -> {
                    if (row.term().space().endEpoch() + kept <= epoch) {
                        gone.add(id);
                    }
                });
        gone.forEach(state.blobs::remove);
        gone.clear();
        state.spaces
                .rows()
                .forEach((id, row) -> {
                    if (row.space().endEpoch() + kept <= epoch) {
                        gone.add(id);
                    }
                });
        gone.forEach(state.spaces::remove);
    }

    private static void compactRates(LedgerState state) throws AbortException {
        Map<NodeId, Set<Long>> needed = new TreeMap<>();
        state.pools
                .rows()
                .forEach((node, pool) -> {
                    if (pool.rates().entries().size() > KEPT_RATES + RATES_SLACK) {
                        needed.put(node, new HashSet<>());
                    }
                });
        if (needed.isEmpty()) {
            return;
        }
        for (StakeRow row : state.stakes.rows().values()) {
            Set<Long> epochs = needed.get(row.stake().node());
            if (epochs != null) {
                epochs.add(row.stake().activationEpoch());
                if (row.stake().isWithdrawing()) {
                    epochs.add(row.stake().withdrawEpoch());
                }
            }
        }
        long before = state.epoch() - KEPT_RATES;
        for (Map.Entry<NodeId, Set<Long>> entry : needed.entrySet()) {
            StakingPool pool = state.pools.get(entry.getKey());
            RateHistory thinned = pool.rates().compact(before, entry.getValue());
            state.pools.put(entry.getKey(), pool.withRates(thinned));
        }
    }
}
