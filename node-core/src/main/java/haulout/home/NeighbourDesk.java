// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.concurrent.CompletionStage;

/// What can be done to the other nodes of a practice network.
public interface NeighbourDesk {
    /// Takes one away.
    CompletionStage<Void> stop(int place);

    /// Brings one back, and makes it honest and quick again.
    CompletionStage<Void> start(int place);

    /// Erases what one keeps.
    CompletionStage<Void> wipe(int place);

    /// Makes one answer late.
    CompletionStage<Void> slow(int place);

    /// Makes one answer wrongly.
    CompletionStage<Void> lie(int place);

    /// Ends the epoch early.
    CompletionStage<Void> nextEpoch();
}
