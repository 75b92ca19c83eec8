// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What becomes of an epoch's income: part is burned, the rest goes to the nodes by their shards
/// and by how much they store.
///
/// Source: Walrus contracts, modules `storage_accounting` and `system_state_inner`.
///
/// @param burned in FROST
/// @param distributable what is left to be shared out, in FROST
/// @param rewards in FROST, in the order of the claims
/// @param leftover what rounding left, in FROST
public record RewardSplit(long burned, long distributable, List<Long> rewards, long leftover) {
    private static final int PERCENT = 100;

    public RewardSplit {
        rewards = List.copyOf(rewards);
    }

    /// A node's claim.
    ///
    /// @param weight its shards
    /// @param denyListBytes what it refuses to store, unsigned
    public record Claim(int weight, long denyListBytes) {}

    /// Splits an epoch's income.
    ///
    /// @param income in FROST
    /// @param usedCapacity bytes sold for that epoch, unsigned
    public static RewardSplit of(
            long income, int burnPercent, long usedCapacity, List<Claim> claims)
            throws AbortException {
        long burned = U64.multiplyDivide(income, burnPercent, PERCENT);
        long distributable = U64.subtract(income, burned);
        List<BigInteger> stored = new ArrayList<>();
        BigInteger total = BigInteger.ZERO;
        for (Claim claim : claims) {
            long bytes = usedCapacity - U64.min(claim.denyListBytes(), usedCapacity);
            BigInteger weighted = U64.toBig(bytes).multiply(BigInteger.valueOf(claim.weight()));
            stored.add(weighted);
            total = total.add(weighted);
        }
        BigInteger divisor = total.max(BigInteger.ONE);
        List<Long> rewards = new ArrayList<>();
        long leftover = distributable;
        for (BigInteger weighted : stored) {
            BigInteger product = U64.wide(weighted.multiply(U64.toBig(distributable)));
            long reward = U64.ofBig(product.divide(divisor));
            leftover = U64.subtract(leftover, reward);
            rewards.add(reward);
        }
        return new RewardSplit(burned, distributable, rewards, leftover);
    }
}
