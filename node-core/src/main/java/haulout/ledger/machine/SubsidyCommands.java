// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.ledger.machine.LedgerRows.SubsidyRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.U64;
import java.util.ArrayList;
import java.util.List;

/// Carries out [SubsidyCommand]s.
///
/// Source: Walrus contracts, package `walrus_subsidies`.
final class SubsidyCommands {
    /// A hundredfold, in basis points.
    private static final long MAX_RATE_BPS = 1_000_000;

    private SubsidyCommands() {}

    static CommandResult run(Execution run, SubsidyCommand command) throws AbortException {
        return switch (command) {
            case SubsidyCommand.FundSubsidy(long amount) -> {
                run.charge(run.sender(), amount);
                SubsidyRow row = run.state().subsidy.get();
                run.state().subsidy.set(row.withPool(U64.add(row.pool(), amount)));
                yield CommandResult.DONE;
            }
            case SubsidyCommand.SetSubsidy set -> set(run, set);
            case SubsidyCommand.ProcessSubsidies() -> process(run);
            case SubsidyCommand.AddSubsidy(long amount, long epochCount) ->
                    add(run, amount, epochCount);
        };
    }

    private static CommandResult set(Execution run, SubsidyCommand.SetSubsidy set)
            throws AbortException {
        run.requireHost();
        AbortException.require(set.rateBps() <= MAX_RATE_BPS, invalidRate());
        long most;
        try {
            most = U64.add(set.base(), U64.multiply(set.perShard(), run.rules().shardCount()));
        } catch (AbortException e) {
            throw new AbortException(invalidRate());
        }
        // because what no supply can pay would only ever fail
        AbortException.require(!U64.isLess(run.rules().maxSupply(), most), invalidRate());
        LedgerState state = run.state();
        SubsidyRow row = state.subsidy.get();
        long latest = row.latestEpoch();
        if (latest == SubsidyRow.UNSET) {
            latest = Math.max(run.epoch() - 1, 0);
            markAll(run);
        }
        state.subsidy.set(
                new SubsidyRow(
                        set.rateBps(),
                        set.base(),
                        set.perShard(),
                        row.pool(),
                        latest,
                        row.lastMillis()));
        return CommandResult.DONE;
    }

    private static LedgerFault invalidRate() {
        return LedgerFault.WALRUS_SUBSIDIES_INNER_INVALID_SUBSIDY_RATE;
    }

    /// What has been paid before there were subsidies gets none.
    private static void markAll(Execution run) {
        StorageBooks books = run.state().books.get();
        List<StorageBooks.Account> marked = new ArrayList<>();
        for (StorageBooks.Account account : books.accounts()) {
            marked.add(
                    new StorageBooks.Account(
                            account.usedCapacity(), account.rewards(), account.rewards()));
        }
        run.state().books.set(books.withAccounts(marked));
    }

    private static CommandResult process(Execution run) throws AbortException {
        SubsidyRow row = run.state().subsidy.get();
        if (row.latestEpoch() == SubsidyRow.UNSET) {
            return new CommandResult.SubsidiesPaid(row.pool());
        }
        long pool = row.pool();
        long latest = row.latestEpoch();
        if (run.epoch() > 0 && latest < run.epoch() - 1) {
            pool = payFixed(run, row, pool);
            latest = run.epoch() - 1;
        }
        pool = payUsage(run, row, pool);
        run.state()
                .subsidy
                .set(
                        new SubsidyRow(
                                row.rateBps(),
                                row.base(),
                                row.perShard(),
                                pool,
                                latest,
                                run.nowMillis()));
        return new CommandResult.SubsidiesPaid(pool);
    }

    private static long payFixed(Execution run, SubsidyRow row, long pool) throws AbortException {
        long left = pool;
        boolean isBlocked = !run.state().isSelected();
        for (Seat seat : run.state().previous.get().seats()) {
            long amount = U64.add(row.base(), U64.multiply(row.perShard(), seat.weight()));
            left = take(left, amount);
            StakingPool node = run.state().pools.get(seat.node());
            run.state().pools.put(seat.node(), node.addCommission(amount, isBlocked ? amount : 0));
        }
        return left;
    }

    private static long payUsage(Execution run, SubsidyRow row, long pool) throws AbortException {
        long left = pool;
        StorageBooks books = run.state().books.get();
        List<StorageBooks.Account> paid = new ArrayList<>();
        for (StorageBooks.Account account : books.accounts()) {
            long fresh = U64.subtract(account.rewards(), account.subsidised());
            long amount = U64.multiplyDivide(fresh, row.rateBps(), StakingPool.FULL_BPS);
            left = take(left, amount);
            long rewards = U64.add(account.rewards(), amount);
            paid.add(new StorageBooks.Account(account.usedCapacity(), rewards, rewards));
        }
        run.state().books.set(books.withAccounts(paid));
        return left;
    }

    private static long take(long pool, long amount) throws AbortException {
        AbortException.require(
                !U64.isLess(pool, amount),
                LedgerFault.WALRUS_SUBSIDIES_INNER_INSUFFICIENT_FUNDS_IN_POOL);
        return pool - amount;
    }

    private static CommandResult add(Execution run, long amount, long epochCount)
            throws AbortException {
        StorageBooks books = run.state().books.get();
        AbortException.require(
                epochCount > 0 && epochCount <= books.maxEpochsAhead(),
                LedgerFault.SYSTEM_STATE_INNER_INVALID_EPOCHS_AHEAD);
        run.charge(run.sender(), amount);
        long each = Long.divideUnsigned(amount, epochCount);
        for (int ahead = 0; ahead < epochCount; ahead++) {
            books = books.addRewards(ahead, each);
        }
        run.state().books.set(books.addRewards(0, amount - each * epochCount));
        return CommandResult.DONE;
    }
}
