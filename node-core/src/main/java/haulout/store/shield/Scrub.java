// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.file.FileLayer;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.shield.ScrubRounds.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all that is stored, drive after drive and round after round, and has mended what is
/// damaged. What cannot be mended is marked lost, for the network to bring back.
///
/// Remembers where it is: after a restart it goes on there, or at the beginning of that segment if
/// the process was killed.
///
/// Threads: any for the figures; [#step] and [#close] on threads that are never interrupted.
public final class Scrub implements AutoCloseable {
    /// A round is to be over in this part of the time that it has, for days without a free hour.
    private static final double HASTE = 0.8;

    /// How long one waits at most before asking again.
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /// How long a drive is left alone that failed though it was there, before the same place is
    /// read once more.
    private static final Duration DOUBT_PAUSE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Scrub.class);

    private final DriveShield shield;
    private final SegmentAccess access;
    private final Duration period;
    private final InstantSource clock;
    private final ScrubRounds rounds;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private @Nullable SegmentCheck current;
    private boolean closed;
    private final Map<DriveId, Doubt> doubts = new HashMap<>();

    /// Where a drive failed though it was there.
    private record Doubt(int segment, int unit, long position, Instant until) {
        boolean isAt(Doubt other) {
            return segment == other.segment && unit == other.unit && position == other.position;
        }
    }

    private Scrub(
            DriveShield shield,
            RecordStore store,
            Duration period,
            InstantSource clock,
            ScrubRounds rounds) {
        this.shield = shield;
        this.access = new SegmentAccess(store);
        this.period = period;
        this.clock = clock;
        this.rounds = rounds;
    }

    /// Opens it; nothing is read yet.
    ///
    /// @param store that the shield is bound to
    /// @param period in which everything is to be read
    /// @param files where the state is
    /// @param state the file that keeps it; its folder is there
    /// @throws IOException if the file cannot be read
    public static Scrub open(
            DriveShield shield,
            RecordStore store,
            Duration period,
            FileLayer files,
            Path state,
            InstantSource clock)
            throws IOException {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("everything in " + period);
        }
        ScrubRounds rounds = ScrubRounds.read(files, state, clock.instant());
        return new Scrub(shield, store, period, clock, rounds);
    }

    /// What a step has done.
    ///
    /// @param checkedBytes bytes that were read
    /// @param endedRound whether the drive was through with this step
    /// @param isIdle no drive is there, or fit to be read
    public record Step(long checkedBytes, boolean endedRound, boolean isIdle) {}

    /// How far it is.
    ///
    /// @param checkedBytes of the rounds that are under way
    /// @param totalBytes what there is to read on the drives that are there
    /// @param lastFullCheck when the last round ended, on the drive where that is longest ago;
    ///   empty if there is a drive that never had one
    /// @param oldestRound when the round began that is under way for the longest time
    public record Progress(
            long checkedBytes,
            long totalBytes,
            Optional<Instant> lastFullCheck,
            Optional<Instant> oldestRound) {}

    /// Reads on.
    ///
    /// @param maxBytes about so much, at least one record or 1.3 MB; ends early with a round
    /// @throws StoreException if a drive fails; the next step goes on behind what it was at
    public Step step(long maxBytes) throws StoreException, InterruptedException {
        lock.lock();
        try {
            long bytes = 0;
            while (bytes < maxBytes && !closed) {
                SegmentCheck check = current;
                if (check != null && !mayWork(check.segment().drive())) {
                    check.close(); // its place is kept with the round
                    check = null;
                    current = null;
                }
                if (check == null) {
                    Optional<Drive> drive = nextDrive();
                    if (drive.isEmpty()) {
                        return new Step(bytes, false, true);
                    }
                    check = nextSegment(drive.get());
                    current = check;
                    if (check == null) {
                        return new Step(bytes, true, false);
                    }
                }
                bytes += advance(check);
            }
            return new Step(bytes, false, closed);
        } finally {
            lock.unlock();
        }
    }

    private long advance(SegmentCheck check) throws StoreException, InterruptedException {
        Sealed segment = check.segment();
        Round round = rounds.of(segment.drive(), clock.instant());
        try {
            OptionalLong bytes = check.step();
            if (bytes.isEmpty()) {
                leave(check, round);
                return 0;
            }
            round.at(segment.number(), check.next());
            round.checkedBytes += bytes.getAsLong();
            shield.counters().checkedBytes.add(bytes.getAsLong());
            access.awaitAfter(segment.drive(), bytes.getAsLong());
            return bytes.getAsLong();
        } catch (IOException e) {
            if (!access.drive(segment.drive()).isPresent() || !isNewDoubt(check)) {
                leave(check, round);
            } else {
                check.close(); // looked at once more, when the drive may have come to itself
                current = null;
                round.at(segment.number(), check.next());
            }
            if (!isThere(segment)) {
                return 0; // compacted while it was read
            }
            throw e instanceof StoreException known
                    ? known
                    : access.drive(segment.drive()).readFailed(e);
        }
    }

    private boolean isNewDoubt(SegmentCheck check) {
        DriveId drive = check.segment().drive();
        Doubt before = doubts.get(drive);
        Doubt now =
                new Doubt(
                        check.segment().number(),
                        check.next(),
                        check.nextPosition(),
                        clock.instant().plus(DOUBT_PAUSE));
        if (before != null && before.isAt(now)) {
            return false;
        }
        doubts.put(drive, now);
        return true;
    }

    private boolean isResting(DriveId drive) {
        Doubt doubt = doubts.get(drive);
        Instant now = clock.instant();
        return doubt != null
                && doubt.until().isAfter(now)
                && !doubt.until().isAfter(now.plus(DOUBT_PAUSE)); // the clock was set back
    }

    private boolean isThere(Sealed segment) throws StoreException {
        return access.all(segment.drive()).stream()
                .anyMatch(its -> its.number() == segment.number());
    }

    private void leave(SegmentCheck check, Round round) {
        check.close();
        current = null;
        doubts.remove(check.segment().drive());
        round.at(check.segment().number() + 1, 0);
        save();
    }

    private void save() {
        try {
            rounds.write();
        } catch (IOException e) {
            // after a restart some is read twice
            log.atWarn().setCause(e).log("position of the scrub is not kept");
        }
    }

    private boolean mayWork(DriveId drive) {
        return access.mayWork(drive, DriveUse.Work.CHECK);
    }

    // the drive whose round began first, so that none is left out
    private Optional<Drive> nextDrive() {
        Instant now = clock.instant();
        return access.openDrives().stream()
                .filter(drive -> mayWork(drive.id()) && !isResting(drive.id()))
                .min(
                        Comparator.comparing((Drive drive) -> rounds.of(drive.id(), now).began)
                                .thenComparingLong(drive -> rounds.of(drive.id(), now).number)
                                .thenComparing(drive -> drive.id().toString()));
    }

    private @Nullable SegmentCheck nextSegment(Drive drive) throws StoreException {
        Round round = rounds.of(drive.id(), clock.instant());
        for (Sealed segment : access.all(drive.id())) {
            if (segment.number() >= round.segment) {
                int unit = segment.number() == round.segment ? round.unit : 0;
                Doubt doubt = doubts.get(drive.id());
                long from =
                        doubt != null && doubt.segment() == segment.number() ? doubt.position() : 0;
                return new SegmentCheck(shield, access, segment, unit, from);
            }
        }
        round.end(clock.instant());
        save();
        return null;
    }

    /// How long to wait after a step, so that everything is read in time and no sooner.
    ///
    /// @param bytes what the step has read
    public Duration pauseAfter(long bytes) {
        lock.lock();
        try {
            Instant now = clock.instant();
            long ahead = 0;
            double pause = MAX_PAUSE.toMillis();
            List<Load> loads = loads();
            loads.sort(Comparator.comparing(load -> load.round().began));
            for (Load load : loads) {
                ahead += Math.max(0, load.totalBytes() - load.round().checkedBytes);
                double left = load.leftMillis(period, now);
                if (ahead > 0) {
                    pause = Math.min(pause, Math.max(0, left) / ahead * Math.max(1, bytes));
                }
            }
            return Duration.ofMillis((long) pause);
        } finally {
            lock.unlock();
        }
    }

    /// Whether a drive will not be through in its time unless nothing holds it up any more.
    public boolean isLate() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return loads().stream().anyMatch(load -> load.leftMillis(period, now) <= 0);
        } finally {
            lock.unlock();
        }
    }

    private record Load(DriveId drive, long totalBytes, Round round) {
        double leftMillis(Duration period, Instant now) {
            Instant last = round.lastFull;
            Instant since = last == null ? round.began : last;
            return HASTE * period.toMillis() - Duration.between(since, now).toMillis();
        }
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        for (Drive drive : access.openDrives()) {
            try {
                long total = 0;
                for (Sealed segment : access.all(drive.id())) {
                    total += segment.byteCount();
                }
                loads.add(new Load(drive.id(), total, rounds.of(drive.id(), clock.instant())));
            } catch (StoreException e) {
                log.atDebug().setCause(e).log("a drive has just gone");
            }
        }
        return loads;
    }

    /// When everything on a drive had last been read; empty if never.
    public Optional<Instant> lastFullCheck(DriveId drive) {
        lock.lock();
        try {
            return Optional.ofNullable(rounds.of(drive, clock.instant()).lastFull);
        } finally {
            lock.unlock();
        }
    }

    /// When the round of a drive began that is under way.
    public Instant roundBegan(DriveId drive) {
        lock.lock();
        try {
            return rounds.of(drive, clock.instant()).began;
        } finally {
            lock.unlock();
        }
    }

    /// How far it is.
    public Progress progress() {
        lock.lock();
        try {
            long checked = 0;
            long total = 0;
            boolean all = true;
            Instant full = null;
            Instant oldest = null;
            for (Load load : loads()) {
                Round round = load.round();
                checked += Math.min(round.checkedBytes, load.totalBytes());
                total += load.totalBytes();
                Instant its = round.lastFull;
                all &= its != null;
                full = its == null || (full != null && full.isBefore(its)) ? full : its;
                oldest = oldest != null && oldest.isBefore(round.began) ? oldest : round.began;
            }
            return new Progress(
                    checked,
                    total,
                    all ? Optional.ofNullable(full) : Optional.empty(),
                    Optional.ofNullable(oldest));
        } finally {
            lock.unlock();
        }
    }

    /// Keeps the position.
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                SegmentCheck check = current;
                if (check != null) {
                    check.close();
                    current = null;
                }
                save();
            }
        } finally {
            lock.unlock();
        }
    }
}
