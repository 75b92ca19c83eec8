// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.Apportionment;
import haulout.ledger.rules.ExchangeRate;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.StorageSpace;
import haulout.ledger.rules.U64;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has to hold in every state, whatever the commands were.
final class Invariants {
    /// By how much rounding may make the claims on a pool larger than its coins, in FROST. Random
    /// runs of the reference model stayed below 25; whole WAL would be a defect.
    private static final long MAX_ROUNDING = 1_000;

    private final LedgerRules rules;
    private final LedgerState state;

    Invariants(LedgerRules rules, LedgerState state) {
        this.rules = rules;
        this.state = state;
    }

    void check() {
        try {
            checkMoney();
            state.pools.rows().forEach(this::checkPool);
            checkCommittees();
            checkBooks();
            checkActiveSet();
            checkEpochState();
            state.stakes.rows().values().forEach(this::checkStake);
            state.blobs.rows().values().forEach(this::checkBlob);
            checkClaims();
        } catch (AbortException e) {
            throw new IllegalStateException("a sum in the ledger's state: " + e.fault(), e);
        }
    }

    private void checkMoney() {
        BigInteger sum = BigInteger.ZERO;
        for (long balance : state.accounts.rows().values()) {
            require(balance > 0, "account with balance " + balance);
            sum = sum.add(U64.toBig(balance));
        }
        for (StakeRow row : state.stakes.rows().values()) {
            sum = sum.add(U64.toBig(row.stake().principal()));
        }
        for (StakingPool pool : state.pools.rows().values()) {
            sum = sum.add(U64.toBig(pool.rewardsPool())).add(U64.toBig(pool.commission()));
        }
        for (StorageBooks.Account account : state.books.get().accounts()) {
            sum = sum.add(U64.toBig(account.rewards()));
        }
        sum = sum.add(U64.toBig(state.subsidy.get().pool()));
        LedgerClock clock = state.clock.get();
        sum = sum.add(U64.toBig(clock.burned()));
        require(
                sum.equals(U64.toBig(clock.minted())),
                "money: " + sum + " FROST in all places, " + clock.minted() + " made");
        require(
                !U64.isLess(rules.maxSupply(), clock.minted()),
                "money: " + clock.minted() + " FROST made, at most " + rules.maxSupply());
    }

    private void checkPool(NodeId node, StakingPool pool) {
        String what = "pool of " + node;
        require(state.nodes.has(node), what + " without node");
        require(
                !U64.isLess(pool.commission(), pool.blockedCommission()),
                what + ": more blocked than there is");
        require(!U64.isLess(pool.walBalance(), pool.shareCount()), what + ": share below 1");
        require(pool.latestEpoch() <= state.epoch(), what + ": advanced past the current epoch");
        long last = state.epoch() + 2;
        for (var amounts :
                List.of(
                        pool.pendingStake().entries(),
                        pool.sharesOut().entries(),
                        pool.preActiveOut().entries(),
                        pool.pendingCommission().entries())) {
            require(
                    amounts.isEmpty() || amounts.lastKey() <= last,
                    what + ": something scheduled for later than " + last);
        }
        ExchangeRate before = ExchangeRate.FLAT;
        for (Map.Entry<Long, ExchangeRate> entry : pool.rates().entries().entrySet()) {
            ExchangeRate rate = entry.getValue();
            require(
                    rate.isFlat() || !isBelow(rate, before),
                    what + ": rate falls in epoch " + entry.getKey());
            before = rate;
        }
    }

    private static boolean isBelow(ExchangeRate rate, ExchangeRate before) {
        if (before.isFlat()) {
            return false;
        }
        BigInteger left = U64.toBig(rate.wal()).multiply(U64.toBig(before.shares()));
        BigInteger right = U64.toBig(before.wal()).multiply(U64.toBig(rate.shares()));
        return left.compareTo(right) < 0;
    }

    private void checkCommittees() {
        checkCommittee("previous", state.previous.get());
        checkCommittee("current", state.current.get());
        checkCommittee("next", state.next.get());
        require(
                state.isSelected() == !state.next.get().isEmpty(),
                "next committee while the epoch is " + state.clock.get().state());
    }

    private void checkCommittee(String which, StakingCommittee committee) {
        if (committee.isEmpty()) {
            return;
        }
        BitSet shards = new BitSet(rules.shardCount());
        int total = 0;
        @Nullable NodeId before = null;
        int cap = Apportionment.cap(committee.seats().size(), rules.shardCount());
        for (Seat seat : committee.seats()) {
            require(
                    before == null || before.compareTo(seat.node()) < 0,
                    which + " committee out of order at " + seat.node());
            before = seat.node();
            require(
                    state.nodes.has(seat.node()) && state.pools.has(seat.node()),
                    which + " committee has the unknown node " + seat.node());
            require(seat.weight() <= cap, which + " committee: more shards than " + cap);
            total += seat.weight();
            seat.shards().forEach(shards::set);
        }
        require(
                total == rules.shardCount()
                        && shards.cardinality() == total
                        && shards.length() == total,
                which + " committee does not have every shard once");
    }

