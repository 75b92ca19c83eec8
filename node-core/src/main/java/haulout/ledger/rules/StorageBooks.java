// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.ArrayList;
import java.util.List;

/// What storage has been sold for which epochs, what was paid for it, and what it costs now.
/// Immutable.
///
/// Source: Walrus contracts, modules `storage_accounting` and `system_state_inner`.
///
/// @param epoch the current epoch
/// @param accounts one for each epoch from the current one on that can be bought, in order
/// @param totalCapacity bytes that may be sold, unsigned
/// @param storagePrice per unit and epoch, in FROST, unsigned
/// @param writePrice per unit, in FROST, unsigned
public record StorageBooks(
        long epoch,
        List<Account> accounts,
        long totalCapacity,
        long storagePrice,
        long writePrice) {
    /// An epoch that can be bought.
    ///
    /// @param usedCapacity bytes sold, unsigned
    /// @param rewards paid for it and to be distributed when it ends, in FROST
    /// @param subsidised how much of the rewards needs no subsidy any more, in FROST
    public record Account(long usedCapacity, long rewards, long subsidised) {
        private static final Account EMPTY = new Account(0, 0, 0);

        /// With more to be distributed.
        public Account withMore(long payment) throws AbortException {
            return new Account(usedCapacity, U64.add(rewards, payment), subsidised);
        }

        private Account withMoreUsed(long bytes) throws AbortException {
            return new Account(U64.add(usedCapacity, bytes), rewards, subsidised);
        }
    }

    /// A purchase.
    ///
    /// @param books after it
    /// @param paid in FROST
    public record Purchase(StorageBooks books, long paid) {}

    public StorageBooks {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("no epoch can be bought");
        }
    }

    /// Books without any capacity.
    ///
    /// @param maxEpochsAhead how many epochs can be bought, the current one included
    public static StorageBooks empty(int maxEpochsAhead) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < maxEpochsAhead; i++) {
            accounts.add(Account.EMPTY);
        }
        return new StorageBooks(0, accounts, 0, 0, 0);
    }

    /// How many epochs can be bought, the current one included.
    public int maxEpochsAhead() {
        return accounts.size();
    }

    /// Bytes sold for the current epoch, unsigned.
    public long usedCapacity() {
        return accounts.getFirst().usedCapacity();
    }

    /// Buys space from now on.
    ///
    /// @param bytes unsigned
    /// @param balance what the buyer has, in FROST
    public Purchase reserve(long bytes, long epochCount, long balance) throws AbortException {
        requireAhead(epochCount > 0 && epochCount <= maxEpochsAhead());
        return buy(bytes, epoch, epoch + epochCount, balance);
    }

    /// Buys space for the epochs from `startEpoch` on to before `endEpoch`.
    ///
    /// @param bytes unsigned
    /// @param startEpoch one that has passed means the current one
    /// @param balance what the buyer has, in FROST
    public Purchase reserveRange(long bytes, long startEpoch, long endEpoch, long balance)
            throws AbortException {
        long start = Math.max(startEpoch, epoch);
        requireAhead(endEpoch > start && endEpoch - epoch <= maxEpochsAhead());
        return buy(bytes, start, endEpoch, balance);
    }

    /// Buys more epochs for space that ends at `endEpoch`, which has not passed.
    ///
    /// @param bytes unsigned
    /// @param balance what the buyer has, in FROST
    public Purchase extend(long bytes, long endEpoch, long epochCount, long balance)
            throws AbortException {
        requireAhead(epochCount > 0 && endEpoch + epochCount - epoch <= maxEpochsAhead());
        return buy(bytes, endEpoch, endEpoch + epochCount, balance);
    }

    /// Pays for writing a blob.
    ///
    /// @param encodedBytes encoded size of the blob
    /// @param balance what the writer has, in FROST
    public Purchase write(long encodedBytes, long balance) throws AbortException {
        long fee = StoragePricing.cost(encodedBytes, writePrice);
        AbortException.require(!U64.isLess(balance, fee), LedgerFault.BALANCE_NOT_ENOUGH);
        return new Purchase(addRewards(0, fee), fee);
    }

    /// With more to be distributed at the end of an epoch.
    ///
    /// @param ahead how many epochs ahead, below [#maxEpochsAhead]
    public StorageBooks addRewards(int ahead, long payment) throws AbortException {
        AbortException.require(
                ahead >= 0 && ahead < accounts.size(),
                LedgerFault.STORAGE_ACCOUNTING_TOO_FAR_IN_FUTURE);
        List<Account> changed = new ArrayList<>(accounts);
        changed.set(ahead, accounts.get(ahead).withMore(payment));
        return withAccounts(changed);
    }

    /// With other accounts.
    public StorageBooks withAccounts(List<Account> changed) {
        return new StorageBooks(epoch, changed, totalCapacity, storagePrice, writePrice);
    }

    /// With other prices.
    public StorageBooks withPrices(long storage, long write) {
        return new StorageBooks(epoch, accounts, totalCapacity, storage, write);
    }

    /// The books of the next epoch. What the ended one had to distribute is gone from them.
    ///
    /// @param capacity bytes that may be sold, unless more have been sold already
    public StorageBooks nextEpoch(long capacity) {
        List<Account> shifted = new ArrayList<>(accounts.subList(1, accounts.size()));
        shifted.add(Account.EMPTY);
        long total = U64.max(capacity, shifted.getFirst().usedCapacity());
        return new StorageBooks(epoch + 1, shifted, total, storagePrice, writePrice);
    }

    private Purchase buy(long bytes, long from, long to, long balance) throws AbortException {
        long perEpoch = StoragePricing.cost(bytes, storagePrice);
        long left = balance;
        List<Account> changed = new ArrayList<>(accounts);
        for (long at = from; at < to; at++) {
            AbortException.require(!U64.isLess(left, perEpoch), LedgerFault.BALANCE_NOT_ENOUGH);
            left -= perEpoch;
            int place = (int) (at - epoch);
            changed.set(place, changed.get(place).withMore(perEpoch));
        }
        AbortException.require(bytes != 0, LedgerFault.SYSTEM_STATE_INNER_INVALID_RESOURCE_SIZE);
        for (long at = from; at < to; at++) {
            int place = (int) (at - epoch);
            Account account = changed.get(place).withMoreUsed(bytes);
            AbortException.require(
                    !U64.isLess(totalCapacity, account.usedCapacity()),
                    LedgerFault.SYSTEM_STATE_INNER_STORAGE_EXCEEDED);
            changed.set(place, account);
        }
        return new Purchase(withAccounts(changed), balance - left);
    }

    private static void requireAhead(boolean condition) throws AbortException {
        AbortException.require(condition, LedgerFault.SYSTEM_STATE_INNER_INVALID_EPOCHS_AHEAD);
    }
}
