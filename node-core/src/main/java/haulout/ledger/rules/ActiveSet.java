// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// The nodes among which the next committee is chosen, each with its stake.
///
/// The order matters: earlier nodes win ties. It follows from the history of changes, so nothing
/// may ever sort it. Source: Walrus contracts, module `active_set`.
///
/// @param maxSize most nodes
/// @param thresholdStake less stake than this is no candidacy; unsigned, in FROST
/// @param entries in the contract's order
public record ActiveSet(int maxSize, long thresholdStake, List<Entry> entries) {
    /// A candidate.
    ///
    /// @param stake unsigned, in FROST
    public record Entry(NodeId node, long stake) {
        public Entry {
            Objects.requireNonNull(node);
        }
    }

    public ActiveSet {
        if (maxSize < 1 || entries.size() > maxSize) {
            throw new IllegalArgumentException(
                    entries.size() + " candidates, at most " + maxSize + ", which is at least 1");
        }
        entries = List.copyOf(entries);
    }

    /// No candidates yet.
    public static ActiveSet empty(int maxSize, long thresholdStake) {
        return new ActiveSet(maxSize, thresholdStake, List.of());
    }

    /// The set after a node's stake has become another.
    ///
    /// Too little removes the node, and the last one moves to its place. A new one is appended; if
    /// there is no room, it takes the place of the first of those with the smallest stake below its
    /// own, or stays out.
    ///
    /// @param stake unsigned, in FROST
    public ActiveSet with(NodeId node, long stake) {
        OptionalInt place = place(node);
        if (stake == 0 || U64.isLess(stake, thresholdStake)) {
            return place.isEmpty() ? this : without(place.getAsInt());
        }
        if (place.isPresent()) {
            return entries.get(place.getAsInt()).stake() == stake
                    ? this
                    : replaced(place.getAsInt(), new Entry(node, stake));
        }
        if (entries.size() < maxSize) {
            List<Entry> changed = new ArrayList<>(entries);
            changed.add(new Entry(node, stake));
            return new ActiveSet(maxSize, thresholdStake, changed);
        }
        OptionalInt weakest = firstWeakest(stake);
        return weakest.isEmpty() ? this : replaced(weakest.getAsInt(), new Entry(node, stake));
    }

    /// Whether a node is a candidate.
    public boolean contains(NodeId node) {
        return place(node).isPresent();
    }

    /// Stake of all candidates.
    public long totalStake() throws AbortException {
        long total = 0;
        for (Entry entry : entries) {
            total = U64.add(total, entry.stake());
        }
        return total;
    }

    private OptionalInt place(NodeId node) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).node().equals(node)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt firstWeakest(long stake) {
        OptionalInt weakest = OptionalInt.empty();
        long least = stake;
        for (int i = 0; i < entries.size(); i++) {
            if (U64.isLess(entries.get(i).stake(), least)) {
                least = entries.get(i).stake();
                weakest = OptionalInt.of(i);
            }
        }
        return weakest;
    }

    private ActiveSet replaced(int place, Entry entry) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(place, entry);
        return new ActiveSet(maxSize, thresholdStake, changed);
    }

    private ActiveSet without(int place) {
        List<Entry> changed = new ArrayList<>(entries);
        Entry last = changed.removeLast();
        if (place < changed.size()) {
            changed.set(place, last);
        }
        return new ActiveSet(maxSize, thresholdStake, changed);
    }
}
