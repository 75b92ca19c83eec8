// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.util.LinkedHashMap;
import java.util.Map;

/// Large records that were found whole lately. Threads: any.
///
/// They are not read twice, once to be checked and once to be handed out: what is handed out is
/// checked as it is read. What the first check is for, to mend or to refuse before an answer has
/// begun, was done a moment ago.
final class RecentChecks {
    private static final int MAX_RECORDS = 1 << 10;

    private final Map<RecordLocation, Boolean> records =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<RecordLocation, Boolean> eldest) {
                    return size() > MAX_RECORDS;
                }
            };

    synchronized boolean contains(RecordLocation location) {
        return records.get(location) != null;
    }

    synchronized void add(RecordLocation location) {
        records.put(location, true);
    }

    synchronized void remove(RecordLocation location) {
        records.remove(location);
    }
}
