// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentFormat.Identity;
import haulout.store.segment.SegmentIndex.SegmentId;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes the records of one drive: takes all that wait, writes them one after another, forces the
/// file once, makes them known, and lets their writers go.
///
/// One task at a time runs on the executor, as long as something waits; whoever comes meanwhile is
/// in the next group.
final class Appender {
    /// Writers and tombstones that may wait; beyond this they wait for a place.
    private static final int MAX_WAITING = 4096;

    // records are gathered here, so that a group of small ones is few writes
    private static final int STAGE_BYTES = 1 << 19;

    private final Drive drive;
    private final int ordinal;
    private final int driveTag;
    private final SegmentFiles files;
    private final SegmentConfig config;
    private final RecordIndex index;
    private final StoreCounters counters;
    private final Segments segments;
    private final InstantSource clock;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Append> waiting = new ArrayDeque<>();
    private final Gathering gathering = new Gathering(lock);
    private final Gathering.Queue queue =
            new Gathering.Queue() {
                @Override
                public int count() {
                    return waiting.size();
                }

                @Override
                public long firstBytes() {
                    return waiting.isEmpty() ? 0 : waiting.element().diskBytes();
                }
            };
    private boolean running;
    private boolean closed;

    // of the task that runs
    private @Nullable ByteBuffer stage;
    private @Nullable Active active;
    private int lastNumber;
    private volatile boolean failed;
    private volatile int failedFrom;

    /// Told of what happens to whole segments. With no lock held.
    interface Segments {
        /// A segment has all its records and its footer on the drive.
        void sealed(int number);

        /// The index has enough to write.
        void published(long recordBytes);
    }

    /// The segment that takes records.
    private static final class Active {
        private final int number;
        private final OpenFile file;
        private final List<SegmentEntry> entries = new ArrayList<>();
        private long entriesFrom;
        private int recordCount;
        private long end;
        private long flushed;
        private long staged;

        private Active(int number, OpenFile file, long end) {
            this.number = number;
            this.file = file;
            this.end = end;
            this.flushed = end;
            this.staged = end;
            this.entriesFrom = end;
        }
    }

    private record Written(Append append, RecordHeader header) {}

    Appender(
            Drive drive,
            int ordinal,
            SegmentFiles files,
            SegmentConfig config,
            RecordIndex index,
            StoreCounters counters,
            Segments segments,
            InstantSource clock,
            Executor executor) {
        this.drive = drive;
        this.ordinal = ordinal;
        this.driveTag = RecordFormat.driveTag(drive.id());
        this.files = files;
        this.config = config;
        this.index = index;
        this.counters = counters;
        this.segments = segments;
        this.clock = clock;
        this.executor = executor;
    }

    /// Takes over from a recovery: nothing is being written.
    ///
    /// @param lastNumber the highest number in use
    /// @param open the segment to go on with, null if the next record begins a new one
    void start(int lastNumber, @Nullable Tail open) {
        closeActive();
        this.lastNumber = lastNumber;
        if (open != null) {
            active = new Active(lastNumber, open.file(), open.end());
            active.recordCount = open.recordCount();
        }
    }

    /// All is in order again, after a write had failed.
    void recovered() {
        failed = false;
    }

    private void failed() {
        if (!failed) {
            Active now = active;
            failedFrom = now == null ? lastNumber + 1 : now.number;
            failed = true;
        }
    }

    /// The first segment whose end may be torn, if [#hasFailed].
    int failedFrom() {
        return failedFrom;
    }

    /// An unsealed segment.
    ///
    /// @param file open for writing; whoever has this closes it
    /// @param end of its last record
    /// @param recordCount how many records it has
    record Tail(OpenFile file, long end, int recordCount) {}

