// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import static java.math.BigInteger.ZERO;

import haulout.core.NodeId;
import haulout.ledger.rules.StakingPool;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One pool of a [Reckoning].
final class PoolReckoning {
    private static final BigInteger FULL_BPS = BigInteger.valueOf(10_000);

    private final NavigableMap<Long, Rate> rates = new TreeMap<>();
    private final NavigableMap<Long, BigInteger> coming = new TreeMap<>();
    private final NavigableMap<Long, BigInteger> sharesOut = new TreeMap<>();
    private final NavigableMap<Long, BigInteger> earlyOut = new TreeMap<>();
    private final NavigableMap<Long, Integer> schedule = new TreeMap<>();
    private BigInteger balance = ZERO;
    private BigInteger shares = ZERO;
    private BigInteger rewards = ZERO;
    private BigInteger commission = ZERO;
    private BigInteger blocked = ZERO;
    private BigInteger storageVote = ZERO;
    private BigInteger writeVote = ZERO;
    private int bps;

    /// Empty for one to one.
    private record Rate(Optional<BigInteger> wal, BigInteger shares) {
        static final Rate FLAT = new Rate(Optional.empty(), ZERO);

        static Rate of(BigInteger wal, BigInteger shares) {
            return wal.signum() == 0 || shares.signum() == 0
                    ? FLAT
                    : new Rate(Optional.of(wal), shares);
        }

        BigInteger toShares(BigInteger amount) {
            return wal.map(all -> amount.multiply(shares).divide(all)).orElse(amount);
        }

        BigInteger toWal(BigInteger part) {
            return wal.map(all -> part.multiply(all).divide(shares)).orElse(part);
        }
    }

    PoolReckoning(long activation, int bps) {
        this.bps = bps;
        rates.put(activation, Rate.FLAT);
    }

    private Rate rate(long epoch) {
        var entry = rates.floorEntry(epoch);
        return entry == null ? Rate.FLAT : entry.getValue();
    }

    void votes(long storage, long write) {
        storageVote = Reckoning.unsigned(storage);
        writeVote = Reckoning.unsigned(write);
    }

    BigInteger vote(boolean ofStorage) {
        return ofStorage ? storageVote : writeVote;
    }

    void schedule(long epoch, int newBps) {
        schedule.put(epoch, newBps);
    }

    BigInteger collect() {
        BigInteger free = commission.subtract(blocked).max(ZERO);
        commission = commission.subtract(free);
        return free;
    }

    void unblock() {
        blocked = ZERO;
    }

    void coming(long epoch, BigInteger amount) {
        coming.merge(epoch, amount, BigInteger::add);
    }

    void leaving(long leaves, BigInteger principal, long activation, long now) {
        if (activation == now + 1) {
            earlyOut.merge(leaves, principal, BigInteger::add);
        } else {
            sharesOut.merge(leaves, rate(activation).toShares(principal), BigInteger::add);
        }
    }

    /// What a stake gets that leaves without having asked.
    BigInteger leaveAtOnce(BigInteger principal, long activation, long now) {
        if (activation > now) {
            coming.merge(activation, principal, BigInteger::subtract);
            return ZERO;
        }
        sharesOut.merge(now, rate(activation).toShares(principal), BigInteger::add);
        return pay(principal, activation, now);
    }

    /// What a stake has earned between two epochs.
    BigInteger pay(BigInteger principal, long from, long until) {
        BigInteger worth = rate(until).toWal(rate(from).toShares(principal));
        BigInteger reward = worth.subtract(principal).max(ZERO).min(rewards);
        rewards = rewards.subtract(reward);
        return reward;
    }

    /// The next epoch begins.
    ///
    /// @return what nobody here can be given
    BigInteger advance(long epoch, BigInteger earned, BigInteger dust) {
        boolean isHomeless = earned.signum() > 0 && balance.signum() == 0;
        BigInteger reward = isHomeless ? ZERO : earned;
        BigInteger cut = reward.multiply(BigInteger.valueOf(bps)).divide(FULL_BPS);
        commission = commission.add(cut);
        blocked = blocked.add(cut);
        var due = schedule.floorEntry(epoch);
        if (due != null) {
            bps = due.getValue();
            schedule.headMap(epoch, true).clear();
        }
        rewards = rewards.add(reward).subtract(cut);
        balance = balance.add(reward).subtract(cut);
        Rate rate = Rate.of(balance, shares);
        rates.put(epoch, rate);
        balance = balance.add(take(coming, epoch));
        BigInteger out = ZERO;
        for (var early : earlyOut.headMap(epoch, true).entrySet()) {
            out = out.add(rate(early.getKey() - 1).toShares(early.getValue()));
        }
        earlyOut.headMap(epoch, true).clear();
        out = out.add(take(sharesOut, epoch));
        balance = balance.subtract(rate.toWal(out).min(balance));
        shares = rate.toShares(balance);
        if (balance.compareTo(dust) < 0) {
            balance = ZERO;
            shares = ZERO;
            rates.put(epoch + 1, Rate.FLAT);
        }
        return earned.subtract(reward);
    }

    private static BigInteger take(NavigableMap<Long, BigInteger> amounts, long epoch) {
        NavigableMap<Long, BigInteger> due = amounts.headMap(epoch, true);
        BigInteger sum = due.values().stream().reduce(ZERO, BigInteger::add);
        due.clear();
        return sum;
    }

    void compare(StakingPool pool, NodeId node) {
        Reckoning.same(node + " balance", balance, Reckoning.big(pool.walBalance()));
        Reckoning.same(node + " shares", shares, Reckoning.big(pool.shareCount()));
        Reckoning.same(node + " rewards", rewards, Reckoning.big(pool.rewardsPool()));
        Reckoning.same(node + " commission", commission, Reckoning.big(pool.commission()));
        Reckoning.same(node + " blocked", blocked, Reckoning.big(pool.blockedCommission()));
        Reckoning.same(node + " rate", Reckoning.big(bps), Reckoning.big(pool.commissionBps()));
    }
}
