// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.ledger.machine.LedgerRows.SlashRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakingPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries out [PenaltyCommand]s.
final class PenaltyCommands {
    private PenaltyCommands() {}

    static CommandResult run(Execution run, PenaltyCommand command) throws AbortException {
        return switch (command) {
            case PenaltyCommand.VoteSlash(var voter, var candidate) -> vote(run, voter, candidate);
            case PenaltyCommand.ExecuteSlash(var candidate) -> execute(run, candidate);
        };
    }

    private static CommandResult vote(Execution run, NodeId voter, NodeId candidate)
            throws AbortException {
        LedgerState state = run.state();
        AbortException.require(
                state.nodes.get(voter).governance().equals(run.sender()),
                LedgerFault.SLASHING_NOT_AUTHORIZED);
        Optional<Seat> seat = state.current.get().seat(voter);
        AbortException.require(seat.isPresent(), LedgerFault.STAKING_INNER_NOT_IN_COMMITTEE);
        state.nodes.get(candidate);
        SlashRow votes =
                state.slashes
                        .find(candidate)
                        .filter(row -> row.epoch() == run.epoch())
                        .orElse(new SlashRow(run.epoch(), 0, List.of()));
        AbortException.require(
                !votes.voters().contains(voter), LedgerFault.SLASHING_DUPLICATE_VOTE);
        List<NodeId> voters = new ArrayList<>(votes.voters());
        voters.add(voter);
        int weight = votes.weight() + seat.get().weight();
        state.slashes.put(candidate, new SlashRow(run.epoch(), weight, voters));
        return new CommandResult.VoteCounted(weight);
    }

    private static CommandResult execute(Execution run, NodeId candidate) throws AbortException {
        LedgerState state = run.state();
        SlashRow votes =
                state.slashes
                        .find(candidate)
                        .orElseThrow(() ->
                                new AbortException(LedgerFault.SLASHING_NO_PROPOSAL_FOR_NODE));
        AbortException.require(votes.epoch() == run.epoch(), LedgerFault.SLASHING_WRONG_EPOCH);
        AbortException.require(
                run.rules().quorum().isQuorum(votes.weight()),
                LedgerFault.SLASHING_NOT_ENOUGH_VOTES);
        state.slashes.remove(candidate);
        StakingPool pool = state.pools.get(candidate);
        state.pools.put(candidate, pool.withoutCommission());
        run.burn(pool.commission());
        return new CommandResult.CommissionBurned(pool.commission());
    }
}
