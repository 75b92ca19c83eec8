// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.embedded.EpochCalendar;
import haulout.ledger.embedded.LedgerQueries;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.NodeCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.StakeCommand;
import haulout.network.AccountView;
import haulout.network.EpochRewards;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.PoolView;
import haulout.network.PriceView;
import haulout.network.StakeView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A practice ledger as its people use it.
///
/// Threads: any.
final class PracticeMoney implements LedgerDesk {
    private final PracticeLedger chain;
    private final EmbeddedLedger ledger;
    private final LedgerQueries queries;
    private final RewardBook rewards;
    private final AccountAddress owner;

    PracticeMoney(PracticeLedger chain, AccountAddress owner) {
        this.chain = chain;
        this.ledger = chain.ledger();
        this.queries = new LedgerQueries(ledger);
        this.rewards = chain.rewards();
        this.owner = owner;
    }

    @Override
    public AccountAddress owner() {
        return owner;
    }

    @Override
    public EpochView epoch() {
        EpochCalendar calendar = queries.calendar();
        int reported = 0;
        EpochView.Phase phase = EpochView.Phase.RUNNING;
        if (calendar.state() instanceof EpochState.Syncing(int weight)) {
            reported = weight;
            phase = EpochView.Phase.SYNCING;
        } else if (calendar.state() instanceof EpochState.Selected) {
            phase = EpochView.Phase.SELECTED;
        }
        return new EpochView(
                calendar.epoch(),
                phase,
                calendar.selection().stream().findFirst().map(chain::toWall),
                calendar.change().stream().findFirst().map(chain::toWall),
                Duration.ofMillis(ledger.rules().epochMillis()),
                reported,
                calendar.quorumWeight());
    }

    @Override
    public PriceView prices() {
        LedgerQueries.Prices prices = queries.prices();
        return new PriceView(
                prices.storagePrice(),
                prices.writePrice(),
                prices.totalCapacity(),
                prices.usedCapacity(),
                prices.income());
    }

    @Override
    public List<PoolView> pools() {
        return queries.pools().stream().map(this::view).toList();
    }

    @Override
    public Optional<PoolView> pool(NodeId node) {
        return pools().stream().filter(pool -> pool.node().equals(node)).findFirst();
    }

    private PoolView view(LedgerQueries.Pool pool) {
        return new PoolView(
                pool.node(),
                pool.name(),
                pool.operator(),
                PoolView.Standing.valueOf(pool.standing().name()),
                pool.shards(),
                pool.nextShards(),
                pool.activeStake(),
                pool.projectedStake(),
                pool.commissionBps(),
                pool.nextCommissionBps(),
                pool.commission(),
                pool.collectable(),
                pool.capacity());
    }

    @Override
    public AccountView account(AccountAddress address) {
        LedgerQueries.Account account = queries.account(address);
        return new AccountView(
                address,
                account.balance(),
                account.stakes().stream().map(stake -> view(address, stake)).toList());
    }

    private static StakeView view(AccountAddress owner, LedgerQueries.Stake stake) {
        return new StakeView(
                stake.id(),
                owner,
                stake.node(),
                stake.principal(),
                stake.earned(),
                stake.activationEpoch(),
                stake.leavingEpoch(),
                StakeView.Exit.valueOf(stake.exit().name()));
    }

    @Override
    public List<StakeView> stakers(NodeId node) {
        List<AccountAddress> owners =
                ledger.read(view ->
                        view.stakes().values().stream()
                                .filter(row -> row.stake().node().equals(node))
                                .map(row -> row.owner())
                                .distinct()
                                .toList());
        return owners.stream()
                .flatMap(address -> account(address).stakes().stream())
                .filter(stake -> stake.node().equals(node))
                .toList();
    }

    @Override
    public List<EpochRewards> rewards(int most) {
        return rewards.newest(most);
    }

    @Override
    public ObjectId stake(NodeId node, long amount) throws IOException, InterruptedException {
        if (submit(new StakeCommand.Stake(node, amount))
                instanceof CommandResult.Staked(ObjectId stake, long _)) {
            return stake;
        }
        throw new IllegalStateException("stake without an object");
    }

    @Override
    public long unstake(ObjectId stake) throws IOException, InterruptedException {
        if (submit(new StakeCommand.RequestUnstake(stake))
                instanceof CommandResult.UnstakeRequested(long epoch)) {
            return epoch;
        }
        throw new IllegalStateException("request without an epoch");
    }

    @Override
    public long withdraw(ObjectId stake) throws IOException, InterruptedException {
        if (submit(new StakeCommand.Unstake(stake))
                instanceof CommandResult.Unstaked(long principal, long reward)) {
            return principal + reward;
        }
        throw new IllegalStateException("withdrawal without an amount");
    }

    @Override
    public long collect(NodeId node) throws IOException, InterruptedException {
        if (submit(new NodeCommand.CollectCommission(node))
                instanceof CommandResult.Amount(long amount)) {
            return amount;
        }
        throw new IllegalStateException("collection without an amount");
    }

    @Override
    public void payTo(NodeId node, AccountAddress receiver)
            throws IOException, InterruptedException {
        CommandResult _ = submit(new NodeCommand.SetCommissionReceiver(node, receiver));
    }

    private CommandResult submit(LedgerCommand command) throws IOException, InterruptedException {
        Objects.requireNonNull(command);
        return switch (ledger.submit(owner, command)) {
            case Outcome.Applied(var _, CommandResult result, var _) -> result;
            case Outcome.Refused(var fault) -> throw RequestRefusal.byLedger(fault);
        };
    }
}