    /// Gives a record to the next group.
    void submit(Append append) throws InterruptedException {
        boolean start;
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= MAX_WAITING && !closed) {
                changed.await();
            }
            if (closed) {
                append.fail(new DriveUnavailableException("the store is closed"));
                return;
            }
            waiting.add(append);
            gathering.arrived(waiting.size());
            start = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            start();
        }
    }

    /// Has what waits written; [#running] is set. Where nobody can do it (no more threads, or the
    /// executor is closed), all that waits fails: nobody may wait for a task that never comes.
    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            counters.writeFailures.increment();
            giveUpWaiting(new StoreException("nobody can write to " + drive.root(), e));
        }
    }

    private void giveUpWaiting(StoreException cause) {
        lock.lock();
        try {
            running = false;
            for (Append append = waiting.poll(); append != null; append = waiting.poll()) {
                if (append.take()) {
                    append.fail(cause);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Adds to what waits, from inside a publication: the task that runs takes it next.
    void submitLater(Append append) {
        lock.lock();
        try {
            waiting.add(append);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Append> group = new ArrayList<>();
        boolean ended = false;
        try {
            gathering.begins();
            while (true) {
                group.clear();
                takeGroup(group);
                if (group.isEmpty()) {
                    ended = true;
                    return;
                }
                int count = group.size();
                long start = System.nanoTime();
                write(group);
                gathering.ended(count, System.nanoTime() - start);
            }
        } finally {
            if (!ended) {
                broken(group);
            }
        }
    }

    /// An error of the program, or no memory, has ended the task: whoever waits is told, and
    /// another task goes on with what came meanwhile. Each gets further by a group at least.
    private void broken(List<Append> group) {
        failed(); // where in the segment it was is not known any more
        closeActive();
        StoreException cause = new StoreException("the writer of " + drive.root() + " broke off");
        for (Append append : group) {
            append.fail(cause); // nothing, for those that are done
        }
        if (group.isEmpty()) {
            giveUpWaiting(cause);
            return;
        }
        boolean more;
        lock.lock();
        try {
            more = !waiting.isEmpty();
            running = more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (more) {
            start();
        }
    }

    private void takeGroup(List<Append> group) {
        lock.lock();
        try {
            gathering.await(queue);
            long bytes = 0;
            while (!waiting.isEmpty()
                    && (group.isEmpty()
                            || bytes + waiting.element().diskBytes() <= config.groupBytes())) {
                Append next = waiting.element();
                group.add(next); // first: what is taken and in no list would wait for ever
                waiting.remove();
                if (next.take()) {
                    bytes += next.diskBytes();
                } else {
                    group.removeLast();
                }
            }
            if (group.isEmpty()) {
                running = false;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Refuses what comes from now on and waits for what is being written.
    void close() {
        lock.lock();
        try {
            closed = true;
            while (running) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        closeActive();
    }

    /// Waits until nothing is being written; what comes meanwhile waits until `work` is done.
    void pause(Pause work) throws IOException, StoreException, InterruptedException {
        lock.lock();
        try {
            while (running) {
                changed.await();
            }
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            work.run();
        } finally {
            boolean more;
            lock.lock();
            try {
                more = !waiting.isEmpty();
                running = more;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (more) {
                start();
            }
        }
    }

    /// What runs while nothing is written.
    @FunctionalInterface
    interface Pause {
        void run() throws IOException, StoreException, InterruptedException;
    }

    private void write(List<Append> group) {
        ArrayDeque<Append> open = new ArrayDeque<>(group);
        if (!drive.isWritable()) {
            // nothing was begun: the open segment stays as it is
            StoreException refusal =
                    new DriveUnavailableException(
                            "drive " + drive.root() + " takes no writes at present");
            open.forEach(append -> append.fail(refusal));
            return;
        }
        try {
            List<Written> written = new ArrayList<>(group.size());
            for (Append append : group) {
                if (!fits(append)) {
                    flush(written, open);
                    seal();
                }
                written.add(new Written(append, stage(append)));
            }
            flush(written, open);
        } catch (IOException e) {
            fail(open, e);
        } catch (RuntimeException | Error e) {
            fail(open, new IOException("an error of the program", e));
            throw e;
        }
    }

    private void fail(ArrayDeque<Append> open, IOException cause) {
        StoreException failure =
                cause instanceof StoreException known
                        ? known
                        : new DriveUnavailableException("drive " + drive.root(), cause);
        try {
            if (!(cause instanceof StoreException)) {
                counters.writeFailures.increment();
                failed();
                closeActive();
                failure = drive.writeFailed(cause);
            }
        } finally { // whoever waits is told, whatever else goes wrong
            for (Append append : open) {
                append.fail(failure);
            }
        }
    }

    private boolean fits(Append append) {
        Active now = active;
        return now == null
                || now.end == SegmentFormat.HEADER_BYTES
                || (now.recordCount < config.segmentRecords()
                        && now.end + append.diskBytes() <= config.segmentBytes());
    }

    private RecordHeader stage(Append append) throws IOException {
        Active now = active;
        if (now == null) {
            now = begin();
        }
        RecordHeader header = append.header(now.number, now.end, now.flushed, driveTag);
        ByteBuffer out = RecordFormat.allocate(RecordFormat.HEADER_BYTES);
        RecordFormat.write(header, out);
        put(now, out.flip());
        put(now, append.table());
        put(now, append.payload());
        int used = RecordFormat.payloadOffset(header.payloadBytes()) + header.payloadBytes();
        put(now, ByteBuffer.allocate(Math.toIntExact(append.diskBytes() - used)));
        now.end = header.end();
        now.recordCount++;
        if (append.kind() != RecordKind.SEAL) {
            now.entries.add(SegmentEntry.of(header));
        }
        return header;
    }

    private void put(Active now, ByteBuffer bytes) throws IOException {
        ByteBuffer out = stage;
        if (out == null) {
            out = ByteBuffer.allocateDirect(STAGE_BYTES);
            stage = out;
        }
        while (bytes.hasRemaining()) {
            int count = Math.min(out.remaining(), bytes.remaining());
            out.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            if (!out.hasRemaining()) {
                writeStage(now, out);
            }
        }
    }

    private void writeStage(Active now, ByteBuffer out) throws IOException {
        out.flip();
        int count = out.remaining();
        now.file.write(now.staged, out);
        now.staged += count;
        out.clear();
    }

    private void force(Active now) throws IOException {
        ByteBuffer out = stage;
        if (out != null && out.position() > 0) {
            writeStage(now, out);
        }
        now.file.force();
        now.flushed = now.end;
        counters.flushes.increment();
    }

    // a group is known only when all of it is on the drive
    private void flush(List<Written> written, ArrayDeque<Append> open) throws IOException {
        Active now = active;
        if (written.isEmpty() || now == null) {
            return;
        }
        force(now);
        counters.group(written.size());
        long bytes = 0;
        Map<Append, StoreException> unknown = new HashMap<>();
        index.lock().lock();
        try {
            // first: whatever happens to those that follow, what is known by then is not cut off
            // when the drive is put in order
            index.segmentIs(new SegmentId(ordinal, now.number), SegmentPhase.OPEN, now.end);
            for (Written one : written) {
                bytes += one.append().diskBytes();
                publish(one, unknown);
            }
            index.reached(ordinal, now.number, now.end);
        } finally {
            index.lock().unlock();
        }
        counters.writtenBytes.add(bytes);
        for (Written one : written) {
            open.remove(one.append());
            StoreException failure = unknown.get(one.append());
            if (failure == null) {
                one.append().succeed();
            } else {
                one.append().fail(failure);
            }
        }
        written.clear();
        segments.published(bytes);
    }

    // where the index fails, one record is dead that nobody was told of; the others are not
    private void publish(Written one, Map<Append, StoreException> unknown) {
        try {
            one.append().publish(one.header().location(ordinal));
        } catch (StoreException e) {
            unknown.put(one.append(), e);
        } catch (InterruptedException e) {
            // nobody interrupts this thread
            Thread.currentThread().interrupt();
            unknown.put(
                    one.append(),
                    new StoreException("interrupted while a record was made known", e));
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the segment
    private Active begin() throws IOException {
        if (!drive.checkMarker()) { // an empty mount point is never filled
            throw new DriveUnavailableException("drive " + drive.root() + " is not there");
        }
        int number = lastNumber + 1;
        OpenFile file = files.files().create(files.path(number));
        lastNumber = number;
        boolean begun = false;
        try {
            Identity identity = new Identity(number, drive.id());
            file.write(0, SegmentFormat.header(identity, clock.instant().getEpochSecond()));
            file.force();
            files.files().forceDirectory(files.folder());
            begun = true;
        } finally {
            if (!begun) {
                file.close();
            }
        }
        Active now = new Active(number, file, SegmentFormat.HEADER_BYTES);
        active = now;
        return now;
    }

    /// Writes the footer, once all records are on the drive: a footer that can be read says that
    /// the records before it were flushed.
    private void seal() throws IOException {
        Active now = active;
        if (now == null) {
            return;
        }
        complete(now);
        ByteBuffer footer = RecordFormat.allocate(now.entries.size() * SegmentFormat.ENTRY_BYTES);
        now.entries.forEach(entry -> SegmentFormat.writeEntry(entry, footer));
        Append seal =
                new Append(
                        RecordKind.SEAL,
                        SegmentFormat.NO_KEY,
                        index.takeSequence(),
                        footer.flip(),
                        location -> {});
        RecordHeader header = stage(seal);
        put(now, SegmentFormat.trailer(now.number, header.position()));
        now.end += SegmentFormat.TRAILER_BYTES;
        force(now);
        index.lock().lock();
        try {
            SegmentId id = new SegmentId(ordinal, now.number);
            index.segmentIs(id, SegmentPhase.SEALED, now.end);
            index.reached(ordinal, now.number, now.end);
        } finally {
            index.lock().unlock();
        }
        closeActive();
        counters.sealedSegments.increment();
        segments.sealed(now.number);
    }

    // after a start, the records from before it are read back from the file
    private void complete(Active now) throws IOException {
        if (now.entriesFrom == SegmentFormat.HEADER_BYTES) {
            return;
        }
        List<SegmentEntry> earlier = new ArrayList<>();
        SegmentScan scan =
                new SegmentScan(now.file, driveTag, now.number, SegmentFormat.HEADER_BYTES);
        while (scan.position() < now.entriesFrom) {
            SegmentScan.Found found = scan.nextHeader().orElse(null);
            if (found == null || found.header().position() >= now.entriesFrom) {
                break;
            }
            if (found.header().kind() != RecordKind.SEAL) {
                earlier.add(SegmentEntry.of(found.header()));
            }
        }
        now.entries.addAll(0, earlier);
        now.entriesFrom = SegmentFormat.HEADER_BYTES;
    }

    /// Seals the open segment, whatever its size; while nothing is written.
    void sealNow() throws IOException {
        Active now = active;
        if (now != null) {
            seal();
        }
    }

    /// Whether a write failed since all was in order.
    boolean hasFailed() {
        return failed;
    }

    private void closeActive() {
        Active now = active;
        active = null;
        ByteBuffer out = stage;
        if (out != null) {
            out.clear();
        }
        if (now != null) {
            try {
                now.file.close();
            } catch (IOException e) {
                counters.writeFailures.increment(); // all that counts was forced before
            }
        }
    }
}
