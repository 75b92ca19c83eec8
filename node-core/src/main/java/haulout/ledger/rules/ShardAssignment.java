// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// Which shards the members of a committee get, with as few moves as possible.
///
/// Source: Walrus contracts, module `committee`, functions `initialize` and `transition`.
public final class ShardAssignment {
    private ShardAssignment() {}

    /// How many shards a node is to have.
    public record Wanted(NodeId node, int count) {
        public Wanted {
            Objects.requireNonNull(node);
        }
    }

    /// The first committee: consecutive shards in the order of the nodes.
    ///
    /// @param wanted counts; those of 0 are left out
    public static List<Seat> first(List<Wanted> wanted) {
        List<Wanted> sorted = new ArrayList<>(wanted);
        sorted.sort(Comparator.comparing(Wanted::node));
        List<Seat> seats = new ArrayList<>();
        int next = 0;
        for (Wanted entry : sorted) {
            List<Integer> shards = new ArrayList<>();
            for (int i = 0; i < entry.count(); i++) {
                shards.add(next++);
            }
            if (!shards.isEmpty()) {
                seats.add(new Seat(entry.node(), shards));
            }
        }
        return List.copyOf(seats);
    }

    /// The committee after `current`.
    ///
    /// @param current ascending by node
    /// @param wanted in the order of the active set
    /// @return ascending by node
    /// @throws AbortException if the counts make another number of shards
    public static List<Seat> next(List<Seat> current, List<Wanted> wanted) throws AbortException {
        SequencedMap<NodeId, Integer> left = new LinkedHashMap<>();
        wanted.forEach(entry -> left.put(entry.node(), entry.count()));
        long had = current.stream().mapToLong(Seat::weight).sum();
        long needed = left.values().stream().mapToLong(Integer::longValue).sum();
        AbortException.require(had == needed, LedgerFault.COMMITTEE_INVALID_SHARD_ASSIGNMENT);
        Deque<Integer> free = new ArrayDeque<>();
        SequencedMap<NodeId, List<Integer>> growing = new LinkedHashMap<>();
        List<Seat> seats = new ArrayList<>();
        for (Seat seat : current) {
            keep(seat, left, free, growing, seats);
        }
        for (var entry : left.entrySet()) {
            List<Integer> shards = new ArrayList<>(growing.getOrDefault(entry.getKey(), List.of()));
            while (shards.size() < entry.getValue()) {
                shards.add(free.pop());
            }
            if (!shards.isEmpty()) {
                seats.add(new Seat(entry.getKey(), shards));
            }
        }
        seats.sort(Comparator.comparing(Seat::node));
        return List.copyOf(seats);
    }

    private static void keep(
            Seat seat,
            SequencedMap<NodeId, Integer> left,
            Deque<Integer> free,
            SequencedMap<NodeId, List<Integer>> growing,
            List<Seat> seats) {
        Integer found = left.remove(seat.node());
        int count = found == null ? 0 : found;
        List<Integer> shards = new ArrayList<>(seat.shards());
        if (count == 0) {
            shards.forEach(free::push);
        } else if (count > shards.size()) {
            growing.put(seat.node(), shards);
            // because it is served after those that are new
            left.put(seat.node(), count);
        } else {
            while (shards.size() > count) {
                free.push(shards.removeLast());
            }
            seats.add(new Seat(seat.node(), shards));
        }
    }
}
