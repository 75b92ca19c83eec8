// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import java.io.IOException;
import java.util.List;

/// Where an embedded ledger keeps what it has done: the commands in their order, the events that
/// came of them, and from time to time the whole state.
///
/// Used by one writer; events may be read by others at the same time.
public interface LedgerJournal {
    /// After how many commands a state is kept, newest first; empty if the ledger is new.
    List<Long> snapshots() throws IOException, InterruptedException;

    /// A kept state.
    ///
    /// @param sequence one of [#snapshots]
    /// @throws IOException if it cannot be read; an older one perhaps can
    JournalSnapshot snapshot(long sequence) throws IOException, InterruptedException;

    /// Commands from a number on, in order and without gaps.
    ///
    /// @param limit most commands, at least 1
    List<JournalEntry> entries(long fromSequence, int limit)
            throws IOException, InterruptedException;

    /// Events from an index on, in order and without gaps.
    ///
    /// @param limit most events, at least 1
    List<JournalEvent> events(long fromIndex, int limit) throws IOException, InterruptedException;

    /// Appends commands and perhaps the state after the last one. When this returns, all of it
    /// survives a loss of power; when it throws, all or nothing of it does.
    ///
    /// @throws InterruptedException if interrupted before anything was written
    void append(JournalBatch batch) throws IOException, InterruptedException;
}
