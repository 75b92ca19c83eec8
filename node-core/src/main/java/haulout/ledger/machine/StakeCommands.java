// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.StakeWindow;
import haulout.ledger.rules.StakeWindow.Membership;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.U64;

/// Carries out [StakeCommand]s.
final class StakeCommands {
    private StakeCommands() {}

    static CommandResult run(Execution run, StakeCommand command) throws AbortException {
        return switch (command) {
            case StakeCommand.Stake(var node, long amount) -> stake(run, node, amount);
            case StakeCommand.SplitStake(var stake, long amount) -> split(run, stake, amount);
            case StakeCommand.JoinStakes(var stake, var other) -> join(run, stake, other);
            case StakeCommand.TransferStake(var stake, var to) -> {
                run.state().stakes.put(stake, new StakeRow(to, owned(run, stake).stake()));
                yield CommandResult.DONE;
            }
            case StakeCommand.RequestUnstake(var stake) -> request(run, stake);
            case StakeCommand.Unstake(var stake) -> unstake(run, stake);
        };
    }

    private static CommandResult stake(Execution run, NodeId node, long amount)
            throws AbortException {
        StakingPool pool = run.state().pools.get(node);
        AbortException.require(amount != 0, LedgerFault.STAKING_POOL_ZERO_STAKE);
        long activation = run.epoch() + (run.state().isSelected() ? 2 : 1);
        StakedWal stake = StakedWal.of(node, amount, activation);
        run.charge(run.sender(), amount);
        run.state().pools.put(node, pool.stake(stake));
        ObjectId id = run.newId();
        run.state().stakes.put(id, new StakeRow(run.sender(), stake));
        refreshActiveSet(run, node);
        return new CommandResult.Staked(id, activation);
    }

    private static CommandResult split(Execution run, ObjectId id, long amount)
            throws AbortException {
        StakedWal stake = owned(run, id).stake();
        StakedWal part = stake.splitOff(amount);
        ObjectId partId = run.newId();
        StakedWal rest = stake.withPrincipal(stake.principal() - amount);
        run.state().stakes.put(id, new StakeRow(run.sender(), rest));
        run.state().stakes.put(partId, new StakeRow(run.sender(), part));
        return new CommandResult.Split(partId);
    }

    private static CommandResult join(Execution run, ObjectId id, ObjectId other)
            throws AbortException {
        AbortException.require(!id.equals(other), LedgerFault.STAKED_WAL_METADATA_MISMATCH);
        StakedWal joined = owned(run, id).stake().join(owned(run, other).stake());
        run.state().stakes.put(id, new StakeRow(run.sender(), joined));
        run.state().stakes.remove(other);
        return CommandResult.DONE;
    }

    private static CommandResult request(Execution run, ObjectId id) throws AbortException {
        StakedWal stake = owned(run, id).stake();
        StakingPool pool = run.state().pools.get(stake.node());
        StakingPool.Requested requested =
                pool.requestWithdrawal(stake, window(run.state(), stake.node()));
        run.state().pools.put(stake.node(), requested.pool());
        run.state().stakes.put(id, new StakeRow(run.sender(), requested.stake()));
        refreshActiveSet(run, stake.node());
        return new CommandResult.UnstakeRequested(requested.stake().withdrawEpoch());
    }

    private static CommandResult unstake(Execution run, ObjectId id) throws AbortException {
        StakedWal stake = owned(run, id).stake();
        StakingPool pool = run.state().pools.get(stake.node());
        StakingPool.Withdrawn withdrawn = pool.withdraw(stake, window(run.state(), stake.node()));
        run.state().pools.put(stake.node(), withdrawn.pool());
        run.state().stakes.remove(id);
        run.pay(run.sender(), U64.add(stake.principal(), withdrawn.reward()));
        refreshActiveSet(run, stake.node());
        return new CommandResult.Unstaked(stake.principal(), withdrawn.reward());
    }

    static StakeWindow window(LedgerState state, NodeId node) {
        return new StakeWindow(
                state.epoch(),
                Membership.of(state.current.get().contains(node)),
                Membership.of(state.next.get().contains(node)));
    }

    /// Writes what a node will have when the next selection counts into the active set.
    static void refreshActiveSet(Execution run, NodeId node) throws AbortException {
        LedgerState state = run.state();
        long stake = state.pools.get(node).balanceAt(selectionEpoch(state), run.poolRules());
        state.activeSet.set(state.activeSet.get().with(node, stake));
    }

    /// The epoch whose committee is selected next.
    static long selectionEpoch(LedgerState state) {
        return state.epoch() + (state.isSelected() ? 2 : 1);
    }

    private static StakeRow owned(Execution run, ObjectId stake) throws AbortException {
        StakeRow row = run.state().stakes.get(stake);
        run.requireOwner(row.owner());
        return row;
    }
}
