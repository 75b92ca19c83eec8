// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.store.StoreException;
import haulout.store.drive.DriveId;
import haulout.store.segment.SegmentIndex.Batch;
import haulout.store.segment.SegmentIndex.Change;
import haulout.store.segment.SegmentIndex.DriveRow;
import haulout.store.segment.SegmentIndex.SegmentId;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import haulout.store.segment.SegmentIndex.SegmentRow;
import haulout.store.segment.SegmentIndex.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where records are, with what the table does not have yet kept in memory, and how full each
/// segment is.
///
/// Changes are made under one lock, so that a record has one place at any moment. They go to the
/// current generation; [#flush] freezes it, writes it to the table, and lets go of it. A lookup
/// asks the current generation, the frozen one, the table.
final class RecordIndex {
    // some 100 bytes each
    private static final int MAX_ABSENT = 1 << 13;

    // keys that are learned in one read
    private static final int LEARN_PAGE = 1 << 12;

    private final SegmentIndex table;
    private volatile @Nullable KeyFilter filter;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile Generations generations =
            new Generations(new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
    private final AtomicLong nextSequence = new AtomicLong();

    // guarded by lock
    private final Map<SegmentId, Fill> fills = new HashMap<>();
    private final Map<Integer, DriveRow> drives = new TreeMap<>();
    private final List<SegmentId> removed = new ArrayList<>();
    private final Map<Integer, Long> fileBytes = new ConcurrentHashMap<>();
    private boolean drivesChanged;
    private int changeCount;

    // guarded by flushing
    private @Nullable Batch unwritten;

    private final AtomicLong waitingCount = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicLong returns = new AtomicLong();

    /// Keys that the table does not have, as of its last change.
    private volatile Set<RecordKey> absent = ConcurrentHashMap.newKeySet();

    private record Generations(
            ConcurrentSkipListMap<RecordKey, Change> current,
            ConcurrentSkipListMap<RecordKey, Change> frozen) {
        @Nullable Change change(RecordKey key) {
            Change change = current.get(key);
            return change != null ? change : frozen.get(key);
        }
    }

    private static final class Fill {
        private SegmentPhase phase;
        private long byteCount;
        private long liveCount;
        private long liveBytes;
        private long tombstoneBytes;
        private boolean changed = true;

        private Fill(SegmentPhase phase) {
            this.phase = phase;
        }
    }

    RecordIndex(SegmentIndex table) throws StoreException, InterruptedException {
        this.table = table;
        State state = table.load();
        nextSequence.set(Math.max(1, state.nextSequence()));
        for (DriveRow row : state.drives()) {
            drives.put(row.ordinal(), row);
        }
        for (SegmentRow row : state.segments()) {
            Fill fill = new Fill(row.phase());
            fill.byteCount = row.byteCount();
            fill.liveCount = row.liveCount();
            fill.liveBytes = row.liveBytes();
            fill.tombstoneBytes = row.tombstoneBytes();
            fill.changed = false;
            fills.put(row.id(), fill);
            fileBytes.merge(row.id().drive(), row.byteCount(), Long::sum);
        }
    }

    ReentrantLock lock() {
        return lock;
    }

    long takeSequence() {
        return nextSequence.getAndIncrement();
    }

    void sawSequence(long sequence) {
        nextSequence.accumulateAndGet(sequence + 1, Math::max);
    }

    /// Changes that the table does not have yet.
    long waitingCount() {
        return waitingCount.get();
    }

    /// Changes whenever a record goes, after it has: as long as it is what it was before a record
    /// was found, the record is still there.
    long losses() {
        return losses.get();
    }

    /// Changes whenever a lost record is taken back: as long as it is what it was before a record
    /// was not found, nobody but its writer has stored it.
    long returns() {
        return returns.get();
    }

    Optional<RecordLocation> find(RecordKey key) throws StoreException, InterruptedException {
        Change change = generations.change(key);
        if (change == null) {
            return findInTable(key);
        }
        return change instanceof Change.Stored stored
                ? Optional.of(stored.location())
                : Optional.empty();
    }

    /// Whether it is time to [#learnKeys], for the first time or because there are many more.
    boolean wantsToLearn() {
        KeyFilter learned = filter;
        return learned == null || learned.isFull();
    }

    /// Learns which keys the table has; until it has, the table is asked for each. By one at a
    /// time.
    ///
    /// @param goesOn asked now and then
    void learnKeys(BooleanSupplier goesOn) throws StoreException, InterruptedException {
        KeyFilter before = filter;
        KeyFilter learned = before == null ? new KeyFilter() : before.larger();
        while (goesOn.getAsBoolean() && !isLearned(learned, goesOn)) {
            learned = learned.larger();
        }
    }

    /// Returns whether all keys found room, or nobody wants to know any more.
    private boolean isLearned(KeyFilter learned, BooleanSupplier goesOn)
            throws StoreException, InterruptedException {
        flushing.lock(); // what the table gets is either there when it is read, or told
        try {
            filter = learned;
        } finally {
            flushing.unlock();
        }
        Optional<Integer> space = table.nextSpace(RecordKey.METADATA_SPACE);
        while (space.isPresent()) {
            List<BlobId> page = blobs(space.get(), ZERO);
            while (!page.isEmpty()) {
                if (!goesOn.getAsBoolean()) {
                    return true;
                }
                if (learned.isFull()) {
                    return false;
                }
                for (BlobId blob : page) {
                    learned.add(new RecordKey(space.get(), blob));
                }
                page = page.size() < LEARN_PAGE ? List.of() : blobs(space.get(), page.getLast());
            }
            space = table.nextSpace(space.get() + 1);
        }
        learned.complete();
        return true;
    }

    private List<BlobId> blobs(int space, BlobId from) throws StoreException, InterruptedException {
        return table.keys(space, from, LEARN_PAGE).stream().map(RecordKey::blobId).toList();
    }

    // who stores a record asks twice whether it is there
    private Optional<RecordLocation> findInTable(RecordKey key)
            throws StoreException, InterruptedException {
        KeyFilter learned = filter;
        if (learned != null && !learned.mayHave(key)) {
            return Optional.empty();
        }
        Set<RecordKey> missing = absent;
        if (missing.contains(key)) {
            return Optional.empty();
        }
        Optional<RecordLocation> found = table.find(key);
        if (found.isEmpty() && missing.size() < MAX_ABSENT) {
            missing.add(key);
        }
        return found;
    }

    List<RecordKey> keys(int space, BlobId from, int limit)
            throws StoreException, InterruptedException {
        Listing listing =
                new Listing(
                        (first, count) -> table.keys(space, first.blobId(), count),
                        Change.Stored.class);
        RecordKey end = after(new RecordKey(space, LAST));
        return listing.page(generations, new RecordKey(space, from), end, limit);
    }

    List<RecordKey> listLost(RecordKey first, int limit)
            throws StoreException, InterruptedException {
        return new Listing(table::lost, Change.Lost.class).page(generations, first, null, limit);
    }

    private static final BlobId ZERO = new BlobId(Hash32.ZERO);
    private static final BlobId LAST = new BlobId(new Hash32(-1, -1, -1, -1));

    /// Spaces that have a record.
    List<Integer> spaces() throws StoreException, InterruptedException {
        List<Integer> spaces = new ArrayList<>();
        int next = 0;
        while (true) {
            Generations now = generations;
            Optional<Integer> inTable = table.nextSpace(next);
            Optional<Integer> waiting = firstStored(now, next);
            if (inTable.isEmpty() && waiting.isEmpty()) {
                return spaces;
            }
            int space =
                    Math.min(inTable.orElse(Integer.MAX_VALUE), waiting.orElse(Integer.MAX_VALUE));
            if (!keys(space, ZERO, 1).isEmpty()) {
                spaces.add(space);
            }
            next = space + 1;
        }
    }

    private static Optional<Integer> firstStored(Generations now, int from) {
        int first = Integer.MAX_VALUE;
        for (NavigableMap<RecordKey, Change> map : List.of(now.current(), now.frozen())) {
            for (Map.Entry<RecordKey, Change> entry :
                    map.tailMap(new RecordKey(from, ZERO), true).entrySet()) {
                if (entry.getValue() instanceof Change.Stored) {
                    first = Math.min(first, entry.getKey().space());
                    break;
                }
            }
        }
        return first == Integer.MAX_VALUE ? Optional.empty() : Optional.of(first);
    }

    /// Pages of the table, with the changes laid over them.
    private record Listing(Source source, Class<? extends Change> wanted) {
        interface Source {
            List<RecordKey> page(RecordKey from, int limit)
                    throws StoreException, InterruptedException;
        }

        List<RecordKey> page(
                Generations generations, RecordKey from, @Nullable RecordKey end, int limit)
                throws StoreException, InterruptedException {
            List<RecordKey> keys = new ArrayList<>();
            RecordKey first = from;
            while (keys.size() < limit) {
                List<RecordKey> base = source.page(first, limit);
                boolean last = base.size() < limit;
                TreeMap<RecordKey, Boolean> merged = new TreeMap<>();
                base.forEach(key -> merged.put(key, true));
                RecordKey until = last ? null : base.getLast();
                overlay(generations.frozen(), first, until, end, merged);
                overlay(generations.current(), first, until, end, merged);
                merged.forEach((key, present) -> {
                    if (present && keys.size() < limit) {
                        keys.add(key);
                    }
                });
                if (until == null) {
                    break;
                }
                first = after(until);
            }
            return keys;
        }

        private void overlay(
                NavigableMap<RecordKey, Change> changes,
                RecordKey first,
                @Nullable RecordKey until,
                @Nullable RecordKey end,
                TreeMap<RecordKey, Boolean> merged) {
            NavigableMap<RecordKey, Change> tail =
                    until != null
                            ? changes.subMap(first, true, until, true)
                            : end != null
                                    ? changes.subMap(first, true, end, false)
                                    : changes.tailMap(first, true);
            tail.forEach((key, change) -> merged.put(key, wanted.isInstance(change)));
        }
    }

    /// The key right after another one.
    static RecordKey after(RecordKey key) {
        byte[] bytes = key.blobId().toBytes();
        for (int at = bytes.length - 1; at >= 0; at--) {
            if (++bytes[at] != 0) {
                return new RecordKey(key.space(), BlobId.of(bytes));
            }
        }
        return new RecordKey(key.space() + 1, ZERO);
    }

    // changes; the caller holds the lock

    private void put(RecordKey key, Change change) {
        if (generations.current().put(key, change) == null) {
            changeCount++;
            waitingCount.incrementAndGet();
        }
    }

    void stored(RecordKey key, RecordLocation location, boolean mayReplace)
            throws StoreException, InterruptedException {
        if (mayReplace) {
            find(key).ifPresent(this::subtract);
        }
        put(key, new Change.Stored(location));
        add(location);
    }

    /// Moves a record that is still where it was.
    ///
    /// @return false if it is not
    boolean moved(RecordKey key, RecordLocation from, RecordLocation to)
            throws StoreException, InterruptedException {
        if (!find(key).equals(Optional.of(from))) {
            return false;
        }
        stored(key, to, true);
        return true;
    }

    /// Forgets a record that is at a place, or is lost.
    Optional<RecordLocation> removed(RecordKey key) throws StoreException, InterruptedException {
        Optional<RecordLocation> location = find(key);
        location.ifPresent(this::subtract);
        put(key, new Change.Gone());
        losses.incrementAndGet();
        return location;
    }

    /// Marks a record lost, if it still is at a place.
    boolean lost(RecordKey key, RecordLocation location)
            throws StoreException, InterruptedException {
        if (!find(key).equals(Optional.of(location))) {
            return false;
        }
        subtract(location);
        put(key, new Change.Lost());
        losses.incrementAndGet();
        return true;
    }

    /// Takes a lost record back, if it is lost.
    boolean found(RecordKey key, RecordLocation location)
            throws StoreException, InterruptedException {
        lock.lock();
        try {
            if (!listLost(key, 1).equals(List.of(key))) {
                return false;
            }
            stored(key, location, false);
            returns.incrementAndGet();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(RecordLocation location) {
        Fill fill = fill(new SegmentId(location.drive(), location.segment()));
        fill.liveCount++;
        fill.liveBytes += location.diskBytes();
        fill.changed = true;
    }

    private void subtract(RecordLocation location) {
        Fill fill = fill(new SegmentId(location.drive(), location.segment()));
        fill.liveCount--;
        fill.liveBytes -= location.diskBytes();
        fill.changed = true;
    }

    private Fill fill(SegmentId id) {
        return fills.computeIfAbsent(id, absent -> new Fill(SegmentPhase.OPEN));
    }

    void segmentIs(SegmentId id, SegmentPhase phase, long byteCount) {
        Fill fill = fill(id);
        fill.phase = phase;
        fileBytes.merge(id.drive(), byteCount - fill.byteCount, Long::sum);
        fill.byteCount = byteCount;
        fill.changed = true;
    }

    void addTombstones(SegmentId id, long bytes) {
        Fill fill = fill(id);
        fill.tombstoneBytes += bytes;
        fill.changed = true;
    }

    void segmentGone(SegmentId id) {
        Fill fill = fills.remove(id);
        if (fill != null) {
            fileBytes.merge(id.drive(), -fill.byteCount, Long::sum);
            removed.add(id);
        }
    }

    /// All records up to here are known to this index.
    void reached(int ordinal, int segment, long position) {
        DriveRow row = drives.get(ordinal);
        if (row == null) {
            throw new IllegalStateException("drive " + ordinal + " has no row");
        }
        if (segment > row.checkpointSegment()
                || (segment == row.checkpointSegment() && position > row.checkpointPosition())) {
            drives.put(ordinal, new DriveRow(ordinal, row.drive(), segment, position));
            drivesChanged = true;
        }
    }

    /// The row of a drive, made if it is new.
    DriveRow row(DriveId drive) {
        for (DriveRow row : drives.values()) {
            if (row.drive().equals(drive)) {
                return row;
            }
        }
        DriveRow row = new DriveRow(drives.size(), drive, 0, 0);
        drives.put(row.ordinal(), row);
        drivesChanged = true;
        return row;
    }

    /// The drives that the index knows, listed or not.
    List<DriveRow> drives() {
        return List.copyOf(drives.values());
    }

    /// How full the segments of a drive are.
    List<SegmentRow> segments(int drive) {
        List<SegmentRow> rows = new ArrayList<>();
        fills.forEach((id, fill) -> {
            if (id.drive() == drive) {
                rows.add(row(id, fill));
            }
        });
        return rows;
    }

    /// What the segments of a drive take. Without the lock.
    long segmentBytes(int drive) {
        return fileBytes.getOrDefault(drive, 0L);
    }

    private static SegmentRow row(SegmentId id, Fill fill) {
        return new SegmentRow(
                id,
                fill.phase,
                fill.byteCount,
                fill.liveCount,
                fill.liveBytes,
                fill.tombstoneBytes);
    }

    /// Records of a drive in the table; everything waiting was flushed before.
    Map<RecordKey, RecordLocation> onDrive(int drive, RecordKey from, int limit)
            throws StoreException, InterruptedException {
        return table.onDrive(drive, from, limit);
    }

    /// Writes all that was waiting when this was called to the table. Without the lock.
    void flush() throws StoreException, InterruptedException {
        flushing.lock();
        try {
            Batch before = unwritten;
            if (before
                    != null) { // could not be written the last time; what came since is not in it
                write(before);
            }
            Batch batch = freeze();
            if (batch != null) {
                write(batch);
            }
        } finally {
            flushing.unlock();
        }
    }

    private void write(Batch batch) throws StoreException, InterruptedException {
        unwritten = batch;
        tellFilter(batch);
        table.apply(batch);
        unwritten = null;
        // before the changes are let go of: who finds them there no more must ask the table
        absent = ConcurrentHashMap.newKeySet();
        lock.lock();
        try {
            generations = new Generations(generations.current(), new ConcurrentSkipListMap<>());
            waitingCount.addAndGet(-batch.changes().size());
        } finally {
            lock.unlock();
        }
    }

    private void tellFilter(Batch batch) {
        KeyFilter learned = filter;
        if (learned != null) {
            batch.changes()
                    .forEach((key, change) -> {
                        if (change instanceof Change.Stored) {
                            learned.add(key);
                        }
                    });
        }
    }

    private @Nullable Batch freeze() {
        lock.lock();
        try {
            List<SegmentRow> rows = new ArrayList<>();
            fills.forEach((id, fill) -> {
                if (fill.changed) {
                    rows.add(row(id, fill));
                    fill.changed = false;
                }
            });
            if (changeCount == 0 && rows.isEmpty() && removed.isEmpty() && !drivesChanged) {
                return null;
            }
            ConcurrentSkipListMap<RecordKey, Change> frozen = generations.current();
            generations = new Generations(new ConcurrentSkipListMap<>(), frozen);
            Batch batch =
                    new Batch(
                            frozen,
                            rows,
                            List.copyOf(removed),
                            List.copyOf(drives.values()),
                            nextSequence.get());
            removed.clear();
            drivesChanged = false;
            changeCount = 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
