// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import haulout.core.NodeId;
import haulout.store.DriveUnavailableException;
import haulout.store.drive.DriveAlert.Level;
import haulout.store.file.FileLayer;
import haulout.store.file.FileLayer.Room;
import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One lent drive: whether the right one is there, whether it takes writes, how much room it has.
///
/// Threads: any. [#tick] is called by the node's timer, on a thread that may block.
public final class Drive {
    /// How often the marker is read and compared at least.
    public static final Duration MARKER_INTERVAL = Duration.ofSeconds(60);

    /// How often the marker is looked at, so that a pulled drive is known in 10 s.
    public static final Duration PRESENCE_INTERVAL = Duration.ofSeconds(5);

    /// How old a figure of free space may be.
    public static final Duration ROOM_MAX_AGE = Duration.ofSeconds(10);

    // how often writing is tried again on a drive that refused it
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

    private static final Duration SLOW_PROBE = Duration.ofSeconds(2);
    private static final int SLOW_PROBES = 3;

    // errors in a day that mean the drive may be wearing out
    private static final long MANY_ERRORS = 10;
    private static final Duration ERROR_WINDOW = Duration.ofDays(1);

    private static final int PROBE_BYTES = 4096;

    private final LentDrive lent;
    private final NodeId node;
    private final FileLayer files;
    private final InstantSource clock;
    private final DriveListener listener;
    private final List<LongSupplier> usage = new CopyOnWriteArrayList<>();
    private final List<Supplier<List<Sample>>> samples = new CopyOnWriteArrayList<>();
    private final AtomicLong overheadBytes = new AtomicLong();
    private final ReadDoubts doubts;

    private final Map<DriveCheck, DriveAlert> alerts = new EnumMap<>(DriveCheck.class);
    private volatile boolean present;
    private volatile LentDrive.Use use;
    private volatile boolean writable = true;
    private Instant markerRead = Instant.MIN;
    private Instant presenceSeen = Instant.MIN;
    private Instant probed = Instant.MIN;
    private int slowProbes;
    private long errorCount;
    private final AtomicLong allErrors = new AtomicLong();
    private Instant lastError = Instant.MIN;

    // guarded by the lock of Drives, except that `room` is also read by the figures
    private volatile @Nullable Room room;
    private Instant roomRead = Instant.MIN;
    private long reservedBytes;
    private long writtenBytes;

    /// @param lent which
    /// @param node whose marker must be there
    /// @param listener told of alerts
    public Drive(
            LentDrive lent,
            NodeId node,
            FileLayer files,
            InstantSource clock,
            DriveListener listener) {
        this.lent = lent;
        this.use = lent.use();
        this.node = node;
        this.files = files;
        this.clock = clock;
        this.listener = listener;
        this.doubts = new ReadDoubts(this, clock);
    }

    /// What the owner lent.
    public LentDrive lent() {
        return lent;
    }

    /// Its identity.
    public DriveId id() {
        return lent.id();
    }

    /// The lent folder.
    public Path root() {
        return lent.root();
    }

    /// The file system calls to use for it.
    public FileLayer files() {
        return files;
    }

    /// Whether the right drive was there when last looked at.
    public boolean isPresent() {
        return present;
    }

    /// Whether it is there and took the last write.
    public boolean isWritable() {
        return present && writable;
    }

    /// What may come to it.
    public LentDrive.Use use() {
        return use;
    }

    /// Says what may come to it from now on.
    public void setUse(LentDrive.Use now) {
        use = now;
    }

    /// Adds something that takes room on this drive: segments, parity.
    public void addUsage(LongSupplier bytes) {
        usage.add(bytes);
    }

    /// A place that is read to see whether the drive answers at all.
    ///
    /// @param file which is there
    /// @param position in it
    public record Sample(Path file, long position) {}

    /// Adds files that are on this drive.
    public void addSamples(Supplier<List<Sample>> places) {
        samples.add(places);
    }

