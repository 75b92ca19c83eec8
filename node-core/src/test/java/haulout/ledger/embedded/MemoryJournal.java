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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Fate fate(JournalBatch batch);
    }

    final List<JournalEntry> entries = new ArrayList<>();
    final List<JournalEvent> events = new ArrayList<>();
    private @Nullable JournalSnapshot snapshot;
    int batches;
    Weather weather = batch -> Fate.WRITTEN;

    @Override
    public synchronized Optional<JournalSnapshot> latestSnapshot() {
        return Optional.ofNullable(snapshot);
    }

    @Override
    public synchronized List<JournalEntry> entries(long fromSequence, int limit) {
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
    public synchronized void append(JournalBatch batch) throws IOException {
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
            batch.snapshot().ifPresent(state -> snapshot = state);
            batches++;
        }
        if (fate != Fate.WRITTEN) {
            throw new IOException("the disk is gone for a moment");
        }
    }
}
