// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.ledger.IndexedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The newest events. Guarded by its owner's lock.
final class RecentEvents {
    private final int limit;
    private long first;
    private List<IndexedEvent> events = new ArrayList<>();

    /// @param limit how many are kept at least
    /// @param end how many events there were before
    RecentEvents(int limit, long end) {
        this.limit = limit;
        this.first = end;
    }

    /// How many events there have been.
    long end() {
        return first + events.size();
    }

    void add(List<IndexedEvent> more) {
        for (IndexedEvent event : more) {
            if (event.index() != end()) {
                throw new IllegalStateException(
                        "event " + event.index() + " where " + end() + " is due");
            }
            events.add(event);
        }
        // because cutting at every event would copy all of them each time
        if (events.size() > 2 * limit) {
            int cut = events.size() - limit;
            events = new ArrayList<>(events.subList(cut, events.size()));
            first += cut;
        }
    }

    /// Events from an index on, empty if they are no longer here.
    Optional<List<IndexedEvent>> from(long index, int most) {
        if (index < first) {
            return Optional.empty();
        }
        int start = (int) Math.min(index - first, events.size());
        int end = Math.min(start + most, events.size());
        return Optional.of(List.copyOf(events.subList(start, end)));
    }
}
