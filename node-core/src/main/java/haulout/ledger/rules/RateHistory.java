// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rates of a pool, by the epoch in which they began: an immutable map with gaps, across which
/// the rate stays as it was.
public final class RateHistory {
    private final NavigableMap<Long, ExchangeRate> rates;

    private RateHistory(NavigableMap<Long, ExchangeRate> rates) {
        this.rates = rates;
    }

    /// The history of a pool that starts.
    public static RateHistory startingAt(long activationEpoch) {
        NavigableMap<Long, ExchangeRate> rates = new TreeMap<>();
        rates.put(activationEpoch, ExchangeRate.FLAT);
        return new RateHistory(rates);
    }

    /// The rates of a map, which is copied.
    public static RateHistory of(SortedMap<Long, ExchangeRate> rates) {
        return new RateHistory(new TreeMap<>(rates));
    }

    /// With a rate for an epoch, in place of one that it may have.
    public RateHistory with(long epoch, ExchangeRate rate) {
        NavigableMap<Long, ExchangeRate> copy = new TreeMap<>(rates);
        copy.put(epoch, rate);
        return new RateHistory(copy);
    }

    /// The rate in force in an epoch: the last one that began no later.
    public ExchangeRate at(long epoch) {
        Map.Entry<Long, ExchangeRate> entry = rates.floorEntry(epoch);
        return entry == null ? ExchangeRate.FLAT : entry.getValue();
    }

    /// Without the rates that began before an epoch and are in force in none of `needed`.
    ///
    /// @param needed epochs whose rate has to stay the same
    public RateHistory compact(long before, Set<Long> needed) {
        NavigableMap<Long, ExchangeRate> kept = new TreeMap<>(rates.tailMap(before, true));
        Map.Entry<Long, ExchangeRate> atStart = rates.floorEntry(before);
        if (atStart != null) {
            kept.put(atStart.getKey(), atStart.getValue());
        }
        for (long epoch : needed) {
            Map.Entry<Long, ExchangeRate> entry = rates.floorEntry(epoch);
            if (entry != null) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return kept.size() == rates.size() ? this : new RateHistory(kept);
    }

    /// All rates, ascending by epoch.
    public NavigableMap<Long, ExchangeRate> entries() {
        return Collections.unmodifiableNavigableMap(rates);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateHistory that && rates.equals(that.rates);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(rates);
    }

    @Override
    public String toString() {
        return rates.toString();
    }
}
