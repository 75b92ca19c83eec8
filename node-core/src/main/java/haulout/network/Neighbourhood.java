// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import java.io.IOException;
import java.util.List;

/// The nodes of a practice network and what can be done to them. A place is that of the node in the
/// list, from 0; place 0 is this computer's own.
///
/// Threads: any.
public interface Neighbourhood {
    /// How all nodes are now, by their places.
    List<NeighbourView> neighbours();

    /// Takes one away; its data stay.
    void stop(int place) throws IOException, InterruptedException;

    /// Brings one back, or makes it honest and quick again.
    void start(int place) throws IOException, InterruptedException;

    /// Erases what one keeps; it rebuilds it.
    void wipe(int place) throws IOException, InterruptedException;

    /// Makes one answer late.
    void slow(int place) throws IOException, InterruptedException;

    /// Makes one answer wrongly: other bytes, other metadata, another's signature.
    void lie(int place) throws IOException, InterruptedException;

    /// What was noticed about the network since.
    ///
    /// @param after number of the last finding that is known already, 0 for none
    default List<Finding> findings(long after) throws InterruptedException {
        return List.of();
    }

    /// Ends the epoch early: time jumps to when it would end.
    void nextEpoch() throws IOException, InterruptedException;
}
