// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The plainest index: everything in maps, each batch as a whole.
final class MemoryIndex implements SegmentIndex {
    private final TreeMap<RecordKey, RecordLocation> records = new TreeMap<>();
    private final TreeSet<RecordKey> lost = new TreeSet<>();
    private final Map<SegmentId, SegmentRow> segments = new LinkedHashMap<>();
    private final Map<Integer, DriveRow> drives = new TreeMap<>();
    private long nextSequence = 1;
    private Commit commit = () -> {};

    /// What happens at a commit: the power may go.
    interface Commit {
        void run() throws IOException;
    }

    void onCommit(Commit newCommit) {
        commit = newCommit;
    }

    synchronized MemoryIndex copy() {
        MemoryIndex copy = new MemoryIndex();
        copy.records.putAll(records);
        copy.lost.addAll(lost);
        copy.segments.putAll(segments);
        copy.drives.putAll(drives);
        copy.nextSequence = nextSequence;
        return copy;
    }

    @Override
    public synchronized State load() {
        return new State(
                List.copyOf(drives.values()), List.copyOf(segments.values()), nextSequence);
    }

    @Override
    public synchronized Optional<RecordLocation> find(RecordKey key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public synchronized List<RecordKey> keys(int space, BlobId from, int limit) {
        return records.tailMap(new RecordKey(space, from)).keySet().stream()
                .takeWhile(key -> key.space() == space)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Integer> nextSpace(int from) {
        return records.keySet().stream()
                .map(RecordKey::space)
                .filter(space -> space >= from)
                .findFirst();
    }

    @Override
    public synchronized List<RecordKey> lost(RecordKey from, int limit) {
        return lost.tailSet(from).stream().limit(limit).toList();
    }

    @Override
    public synchronized Map<RecordKey, RecordLocation> onDrive(
            int drive, RecordKey from, int limit) {
        Map<RecordKey, RecordLocation> found = new LinkedHashMap<>();
        for (Map.Entry<RecordKey, RecordLocation> entry : records.tailMap(from).entrySet()) {
            if (found.size() < limit && entry.getValue().drive() == drive) {
                found.put(entry.getKey(), entry.getValue());
            }
        }
        return found;
    }

    @Override
    public synchronized void apply(Batch batch) throws StoreException {
        try {
            commit.run();
        } catch (IOException e) {
            throw new StoreException("index", e);
        }
        batch.changes()
                .forEach((key, change) -> {
                    records.remove(key);
                    lost.remove(key);
                    switch (change) {
                        case Change.Stored its -> records.put(key, its.location());
                        case Change.Gone its -> {}
                        case Change.Lost its -> lost.add(key);
                    }
                });
        batch.removedSegments().forEach(segments::remove);
        batch.segments().forEach(row -> segments.put(row.id(), row));
        batch.drives().forEach(row -> drives.put(row.ordinal(), row));
        nextSequence = batch.nextSequence();
    }

    synchronized List<SegmentRow> rows() {
        return new ArrayList<>(segments.values());
    }
}
