// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.machine.NodeRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StakingPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What people ask a ledger. Every answer is of one moment. Amounts are in FROST.
public final class LedgerQueries {
    private final EmbeddedLedger ledger;

    /// Questions to a ledger.
    public LedgerQueries(EmbeddedLedger ledger) {
        this.ledger = ledger;
    }

    /// A node and its pool.
    ///
    /// @param standing what it is to the network
    /// @param shards how many it has now
    /// @param nextShards how many it has in the next epoch, as far as that is selected
    /// @param activeStake stake that earns, with what it has earned
    /// @param projectedStake what counts at the next selection
    /// @param nextCommissionBps what the operator has said it will keep, if that is something else
    /// @param collectable what the operator can collect now
    public record Pool(
            NodeId node,
            String name,
            AccountAddress operator,
            Standing standing,
            int shards,
            int nextShards,
            long activeStake,
            long projectedStake,
            int commissionBps,
            Optional<Integer> nextCommissionBps,
            long commission,
            long collectable,
            long capacity) {
        public Pool {
            Objects.requireNonNull(node);
            Objects.requireNonNull(name);
            Objects.requireNonNull(operator);
            Objects.requireNonNull(standing);
            Objects.requireNonNull(nextCommissionBps);
        }
    }

    /// What a node is to the network.
    public enum Standing {
        /// It has no stake.
        REGISTERED,

        /// It has stake, but others have more.
        WAITING,

        /// It may be selected.
        CANDIDATE,

        /// It is in the next committee.
        SELECTED,

        /// It is in the committee and has not reported its shards.
        SYNCING,

        /// It is in the committee and has its shards.
        ACTIVE,

        /// It is in the committee, and not in the next one.
        LEAVING,

        /// It was in the committee before.
        PAST
    }

    /// Somebody's stake.
    ///
    /// @param earned so far; can be claimed when it leaves
    /// @param activationEpoch from when on it earns
    /// @param leavingEpoch when it can be taken out at the earliest, if that is asked for now
    /// @param exit what has to be done to take it out
    public record Stake(
            ObjectId id,
            NodeId node,
            long principal,
            long earned,
            long activationEpoch,
            long leavingEpoch,
            Exit exit) {
        public Stake {
            Objects.requireNonNull(id);
            Objects.requireNonNull(node);
            Objects.requireNonNull(exit);
        }
    }

    /// How a stake can be taken out.
    public enum Exit {
        /// At once.
        WITHDRAW,

        /// After it was asked for.
        REQUEST,

        /// It was asked for: wait.
        WAIT
    }

    /// Somebody's money.
    ///
    /// @param balance what can be spent
    public record Account(AccountAddress address, long balance, List<Stake> stakes) {
        public Account {
            Objects.requireNonNull(address);
            stakes = List.copyOf(stakes);
        }
    }

    /// What storage costs and how much there is.
    ///
    /// @param storagePrice per unit of a mebibyte and epoch, unsigned
    /// @param writePrice per unit, unsigned
    /// @param totalCapacity in bytes, unsigned
    /// @param usedCapacity in bytes, unsigned
    /// @param income what the current epoch will distribute so far
    public record Prices(
            long storagePrice,
            long writePrice,
            long totalCapacity,
            long usedCapacity,
            long income) {}

    /// Where the epoch stands.
    public EpochCalendar calendar() {
        return ledger.read(EpochCalendar::of);
    }

    /// What storage costs.
    public Prices prices() {
        return ledger.read(view -> {
            var books = view.books();
            return new Prices(
                    books.storagePrice(),
                    books.writePrice(),
                    books.totalCapacity(),
                    books.usedCapacity(),
                    books.accounts().getFirst().rewards());
        });
    }

    /// All nodes, ascending by identity.
    public List<Pool> pools() {
        return ledger.read(view -> {
            List<Pool> pools = new ArrayList<>();
            view.nodes().forEach((node, row) -> pools.add(pool(view, node, row)));
            return List.copyOf(pools);
        });
    }

    /// Somebody's money and stakes.
    public Account account(AccountAddress address) {
        return ledger.read(view -> {
            List<Stake> stakes = new ArrayList<>();
            view.stakes()
                    .forEach((id, row) -> {
                        if (row.owner().equals(address)) {
                            stakes.add(stake(view, id, row));
                        }
                    });
            return new Account(address, view.balance(address), stakes);
        });
    }

    private static Pool pool(LedgerView view, NodeId node, NodeRow row) {
        StakingPool pool = Objects.requireNonNull(view.pools().get(node));
        long projected =
                view.activeSet().entries().stream()
                        .filter(entry -> entry.node().equals(node))
                        .mapToLong(entry -> entry.stake())
                        .findFirst()
                        .orElse(0);
        return new Pool(
                node,
                row.profile().name(),
                row.owner(),
                standing(view, node, row, pool),
                view.currentCommittee().seat(node).map(Seat::weight).orElse(0),
                view.nextCommittee().seat(node).map(Seat::weight).orElse(0),
                pool.walBalance(),
                projected,
                pool.commissionBps(),
                next(pool),
                pool.commission(),
                pool.collectableCommission(),
                row.votes().capacity());
    }

    private static Standing standing(LedgerView view, NodeId node, NodeRow row, StakingPool pool) {
        if (view.currentCommittee().contains(node)) {
            if (!view.nextCommittee().isEmpty() && !view.nextCommittee().contains(node)) {
                return Standing.LEAVING;
            }
            return row.lastSyncDone() < view.clock().epoch() ? Standing.SYNCING : Standing.ACTIVE;
        }
        if (view.nextCommittee().contains(node)) {
            return Standing.SELECTED;
        }
        if (view.activeSet().contains(node)) {
            return Standing.CANDIDATE;
        }
        if (view.previousCommittee().contains(node)) {
            return Standing.PAST;
        }
        return pool.walBalance() == 0 && pool.pendingStake().isEmpty()
                ? Standing.REGISTERED
                : Standing.WAITING;
    }

    private static Stake stake(LedgerView view, ObjectId id, StakeRow row) {
        StakedWal stake = row.stake();
        StakingPool pool = Objects.requireNonNull(view.pools().get(stake.node()));
        long epoch = view.clock().epoch();
        long earned;
        try {
            earned = pool.accrued(stake, epoch);
        } catch (AbortException e) {
            throw new IllegalStateException("value of stake " + id, e);
        }
        Exit exit = Exit.REQUEST;
        long leaving = epoch + (view.nextCommittee().contains(stake.node()) ? 2 : 1);
        if (stake.isWithdrawing()) {
            leaving = stake.withdrawEpoch();
            exit = leaving <= epoch ? Exit.WITHDRAW : Exit.WAIT;
        } else if (pool.canLeaveAtOnce(stake, view.stakeWindow(stake.node()))) {
            leaving = epoch;
            exit = Exit.WITHDRAW;
        }
        return new Stake(
                id,
                stake.node(),
                stake.principal(),
                earned,
                stake.activationEpoch(),
                leaving,
                exit);
    }

    /// The last of the changes that are scheduled counts.
    private static Optional<Integer> next(StakingPool pool) {
        Map.Entry<Long, Long> last = pool.pendingCommission().entries().lastEntry();
        return Optional.ofNullable(last)
                .map(entry -> Math.toIntExact(entry.getValue()))
                .filter(bps -> bps != pool.commissionBps());
    }
}
