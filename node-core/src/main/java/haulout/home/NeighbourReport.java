// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A node of the practice network.
///
/// @param place 0 is this computer's own
/// @param shardsAway how many of its shards nobody gets anything of now
public record NeighbourReport(
        int place,
        String name,
        NodeId node,
        State state,
        Set<Integer> shards,
        int shardsAway,
        Figure<Long> usedBytes,
        Figure<Long> slivers,
        List<TaskProgress> repairs) {
    /// How a neighbour is.
    public enum State {
        /// It works.
        RUNNING,
        /// It was stopped.
        STOPPED,
        /// It answers late.
        SLOW,
        /// It gives wrong answers.
        LYING,
        /// It rebuilds what it lost.
        MENDING
    }

    public NeighbourReport {
        Objects.requireNonNull(name);
        Objects.requireNonNull(node);
        Objects.requireNonNull(state);
        shards = Set.copyOf(shards);
        Objects.requireNonNull(usedBytes);
        Objects.requireNonNull(slivers);
        repairs = List.copyOf(repairs);
    }
}
