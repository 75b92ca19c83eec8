// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.ArrayList;
import java.util.List;

/// How many shards each candidate gets for its stake: the method of D'Hondt with a cap per node.
///
/// Quotients are compared exactly, as fractions. The contract cuts them to 64 binary places, which
/// makes no difference: two different ones lie further apart. Source: Walrus contracts, module
/// `staking_inner`, functions `dhondt` and `max_shards_per_node`.
public final class Apportionment {
    // With fewer nodes than this, each may have more than a tenth.
    private static final int MIN_NODES_FOR_FIXED_CAP = 20;
    private static final int CAP_DENOMINATOR = 10;

    private Apportionment() {}

    /// Most shards of one node.
    ///
    /// @param nodeCount at least 1
    public static int cap(int nodeCount, int shardCount) {
        return nodeCount >= MIN_NODES_FOR_FIXED_CAP
                ? shardCount / CAP_DENOMINATOR
                : Math.ceilDiv(MIN_NODES_FOR_FIXED_CAP * shardCount, nodeCount * CAP_DENOMINATOR);
    }

    /// Shards per candidate, in the order of the stakes; some may get none.
    ///
    /// @param stakes unsigned, in FROST; of equal claims the earlier one is served
    /// @throws AbortException if there is no stake, or the caps leave shards over
    public static List<Integer> shards(List<Long> stakes, int shardCount) throws AbortException {
        long total = 0;
        for (long stake : stakes) {
            total = U64.add(total, stake);
        }
        AbortException.require(total != 0, LedgerFault.STAKING_INNER_NO_STAKE);
        int cap = cap(stakes.size(), shardCount);
        long divisor = Long.divideUnsigned(total, shardCount + 1L) + 1;
        int[] shards = new int[stakes.size()];
        int given = 0;
        for (int i = 0; i < shards.length; i++) {
            // INV: the quotient is at most the number of shards, because the divisor exceeds
            // total / (shardCount + 1)
            shards[i] = Math.toIntExact(Math.min(Long.divideUnsigned(stakes.get(i), divisor), cap));
            given += shards[i];
        }
        for (; given < shardCount; given++) {
            shards[nextInLine(stakes, shards, cap)]++;
        }
        List<Integer> result = new ArrayList<>(shards.length);
        for (int count : shards) {
            result.add(count);
        }
        return List.copyOf(result);
    }

    private static int nextInLine(List<Long> stakes, int[] shards, int cap) throws AbortException {
        int best = -1;
        for (int i = 0; i < shards.length; i++) {
            if (shards[i] != cap && (best < 0 || isLarger(stakes, shards, i, best))) {
                best = i;
            }
        }
        AbortException.require(best >= 0, LedgerFault.APPORTIONMENT_QUEUE_POP_FROM_EMPTY_HEAP);
        return best;
    }

    /// Whether stake / (shards + 1) of `a` exceeds that of `b`.
    private static boolean isLarger(List<Long> stakes, int[] shards, int a, int b) {
        long factorOfA = shards[b] + 1L;
        long factorOfB = shards[a] + 1L;
        long highA = Math.unsignedMultiplyHigh(stakes.get(a), factorOfA);
        long highB = Math.unsignedMultiplyHigh(stakes.get(b), factorOfB);
        return highA != highB
                ? U64.isLess(highB, highA)
                : U64.isLess(stakes.get(b) * factorOfB, stakes.get(a) * factorOfA);
    }
}
