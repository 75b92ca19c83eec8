// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is appended to a journal in one piece.
public final class JournalBatch {
    private final List<JournalEntry> entries;
    private final List<JournalEvent> events;
    private final @Nullable JournalSnapshot snapshot;

    private JournalBatch(
            List<JournalEntry> entries,
            List<JournalEvent> events,
            @Nullable JournalSnapshot snapshot) {
        this.entries = List.copyOf(entries);
        this.events = List.copyOf(events);
        this.snapshot = snapshot;
    }

    /// Commands and their events.
    public static JournalBatch of(List<JournalEntry> entries, List<JournalEvent> events) {
        return new JournalBatch(entries, events, null);
    }

    /// The same with the state after them.
    public JournalBatch with(JournalSnapshot state) {
        return new JournalBatch(entries, events, state);
    }

    /// Commands in order.
    public List<JournalEntry> entries() {
        return entries;
    }

    /// Their events in order.
    public List<JournalEvent> events() {
        return events;
    }

    /// The state after them, if it is kept.
    public Optional<JournalSnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }
}
