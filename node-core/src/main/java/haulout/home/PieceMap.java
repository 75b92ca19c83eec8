// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.BlobId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Where the pieces of a file are.
///
/// @param places one for each node of the committee
public record PieceMap(BlobId blob, List<Place> places) {
    /// A node and its pieces.
    ///
    /// @param neighbour its place among the neighbours
    /// @param shards its shards
    /// @param state whether it has them
    public record Place(int neighbour, String name, Set<Integer> shards, Held state) {
        public Place {
            Objects.requireNonNull(name);
            shards = Set.copyOf(shards);
            Objects.requireNonNull(state);
        }
    }

    /// Whether a node has its pieces.
    public enum Held {
        /// It says so.
        ALL,
        /// Not all of them.
        SOME,
        /// None.
        NONE,
        /// It does not answer.
        UNKNOWN
    }

    public PieceMap {
        Objects.requireNonNull(blob);
        places = List.copyOf(places);
    }
}
