// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.Epoch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a storage node reads of the ledger: events in order, and committees. Which ledger it is,
/// nobody above this interface knows. Called from several threads.
public interface ChainView {
    /// Number of shards of the network; never changes.
    int shardCount();

    /// Events from an index on, in order and without gaps.
    ///
    /// @param fromIndex index of the first event wanted
    /// @param limit most events, at least 1
    /// @param wait how long to wait for the first one
    /// @return empty if none came in that time
    List<IndexedEvent> events(long fromIndex, int limit, Duration wait)
            throws ChainException, InterruptedException;

    /// The epoch that the ledger is in now, whatever events have been read.
    Epoch epoch() throws ChainException, InterruptedException;

    /// Whether the shards of the present epoch are still moving.
    boolean isChangingEpoch() throws ChainException, InterruptedException;

    /// The committee of an epoch, empty if there is none or it is no longer known.
    Optional<Committee> committee(Epoch epoch) throws ChainException, InterruptedException;
}
