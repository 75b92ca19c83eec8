// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.QuorumRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What follows from the votes of a committee.
///
/// Source: Walrus contracts, module `staking_inner`, functions `quorum_above` and `quorum_below`.
public final class Votes {
    private Votes() {}

    /// A vote.
    ///
    /// @param value unsigned
    /// @param weight the voter's shards
    public record Vote(long value, int weight) {}

    /// The price: the lowest value such that those who vote for no more are a quorum.
    ///
    /// @param votes of all members, so that all together are a quorum
    public static long price(List<Vote> votes, QuorumRule rule) {
        return firstWithQuorum(votes, rule, (a, b) -> Long.compareUnsigned(a.value(), b.value()));
    }

    /// The capacity: the highest value such that those who vote for no less are a quorum.
    ///
    /// @param votes of all members, so that all together are a quorum
    public static long capacity(List<Vote> votes, QuorumRule rule) {
        return firstWithQuorum(votes, rule, (a, b) -> Long.compareUnsigned(b.value(), a.value()));
    }

    /// What a node's own capacity means for the network: if every shard had what one of its has.
    ///
    /// @param nodeCapacity unsigned, in bytes
    /// @param weight the node's shards, at least 1
    /// @return in bytes; the largest number if it is beyond that
    public static long capacityVote(long nodeCapacity, int shardCount, int weight) {
        try {
            return U64.multiplyDivide(nodeCapacity, shardCount, weight);
        } catch (AbortException e) {
            return U64.MAX;
        }
    }

    private static long firstWithQuorum(List<Vote> votes, QuorumRule rule, Comparator<Vote> order) {
        List<Vote> sorted = new ArrayList<>(votes);
        sorted.sort(order);
        int weight = 0;
        for (Vote vote : sorted) {
            weight += vote.weight();
            if (rule.isQuorum(weight)) {
                return vote.value();
            }
        }
        throw new IllegalArgumentException(
                "votes of weight " + weight + " of " + rule.shardCount() + " shards");
    }
}
