// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.StoredBytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Small records that were asked for more than once lately, in memory as they were read and
/// checked: what many ask for is read from the drive once.
///
/// Each is kept with what the index said of its losses before it was found. As long as that is the
/// same, no record has gone since, so this one is still there; after that it has to be found again.
/// Threads: any.
final class HotRecords {
    /// Memory of all of them; given back when the node comes to rest.
    static final long MAX_BYTES = 16L << 20;

    // some minutes' worth of different records on a busy node, in 64 KB
    private static final int MAX_SEEN = 1 << 13;

    // guarded by this; oldest use first
    private final LinkedHashMap<RecordKey, Hot> records = new LinkedHashMap<>(16, 0.75f, true);
    private final long[] seen = new long[MAX_SEEN];
    private long bytes;

    private record Hot(RecordLocation location, CheckedBlock block, long losses) {}

    /// Opens a record, if nothing has gone since it was found.
    ///
    /// @param losses as the index says now
    Optional<StoredBytes> open(RecordKey key, long losses) {
        return opened(ready(key, losses));
    }

    /// Where the record is that [#open] would open; empty if it would not.
    Optional<RecordLocation> location(RecordKey key, long losses) {
        return Optional.ofNullable(ready(key, losses)).map(Hot::location);
    }

    private synchronized @Nullable Hot ready(RecordKey key, long losses) {
        Hot hot = records.get(key);
        return hot != null && hot.losses == losses ? hot : null;
    }

    /// Opens a record that was found.
    ///
    /// @param losses as the index said before
    Optional<StoredBytes> open(RecordKey key, RecordLocation location, long losses) {
        return opened(found(key, location, losses));
    }

    private synchronized @Nullable Hot found(RecordKey key, RecordLocation location, long losses) {
        Hot hot = records.get(key);
        if (hot == null) {
            return null;
        }
        if (!hot.location.equals(location)) {
            remove(key);
            return null;
        }
        Hot again = new Hot(location, hot.block, losses);
        records.put(key, again);
        return again;
    }

    private static Optional<StoredBytes> opened(@Nullable Hot hot) {
        // it may have been put out by others meanwhile
        return hot != null && hot.block.hold()
                ? Optional.of(new BlockBytes(hot.block))
                : Optional.empty();
    }

    /// Keeps a record that was read, if it has been before.
    void read(RecordKey key, RecordLocation location, long losses, CheckedBlock block) {
        if (isSeen(key) && block.hold()) {
            add(key, new Hot(location, block, losses));
        }
    }

    private synchronized boolean isSeen(RecordKey key) {
        long print = key.blobId().hash().word1() + 31L * key.space() | 1;
        int place = Long.hashCode(print * 0x9E3779B97F4A7C15L) & (MAX_SEEN - 1);
        boolean before = seen[place] == print;
        seen[place] = print;
        return before;
    }

    private synchronized void add(RecordKey key, Hot hot) {
        remove(key);
        records.put(key, hot);
        bytes += hot.block.memoryBytes();
        Iterator<Hot> oldest = records.values().iterator();
        while (bytes > MAX_BYTES && oldest.hasNext()) {
            CheckedBlock block = oldest.next().block;
            oldest.remove();
            bytes -= block.memoryBytes();
            block.letGo();
        }
    }

    private synchronized void remove(RecordKey key) {
        Hot hot = records.remove(key);
        if (hot != null) {
            bytes -= hot.block.memoryBytes();
            hot.block.letGo();
        }
    }

    /// Lets go of all of them.
    synchronized void clear() {
        records.values().forEach(hot -> hot.block.letGo());
        records.clear();
        bytes = 0;
    }
}
