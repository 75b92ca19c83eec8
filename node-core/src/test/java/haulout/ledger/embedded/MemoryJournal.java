// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.ledger.JournalBatch;
import haulout.ledger.JournalEntry;
import haulout.ledger.JournalEvent;
import haulout.ledger.JournalSnapshot;
import haulout.ledger.LedgerJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A journal in memory whose writing can be made to fail, before or after it took effect.
final class MemoryJournal implements LedgerJournal {
    /// What happens to a batch.
    enum Fate {
        WRITTEN,
        LOST,
        WRITTEN_AND_REPORTED_LOST
    }

    /// Decides the fate of the next batch.
    interface Weather {
        Fate fate(JournalBatch batch) throws InterruptedException;
    }

    final List<JournalEntry> entries = new ArrayList<>();
    final List<JournalEvent> events = new ArrayList<>();
    final TreeMap<Long, JournalSnapshot> snapshots = new TreeMap<>();
    int batches;
    Weather weather = batch -> Fate.WRITTEN;
    // how many times commands can be read before that fails once
    int readsUntilFailure = Integer.MAX_VALUE;

    @Override
    public synchronized List<Long> snapshots() {
        return List.copyOf(snapshots.descendingKeySet());
    }

    @Override
    public synchronized JournalSnapshot snapshot(long sequence) throws IOException {
        JournalSnapshot snapshot = snapshots.get(sequence);
        if (snapshot == null) {
            throw new IOException("no state after command " + sequence);
        }
        return snapshot;
    }

    @Override
    public synchronized List<JournalEntry> entries(long fromSequence, int limit)
            throws IOException {
        if (readsUntilFailure-- == 0) {
            readsUntilFailure = Integer.MAX_VALUE;
            throw new IOException("the disk cannot be read for a moment");
        }
        return entries.stream()
                .filter(entry -> entry.sequence() >= fromSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<JournalEvent> events(long fromIndex, int limit) {
        return events.stream().filter(event -> event.index() >= fromIndex).limit(limit).toList();
    }

    @Override
    public synchronized void append(JournalBatch batch) throws IOException, InterruptedException {
        Fate fate = weather.fate(batch);
        if (fate != Fate.LOST) {
            for (JournalEntry entry : batch.entries()) {
                if (entry.sequence() != entries.size()) {
                    throw new IOException("command " + entry.sequence() + " out of order");
                }
                entries.add(entry);
            }
            for (JournalEvent event : batch.events()) {
                if (event.index() != events.size()) {
                    throw new IOException("event " + event.index() + " out of order");
                }
                events.add(event);
            }
            batch.snapshot().ifPresent(state -> snapshots.put(state.sequence(), state));
            batches++;
        }
        if (fate != Fate.WRITTEN) {
            throw new IOException("the disk is gone for a moment");
        }
    }
}
