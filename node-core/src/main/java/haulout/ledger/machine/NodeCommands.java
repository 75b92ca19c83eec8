// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.StakingPool;
import haulout.wire.ProtocolMessage;
import java.nio.charset.StandardCharsets;

/// Carries out [NodeCommand]s.
final class NodeCommands {
    private NodeCommands() {}

    static CommandResult run(Execution run, NodeCommand command) throws AbortException {
        return switch (command) {
            case NodeCommand.RegisterNode register -> register(run, register);
            case NodeCommand.UpdateProfile(var node, var profile) -> {
                checkProfile(profile);
                put(run, node, owned(run, node).withProfile(profile));
                yield CommandResult.DONE;
            }
            case NodeCommand.RotateKey(var node, var key, var proof) -> {
                NodeRow row = owned(run, node);
                put(run, node, row.withKeys(row.key(), possessed(run, key, proof)));
                yield CommandResult.DONE;
            }
            case NodeCommand.VotePrices(var node, long storagePrice, long writePrice) -> {
                NodeRow row = owned(run, node);
                NodeVotes votes = new NodeVotes(storagePrice, writePrice, row.votes().capacity());
                put(run, node, row.withVotes(votes));
                yield Prices.settle(run);
            }
            case NodeCommand.VoteCapacity(var node, long bytes) -> {
                NodeRow row = owned(run, node);
                NodeVotes votes =
                        new NodeVotes(row.votes().storagePrice(), row.votes().writePrice(), bytes);
                put(run, node, row.withVotes(votes));
                yield CommandResult.DONE;
            }
            case NodeCommand.SetCommission(var node, int bps) -> {
                owned(run, node);
                StakingPool pool = run.state().pools.get(node);
                run.state().pools.put(node, pool.withNextCommission(bps, run.epoch()));
                yield CommandResult.DONE;
            }
            case NodeCommand.CollectCommission(var node) -> collect(run, node);
            case NodeCommand.SetCommissionReceiver(var node, var receiver) -> {
                NodeRow row = run.state().nodes.get(node);
                AbortException.require(
                        row.commissionReceiver().equals(run.sender()),
                        LedgerFault.STAKING_POOL_AUTHORIZATION_FAILURE);
                put(run, node, row.withReceiver(receiver));
                yield CommandResult.DONE;
            }
            case NodeCommand.SetGovernance(var node, var governance) -> {
                NodeRow row = run.state().nodes.get(node);
                AbortException.require(
                        row.governance().equals(run.sender()),
                        LedgerFault.STAKING_POOL_AUTHORIZATION_FAILURE);
                put(run, node, row.withGovernance(governance));
                yield CommandResult.DONE;
            }
            case NodeCommand.TryJoinActiveSet(var node) -> {
                owned(run, node);
                StakeCommands.refreshActiveSet(run, node);
                yield CommandResult.DONE;
            }
            case NodeCommand.DestroyPool(var node) -> destroy(run, node);
        };
    }

    private static CommandResult register(Execution run, NodeCommand.RegisterNode command)
            throws AbortException {
        BlsPublicKey key = possessed(run, command.key(), command.proof());
        checkProfile(command.profile());
        long epoch = run.epoch();
        StakingPool pool =
                StakingPool.open(
                        epoch,
                        run.state().isSelected() ? epoch + 1 : epoch,
                        command.commissionBps());
        NodeId node = new NodeId(run.newId().value());
        put(run, node, NodeRow.of(run.sender(), command.profile(), key, command.votes()));
        run.state().pools.put(node, pool);
        return new CommandResult.NodeRegistered(node);
    }

    private static BlsPublicKey possessed(
            Execution run, UncheckedBlsPublicKey key, UncheckedBlsSignature proof)
            throws AbortException {
        byte[] message =
                new ProtocolMessage.ProofOfPossession(run.currentEpoch(), run.sender(), key)
                        .toBytes();
        try {
            BlsPublicKey checked = key.check();
            if (proof.check().verify(checked, message)) {
                return checked;
            }
        } catch (WireFormatException e) {
            // no key or no signature at all is as good as a wrong one
        }
        throw new AbortException(LedgerFault.STAKING_POOL_INVALID_PROOF_OF_POSSESSION);
    }

    private static void checkProfile(NodeProfile profile) throws AbortException {
        AbortException.require(
                bytes(profile.name()) <= LedgerLimits.MAX_NAME_BYTES,
                LedgerFault.STAKING_POOL_INVALID_NAME_LENGTH);
        AbortException.require(
                bytes(profile.address()) <= LedgerLimits.MAX_ADDRESS_BYTES,
                LedgerFault.STAKING_POOL_INVALID_NETWORK_ADDRESS_LENGTH);
        int longest =
                Math.max(
                        bytes(profile.description()),
                        Math.max(bytes(profile.imageUrl()), bytes(profile.projectUrl())));
        AbortException.require(
                longest <= LedgerLimits.MAX_DESCRIPTION_BYTES, LedgerFault.LEDGER_LIMIT_REACHED);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static CommandResult collect(Execution run, NodeId node) throws AbortException {
        NodeRow row = run.state().nodes.get(node);
        AbortException.require(
                row.commissionReceiver().equals(run.sender()),
                LedgerFault.STAKING_POOL_AUTHORIZATION_FAILURE);
        StakingPool pool = run.state().pools.get(node);
        long amount = pool.collectableCommission();
        run.state().pools.put(node, pool.collectCommission());
        run.pay(run.sender(), amount);
        return new CommandResult.Amount(amount);
    }

    private static CommandResult destroy(Execution run, NodeId node) throws AbortException {
        owned(run, node);
        LedgerState state = run.state();
        boolean isSeated =
                state.current.get().contains(node)
                        || state.next.get().contains(node)
                        || state.previous.get().contains(node);
        boolean isStaked =
                state.stakes.rows().values().stream()
                        .anyMatch(row -> row.stake().node().equals(node));
        AbortException.require(
                state.pools.get(node).isEmpty() && !isSeated && !isStaked,
                LedgerFault.STAKING_POOL_POOL_NOT_EMPTY);
        state.activeSet.set(state.activeSet.get().with(node, 0));
        state.pools.remove(node);
        state.nodes.remove(node);
        state.slashes.remove(node);
        return CommandResult.DONE;
    }

    private static NodeRow owned(Execution run, NodeId node) throws AbortException {
        NodeRow row = run.state().nodes.get(node);
        run.requireOwner(row.owner());
        return row;
    }

    private static void put(Execution run, NodeId node, NodeRow row) throws AbortException {
        run.state().nodes.put(node, row);
    }
}
