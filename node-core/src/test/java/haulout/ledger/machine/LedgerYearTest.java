// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.rules.PoolRules;
import haulout.ledger.rules.Seat;
import haulout.testing.TestSeed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerYearTest {
    private static final int EPOCHS = Boolean.getBoolean("haulout.long") ? 365 : 30;
    private static final int MAX_NODES = 40;
    private static final int ACCOUNTS = 20;
    private static final long WAL = 1_000_000_000L;

    private final Random random = TestSeed.random("LedgerYearTest", 9);
    private long now = 1_000;
    private final LedgerMachine machine =
            new LedgerMachine(
                    new LedgerRules(
                            new Hash32(7, 7, 7, 7),
                            RandomLedger.HOST,
                            100,
                            now,
                            LedgerRules.DAY_MILLIS,
                            0,
                            53,
                            3,
                            111,
                            new PoolRules(PoolRules.Schedule.LATEST, PoolRules.Guards.ON),
                            LedgerRules.FULL_SUPPLY,
                            53));
    private final Reckoning reckoning = new Reckoning(100);
    private int nodes;
    private long commands;

    @Test
    void aYearOfEpochsKeepsTheMoneyAndPaysByTheFormula() {
        done(
                RandomLedger.HOST,
                new AccountCommand.Mint(RandomLedger.HOST, LedgerRules.FULL_SUPPLY));
        for (int i = 1; i <= ACCOUNTS; i++) {
            done(RandomLedger.HOST, new AccountCommand.Transfer(account(i), 1_000_000 * WAL));
        }
        for (int i = 0; i < 12; i++) {
            join();
        }
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            done(account(1), new EpochCommand.EndVoting());
            people();
            now += LedgerRules.DAY_MILLIS / 2;
            done(account(1), new EpochCommand.ChangeEpoch());
            sync();
            people();
            now += LedgerRules.DAY_MILLIS / 2;
            machine.check();
        }
        long started = machine.view().clock().minted();
        assertEquals(LedgerRules.FULL_SUPPLY, started);
        assertEquals(EPOCHS, machine.view().clock().epoch());
        BigInteger paid = reckoning.paidToNodes();
        assertTrue(paid.signum() > 0 && nodes > 12);
        System.out.println(
                "epochs "
                        + EPOCHS
                        + ", commands "
                        + commands
                        + ", nodes ever "
                        + nodes
                        + ", FROST to nodes "
                        + paid
                        + ", burned "
                        + machine.view().clock().burned()
                        + ", state "
                        + machine.snapshot().length
                        + " bytes");
    }

    /// Joins, leaves, stakes, votes and purchases of half a day.
    private void people() {
        if (nodes < MAX_NODES && random.nextInt(6) == 0) {
            join();
        }
        for (int i = 0; i < 6; i++) {
            attempt(account(), new StakeCommand.Stake(node(), (1 + random.nextInt(500)) * WAL));
            List<ObjectId> stakes = List.copyOf(machine.view().stakes().keySet());
            ObjectId stake = stakes.get(random.nextInt(stakes.size()));
            AccountAddress owner = machine.view().stakes().get(stake).owner();
            attempt(owner, new StakeCommand.RequestUnstake(stake));
            for (ObjectId any : stakes) {
                if (machine.view().stakes().get(any).stake().isWithdrawing()) {
                    attempt(
                            machine.view().stakes().get(any).owner(),
                            new StakeCommand.Unstake(any));
                }
            }
            attempt(
                    account(),
                    new SpaceCommand.Reserve(1 + random.nextInt(1 << 30), 1 + random.nextInt(20)));
        }
        if (random.nextInt(20) == 0) {
            leave(node());
        }
        NodeId node = node();
        AccountAddress operator = machine.view().nodes().get(node).owner();
        attempt(operator, new NodeCommand.VoteCapacity(node, 1L << (34 + random.nextInt(5))));
        attempt(operator, new NodeCommand.VotePrices(node, random.nextInt(200_000), 20_000));
        attempt(operator, new NodeCommand.SetCommission(node, random.nextInt(10_001)));
        attempt(operator, new NodeCommand.CollectCommission(node));
    }

    private void join() {
        TestNode node = TestNode.of(random);
        AccountAddress operator = account();
        var votes = new NodeVotes(1_000 + random.nextInt(100_000), 20_000, 1L << 38);
        var registered =
                (CommandResult.NodeRegistered)
                        done(
                                operator,
                                node.registration(
                                        operator,
                                        machine.view().clock().epoch(),
                                        "n" + nodes++,
                                        random.nextInt(6_000),
                                        votes));
        done(operator, new StakeCommand.Stake(registered.node(), 1_000 * WAL));
    }

    /// All stake of a node is asked for back.
    private void leave(NodeId node) {
        for (ObjectId id : List.copyOf(machine.view().stakes().keySet())) {
            var row = machine.view().stakes().get(id);
            if (row.stake().node().equals(node)) {
                attempt(row.owner(), new StakeCommand.RequestUnstake(id));
                attempt(row.owner(), new StakeCommand.Unstake(id));
            }
        }
    }

    /// Nodes with at most f shards in all do not report, the others do.
    private void sync() {
        int mayFail = 33;
        for (Seat seat : new ArrayList<>(machine.view().currentCommittee().seats())) {
            if (random.nextInt(4) == 0 && seat.weight() <= mayFail) {
                mayFail -= seat.weight();
                continue;
            }
            now += random.nextInt(1_000);
            done(
                    machine.view().nodes().get(seat.node()).owner(),
                    new EpochCommand.ReportSync(seat.node(), machine.view().clock().epoch()));
        }
        assertInstanceOf(EpochState.Done.class, machine.view().clock().state());
        // half a day until the voting ends, counted from the last report that was needed
        now = ((EpochState.Done) machine.view().clock().state()).sinceMillis() + 10_000;
    }

    private CommandResult done(AccountAddress sender, LedgerCommand command) {
        return assertInstanceOf(Outcome.Applied.class, attempt(sender, command), command.toString())
                .result();
    }

    private Outcome attempt(AccountAddress sender, LedgerCommand command) {
        commands++;
        now = Math.max(now, machine.view().clock().lastMillis());
        Outcome outcome = machine.apply(now, sender, command);
        machine.settle();
        if (outcome instanceof Outcome.Applied applied) {
            reckoning.follow(command, applied.result());
            reckoning.compare(machine.view());
        }
        return outcome;
    }

    private AccountAddress account() {
        return account(1 + random.nextInt(ACCOUNTS));
    }

    private static AccountAddress account(int number) {
        return TestNode.account(number);
    }

    private NodeId node() {
        List<NodeId> all = List.copyOf(machine.view().nodes().keySet());
        return all.get(random.nextInt(all.size()));
    }
}
