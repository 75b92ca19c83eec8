// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.network.AccountView;
import haulout.network.EpochRewards;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.PoolView;
import haulout.network.PriceView;
import haulout.network.StakeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A ledger of one node, on which a test says what is so.
final class TestLedger implements LedgerDesk {
    static final NodeId SELF = new NodeId(new Hash32(1, 2, 3, 4));
    static final AccountAddress OWNER = new AccountAddress(new Hash32(5, 6, 7, 8));
    static final AccountAddress OTHER = new AccountAddress(new Hash32(5, 5, 5, 5));

    final List<StakeView> stakes = new ArrayList<>();
    final List<EpochRewards> rewards = new ArrayList<>();
    EpochView.Phase phase = EpochView.Phase.RUNNING;
    Duration length = Duration.ofMinutes(10);
    Instant begun = Instant.parse("2026-11-01T00:00:00Z");
    long epoch = 1;
    long collectable;

    static PoolView pool(long collectable) {
        return new PoolView(
                SELF,
                "n0",
                OWNER,
                PoolView.Standing.ACTIVE,
                10,
                10,
                1000,
                1000,
                1000,
                Optional.empty(),
                collectable,
                collectable,
                0);
    }

    static StakeView stake(
            AccountAddress owner,
            int number,
            long principal,
            long earned,
            long activation,
            long leaving,
            StakeView.Exit exit) {
        return new StakeView(
                new ObjectId(new Hash32(9, 9, 9, number)),
                owner,
                SELF,
                principal,
                earned,
                activation,
                leaving,
                exit);
    }

    /// The epoch ends and has brought so much to all who stake, commission included.
    void end(long reward, long commission) {
        begun = begun.plus(length);
        rewards.add(
                new EpochRewards(
                        epoch,
                        begun,
                        0,
                        reward,
                        List.of(new EpochRewards.Entry(SELF, 10, reward, commission))));
        epoch++;
    }

    @Override
    public AccountAddress owner() {
        return OWNER;
    }

    @Override
    public EpochView epoch() {
        boolean moves = phase == EpochView.Phase.SYNCING;
        return new EpochView(
                epoch,
                phase,
                moves ? Optional.empty() : Optional.of(begun.plus(length.dividedBy(2))),
                moves ? Optional.empty() : Optional.of(begun.plus(length)),
                length,
                10,
                7);
    }

    @Override
    public PriceView prices() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PoolView> pools() {
        return List.of(pool(collectable));
    }

    @Override
    public Optional<PoolView> pool(NodeId node) {
        return Optional.of(pool(collectable));
    }

    @Override
    public AccountView account(AccountAddress address) {
        return new AccountView(
                address,
                0,
                stakes.stream().filter(stake -> stake.owner().equals(address)).toList());
    }

    @Override
    public List<StakeView> stakers(NodeId node) {
        return List.copyOf(stakes);
    }

    @Override
    public List<EpochRewards> rewards(int most) {
        return List.copyOf(rewards.subList(Math.max(0, rewards.size() - most), rewards.size()));
    }

    @Override
    public ObjectId stake(NodeId node, long amount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long unstake(ObjectId stake) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long withdraw(ObjectId stake) {
        StakeView found =
                stakes.stream().filter(one -> one.id().equals(stake)).findFirst().orElseThrow();
        stakes.remove(found);
        return found.principal() + found.earned();
    }

    @Override
    public void payTo(NodeId node, AccountAddress receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long collect(NodeId node) {
        long came = collectable;
        collectable = 0;
        return came;
    }
}
