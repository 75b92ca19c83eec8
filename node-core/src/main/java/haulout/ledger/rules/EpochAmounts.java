// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Amounts that take effect in coming epochs: an immutable map from epoch to amount.
///
/// There are few entries, as nothing is scheduled further ahead than two epochs. Source: Walrus
/// contracts, module `pending_values`.
public final class EpochAmounts {
    /// No amounts.
    public static final EpochAmounts NONE = new EpochAmounts(new TreeMap<>());

    private final NavigableMap<Long, Long> amounts;

    private EpochAmounts(NavigableMap<Long, Long> amounts) {
        this.amounts = amounts;
    }

    /// The amounts of a map, which is copied.
    public static EpochAmounts of(SortedMap<Long, Long> amounts) {
        return amounts.isEmpty() ? NONE : new EpochAmounts(new TreeMap<>(amounts));
    }

    /// Adds to the amount of an epoch.
    public EpochAmounts add(long epoch, long amount) throws AbortException {
        return put(epoch, U64.add(get(epoch), amount));
    }

    /// Replaces the amount of an epoch.
    public EpochAmounts put(long epoch, long amount) {
        NavigableMap<Long, Long> copy = new TreeMap<>(amounts);
        copy.put(epoch, amount);
        return new EpochAmounts(copy);
    }

    /// Takes from the amount of an epoch, whose entry stays even if nothing is left.
    public EpochAmounts reduce(long epoch, long amount) throws AbortException {
        AbortException.require(
                amounts.containsKey(epoch), LedgerFault.PENDING_VALUES_MISSING_EPOCH_VALUE);
        long had = get(epoch);
        AbortException.require(
                !U64.isLess(had, amount), LedgerFault.PENDING_VALUES_REDUCE_VALUE_TOO_LARGE);
        return put(epoch, had - amount);
    }

    /// The amount of an epoch, 0 if there is none.
    public long get(long epoch) {
        return amounts.getOrDefault(epoch, 0L);
    }

    /// Whether an epoch has an entry.
    public boolean has(long epoch) {
        return amounts.containsKey(epoch);
    }

    /// The sum up to and with an epoch.
    public long sumUpTo(long epoch) throws AbortException {
        long sum = 0;
        for (long amount : amounts.headMap(epoch, true).values()) {
            sum = U64.add(sum, amount);
        }
        return sum;
    }

    /// The entries up to and with an epoch.
    public NavigableMap<Long, Long> upTo(long epoch) {
        return Collections.unmodifiableNavigableMap(amounts.headMap(epoch, true));
    }

    /// Without the entries up to and with an epoch.
    public EpochAmounts after(long epoch) {
        if (amounts.isEmpty() || amounts.firstKey() > epoch) {
            return this;
        }
        return new EpochAmounts(new TreeMap<>(amounts.tailMap(epoch, false)));
    }

    /// Whether all amounts are 0.
    public boolean isEmpty() {
        return amounts.values().stream().allMatch(amount -> amount == 0);
    }

    /// All entries, ascending by epoch.
    public NavigableMap<Long, Long> entries() {
        return Collections.unmodifiableNavigableMap(amounts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochAmounts that && amounts.equals(that.amounts);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(amounts);
    }

    @Override
    public String toString() {
        return amounts.toString();
    }
}