    private void checkBooks() throws AbortException {
        StorageBooks books = state.books.get();
        require(books.epoch() == state.epoch(), "books of epoch " + books.epoch());
        require(
                books.accounts().size() == rules.maxEpochsAhead(),
                books.accounts().size() + " epochs in the books");
        require(
                !U64.isLess(books.totalCapacity(), books.usedCapacity()),
                "more storage sold than there is");
        long[] listed = new long[books.accounts().size()];
        for (SpaceRow row : state.spaces.rows().values()) {
            count(listed, row.space());
        }
        for (BlobRow row : state.blobs.rows().values()) {
            count(listed, row.term().space());
        }
        for (int ahead = 0; ahead < listed.length; ahead++) {
            StorageBooks.Account account = books.accounts().get(ahead);
            require(
                    !U64.isLess(account.usedCapacity(), listed[ahead]),
                    "more space in use than was sold, " + ahead + " epochs ahead");
            require(
                    !U64.isLess(account.rewards(), account.subsidised()),
                    "more subsidised than paid, " + ahead + " epochs ahead");
        }
    }

    private void count(long[] listed, StorageSpace space) throws AbortException {
        long from = Math.max(space.startEpoch() - state.epoch(), 0);
        long to = Math.min(space.endEpoch() - state.epoch(), listed.length);
        for (long ahead = from; ahead < to; ahead++) {
            listed[(int) ahead] = U64.add(listed[(int) ahead], space.bytes());
        }
    }

    private void checkActiveSet() throws AbortException {
        ActiveSet set = state.activeSet.get();
        Set<NodeId> seen = new HashSet<>();
        long epoch = StakeCommands.selectionEpoch(state);
        for (ActiveSet.Entry entry : set.entries()) {
            require(seen.add(entry.node()), "candidate twice: " + entry.node());
            require(
                    entry.stake() != 0 && !U64.isLess(entry.stake(), set.thresholdStake()),
                    "candidate without stake: " + entry.node());
            long expected = state.pools.get(entry.node()).balanceAt(epoch, rules.pools());
            require(
                    entry.stake() == expected,
                    "candidate "
                            + entry.node()
                            + " with stake "
                            + entry.stake()
                            + ", its pool has "
                            + expected);
        }
    }

    private void checkEpochState() {
        if (!(state.clock.get().state() instanceof EpochState.Syncing(int weight))) {
            return;
        }
        int reported = 0;
        for (Seat seat : state.current.get().seats()) {
            long last = state.nodes.find(seat.node()).map(NodeRow::lastSyncDone).orElse(0L);
            reported += last == state.epoch() ? seat.weight() : 0;
        }
        require(
                weight == reported && !rules.quorum().isQuorum(weight),
                "synced weight " + weight + ", reported " + reported);
    }

    private void checkStake(StakeRow row) {
        StakedWal stake = row.stake();
        require(
                !U64.isLess(stake.principal(), StakedWal.MIN_PRINCIPAL),
                "stake of " + stake.principal());
        require(state.pools.has(stake.node()), "stake with the unknown node " + stake.node());
        require(
                stake.activationEpoch() <= state.epoch() + 2,
                "stake that becomes active in " + stake.activationEpoch());
        require(
                !stake.isWithdrawing()
                        || (stake.withdrawEpoch() <= state.epoch() + 2
                                && stake.withdrawEpoch() > stake.activationEpoch()),
                "stake that leaves in " + stake.withdrawEpoch());
    }

    private void checkBlob(BlobRow row) {
        StorageSpace space = row.term().space();
        require(
                space.startEpoch() <= row.registeredEpoch()
                        && row.registeredEpoch() < space.endEpoch(),
                "blob registered outside of its space");
        require(
                !row.term().isCertified() || row.term().certifiedEpoch() >= row.registeredEpoch(),
                "blob certified before it was registered");
    }

    /// What stakers may claim is there, but for rounding. Holds with the guards only.
    private void checkClaims() throws AbortException {
        if (!rules.pools().isGuarded()) {
            return;
        }
        Map<NodeId, BigInteger> claims = new HashMap<>();
        for (StakeRow row : state.stakes.rows().values()) {
            StakingPool pool = state.pools.get(row.stake().node());
            long claim = pool.accrued(row.stake(), state.epoch());
            claims.merge(row.stake().node(), U64.toBig(claim), BigInteger::add);
        }
        for (Map.Entry<NodeId, BigInteger> entry : claims.entrySet()) {
            BigInteger coins = U64.toBig(state.pools.get(entry.getKey()).rewardsPool());
            BigInteger allowed = coins.add(BigInteger.valueOf(MAX_ROUNDING));
            require(
                    entry.getValue().compareTo(allowed) <= 0,
                    "claims of "
                            + entry.getValue()
                            + " FROST on the "
                            + coins
                            + " of "
                            + entry.getKey());
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("the ledger's books are wrong: " + what);
        }
    }
}
