// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.core.BlobId;
import haulout.store.BlobRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The records that were asked for lately: every request of a blob asks for its record.
///
/// A reader takes the generation before it reads and gives it back with what it read; what a writer
/// has changed in between is not kept. Thread-safe.
final class RecentRecords {
    // a record takes some 300 bytes
    private static final int MAX_RECORDS = 1 << 14;

    private final Map<BlobId, BlobRecord> records =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<BlobId, BlobRecord> eldest) {
                    return size() > MAX_RECORDS;
                }
            };
    private long generation;

    synchronized Optional<BlobRecord> get(BlobId blobId) {
        return Optional.ofNullable(records.get(blobId));
    }

    synchronized long generation() {
        return generation;
    }

    synchronized void put(BlobId blobId, BlobRecord record, long readIn) {
        if (readIn == generation) {
            records.put(blobId, record);
        }
    }

    /// Called after a write, whatever became of it.
    synchronized void forget(Collection<BlobId> blobs) {
        generation++;
        blobs.forEach(records::remove);
    }
}