    /// Some places outside a file; the marker, if there is nothing else.
    List<Sample> samples(Path except, int count) {
        List<Sample> all = new ArrayList<>();
        for (Supplier<List<Sample>> some : samples) {
            all.addAll(some.get());
        }
        all.removeIf(sample -> sample.file().equals(except));
        if (all.size() <= count) {
            all.add(new Sample(root().resolve(DriveMarker.FILE_NAME), 0));
            return all;
        }
        List<Sample> spread = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spread.add(all.get(all.size() * i / count));
        }
        return spread;
    }

    /// Bytes that Haulout has on it.
    public long usedBytes() {
        long sum = 0;
        for (LongSupplier bytes : usage) {
            sum += bytes.getAsLong();
        }
        return sum;
    }

    /// Sets what is kept back of the lent bytes for work: logs, one compaction.
    public void setOverheadBytes(long bytes) {
        overheadBytes.set(bytes);
    }

    /// What is wrong with it now.
    public synchronized List<DriveAlert> alerts() {
        return List.copyOf(alerts.values());
    }

    /// Reads the marker and compares it.
    ///
    /// @return whether the right drive is there
    public boolean checkMarker() {
        Instant now = clock.instant();
        String trouble = markerTrouble();
        synchronized (this) {
            markerRead = now;
            presenceSeen = now;
            present = trouble == null;
        }
        if (trouble == null) {
            clear(DriveCheck.PRESENT);
        } else {
            raise(DriveCheck.PRESENT, Level.AT_RISK, trouble);
        }
        return trouble == null;
    }

    private @Nullable String markerTrouble() {
        try {
            Optional<DriveMarker> marker = DriveMarker.read(files, root());
            if (marker.isEmpty()) {
                return "no marker in " + root();
            }
            if (!marker.get().equals(new DriveMarker(id(), node))) {
                return "the marker in %s is of drive %s of node %s"
                        .formatted(root(), marker.get().drive(), marker.get().node());
            }
            return null;
        } catch (IOException e) {
            return "the marker in " + root() + " cannot be read: " + e.getMessage();
        }
    }

    /// Does the checks that are due. Call every second or two.
    public void tick() {
        Instant now = clock.instant();
        boolean readMarker;
        boolean look;
        boolean probe;
        synchronized (this) {
            readMarker =
                    !present
                            ? due(presenceSeen, PRESENCE_INTERVAL, now)
                            : due(markerRead, MARKER_INTERVAL, now);
            look = due(presenceSeen, PRESENCE_INTERVAL, now);
            probe = !writable && due(probed, PROBE_INTERVAL, now);
            if (lastError.isAfter(now)) { // the clock was set back: a day from now on
                lastError = now;
            }
            if (errorCount > 0 && due(lastError, ERROR_WINDOW, now)) {
                errorCount = 0;
                clear(DriveCheck.ERRORS);
            }
        }
        if (readMarker || (look && !markerExists())) {
            checkMarker();
        } else if (look) {
            synchronized (this) {
                presenceSeen = now;
            }
        }
        if (probe && present) {
            probeWriting();
        }
    }

    private static boolean due(Instant last, Duration interval, Instant now) {
        return last.equals(Instant.MIN)
                || last.isAfter(now) // the clock was set back
                || Duration.between(last, now).compareTo(interval) >= 0;
    }

    private boolean markerExists() {
        try {
            return files.exists(root().resolve(DriveMarker.FILE_NAME));
        } catch (IOException e) {
            return false;
        }
    }

    /// Takes note that reading failed: looks at once whether the drive is still there.
    ///
    /// @return what to tell the caller
    public DriveUnavailableException readFailed(IOException cause) {
        if (checkMarker()) {
            noteErrors(1, "reading failed: " + cause.getMessage());
        }
        return new DriveUnavailableException("drive " + root() + ": reading failed", cause);
    }

    /// Reads a place once more, with a file that is opened anew.
    @FunctionalInterface
    public interface Reread {
        /// Reads it. What the bytes are does not matter.
        void read() throws IOException;
    }

    /// Whether a place of a file is to be taken for unreadable, which has just failed to be read
    /// though the drive seems to be there: it must have failed before, some seconds ago at least,
    /// and fail again now while other places can be read. A file that cannot be opened never is,
    /// unless it is gone.
    ///
    /// @return false if it could be read after all
    /// @throws DriveUnavailableException as long as that is not known: nobody may take what is
    ///   there for damaged
    /// @throws IOException if the thread was interrupted
    public boolean isUnreadable(Path file, long position, IOException failure, Reread again)
            throws IOException {
        return doubts.isUnreadable(file, position, failure, again);
    }

    /// Takes note that writing failed: nothing is written to it until a probe succeeds.
    ///
    /// @return what to tell the caller
    public DriveUnavailableException writeFailed(IOException cause) {
        writable = false;
        if (checkMarker()) {
            raise(DriveCheck.WRITE, Level.AT_RISK, String.valueOf(cause.getMessage()));
        }
        return new DriveUnavailableException("drive " + root() + ": writing failed", cause);
    }

    /// Writes a small file, flushes it, reads it back and deletes it.
    ///
    /// @return whether all of it worked
    public boolean probeWriting() {
        Instant start = clock.instant();
        synchronized (this) {
            probed = start;
        }
        if (!checkMarker()) {
            return false;
        }
        try {
            probe();
        } catch (IOException e) {
            writable = false;
            raise(DriveCheck.WRITE, Level.AT_RISK, String.valueOf(e.getMessage()));
            return false;
        }
        writable = true;
        clear(DriveCheck.WRITE);
        noteProbeTime(Duration.between(start, clock.instant()));
        return true;
    }

    private void probe() throws IOException {
        Path folder = root().resolve("probe");
        files.createDirectories(folder);
        Path file = folder.resolve("probe");
        files.delete(file);
        ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
        for (int i = 0; i < PROBE_BYTES; i++) {
            bytes.put(i, (byte) (i * 31));
        }
        try (OpenFile open = files.create(file)) {
            open.write(0, bytes.duplicate());
            open.force();
        }
        try (OpenFile open = files.openForReading(file)) {
            ByteBuffer back = ByteBuffer.allocate(PROBE_BYTES);
            open.readFully(0, back);
            if (!back.flip().equals(bytes)) {
                throw new IOException("a probe was read back with other bytes");
            }
        }
        files.delete(file);
    }

    private void noteProbeTime(Duration time) {
        boolean slow = time.compareTo(SLOW_PROBE) > 0;
        synchronized (this) {
            slowProbes = slow ? slowProbes + 1 : 0;
            slow = slowProbes >= SLOW_PROBES;
        }
        if (slow) {
            raise(DriveCheck.SLOW, Level.ATTENTION, "a probe took " + time.toMillis() + " ms");
        } else {
            clear(DriveCheck.SLOW);
        }
    }

    /// Takes note of bytes that came back wrong or not at all, mended or not.
    ///
    /// @param count how many pieces
    /// @param cause what was found
    public void noteErrors(long count, String cause) {
        allErrors.addAndGet(count);
        long today;
        synchronized (this) {
            errorCount += count;
            lastError = clock.instant();
            today = errorCount;
        }
        raise(
                DriveCheck.ERRORS,
                today > MANY_ERRORS ? Level.AT_RISK : Level.ATTENTION,
                today + " in a day, last: " + cause);
    }

    void raise(DriveCheck check, Level level, String cause) {
        DriveAlert alert;
        synchronized (this) {
            DriveAlert before = alerts.get(check);
            if (before != null && before.level() == level && before.cause().equals(cause)) {
                return;
            }
            Instant since = before == null ? clock.instant() : before.since();
            alert = new DriveAlert(id(), check, level, cause, since);
            alerts.put(check, alert);
        }
        listener.raised(alert);
    }

    void clear(DriveCheck check) {
        DriveAlert alert;
        synchronized (this) {
            alert = alerts.remove(check);
        }
        if (alert != null) {
            listener.cleared(alert);
        }
    }

    // the methods below are called with the lock of Drives held

    Room freshRoom() throws IOException {
        Instant now = clock.instant();
        Room known = room;
        if (known == null || due(roomRead, ROOM_MAX_AGE, now)) {
            known = files.room(root());
            room = known;
            roomRead = now;
            writtenBytes = 0;
            long floor = lent.rule().floorBytes(known.totalBytes());
            if (known.freeBytes() < floor) {
                raise(
                        DriveCheck.SPACE,
                        known.freeBytes() < floor / 2 ? Level.AT_RISK : Level.ATTENTION,
                        "%d bytes free, floor %d".formatted(known.freeBytes(), floor));
            } else {
                clear(DriveCheck.SPACE);
            }
        }
        return known;
    }

    void forgetRoom() {
        roomRead = Instant.MIN;
    }

    /// Pieces that came back wrong or not at all since this was opened.
    public long errors() {
        return allErrors.get();
    }

    /// Its room as it was read last, some ten seconds ago at most while the store ticks.
    public Optional<Room> lastRoom() {
        return Optional.ofNullable(room);
    }

    long reservedBytes() {
        return reservedBytes;
    }

    long pendingBytes() {
        return reservedBytes + writtenBytes;
    }

    long usableBytes(Room fresh) {
        long allowed =
                lent.rule()
                        .allowedBytes(
                                lent.lentBytes(),
                                fresh.totalBytes(),
                                fresh.freeBytes(),
                                usedBytes());
        return allowed - overheadBytes.get();
    }

    void reserve(long bytes) {
        reservedBytes += bytes;
    }

    void release(long bytes) {
        reservedBytes -= bytes;
        writtenBytes += bytes; // until free space is read again, as if it was not in that figure
    }
}
