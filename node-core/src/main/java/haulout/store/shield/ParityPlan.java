// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.Drives;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which segment gets parity next, and where. [#next] on one thread, the rest on any.
final class ParityPlan {
    /// How often is looked for work though nobody said that there is some.
    private static final Duration LOOK_INTERVAL = Duration.ofMinutes(10);

    /// How long a segment is left alone whose parity could not be made.
    private static final Duration POSTPONEMENT = Duration.ofHours(1);

    /// A drive that is away may have the parity of others. After a day it is made anew elsewhere.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Drives drives;
    private final ParityFiles files;
    private final int parityCount;
    private final InstantSource clock;
    private final AtomicBoolean look = new AtomicBoolean(true);

    // guarded by this
    private final Map<ParityKey, Instant> postponed = new HashMap<>();
    private final Map<DriveId, Instant> awaySince = new HashMap<>();
    private Instant nextLook = Instant.MIN;

    ParityPlan(Drives drives, ParityFiles files, int parityCount, InstantSource clock) {
        this.drives = drives;
        this.files = files;
        this.parityCount = parityCount;
        this.clock = clock;
    }

    /// Makes [#next] look at all segments again.
    void lookAgain() {
        look.set(true);
    }

    synchronized void postpone(ParityKey key) {
        postponed.put(key, clock.instant().plus(POSTPONEMENT));
        look.set(true);
    }

    /// No drive has room: looked for again after a while.
    synchronized void noRoom() {
        look.set(false);
        nextLook = clock.instant().plus(LOOK_INTERVAL);
    }

    ParityLayout layout(Sealed segment) {
        return new ParityLayout(segment.byteCount(), parityCount);
    }

    /// The next segment that lacks its parity.
    ///
    /// @param delete is given files that are of no use any more
    synchronized Optional<Sealed> next(SegmentAccess access, Consumer<ParityFile> delete) {
        Instant now = clock.instant();
        boolean changed = files.refresh();
        if (!look.getAndSet(false) && !changed && now.isBefore(nextLook)) {
            return Optional.empty();
        }
        nextLook = now.plus(LOOK_INTERVAL);
        List<Sealed> sealed = access.sealed();
        deleteOrphans(access, sealed, delete);
        postponed.values().removeIf(until -> !until.isAfter(now));
        boolean mayBeElsewhere = isSomeDriveAway(now);
        for (Sealed segment : sealed) {
            ParityKey key = new ParityKey(segment.drive(), segment.number());
            if (lacks(segment, key, mayBeElsewhere) && !postponed.containsKey(key)) {
                look.set(true);
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    private boolean lacks(Sealed segment, ParityKey key, boolean mayBeElsewhere) {
        if (parityCount == 0) {
            return false;
        }
        Optional<ParityFile> file = files.find(key);
        return file.isEmpty()
                ? !mayBeElsewhere
                : file.get().parityCount() != parityCount
                        || file.get().byteCount() != layout(segment).fileBytes();
    }

    private boolean isSomeDriveAway(Instant now) {
        boolean away = false;
        for (Drive drive : drives.all()) {
            if (drive.isPresent()) {
                awaySince.remove(drive.id());
            } else {
                Instant since = awaySince.computeIfAbsent(drive.id(), id -> now);
                away |= since.plus(PATIENCE).isAfter(now);
            }
        }
        return away;
    }

    // of segments that are gone, of drives that are lent no more, all if there shall be none
    private void deleteOrphans(
            SegmentAccess access, List<Sealed> sealed, Consumer<ParityFile> delete) {
        Set<DriveId> lent = new HashSet<>();
        drives.all().forEach(drive -> lent.add(drive.id()));
        Set<DriveId> open = new HashSet<>();
        access.openDrives().forEach(drive -> open.add(drive.id()));
        Set<ParityKey> keys = new HashSet<>();
        sealed.forEach(segment -> keys.add(new ParityKey(segment.drive(), segment.number())));
        for (ParityFile file : files.all()) {
            DriveId drive = file.key().drive();
            boolean isOrphan =
                    !lent.contains(drive) || (open.contains(drive) && !keys.contains(file.key()));
            if (parityCount == 0 || isOrphan) {
                delete.accept(file);
            }
        }
    }

    /// Reserves room: on another drive than the segment's, best one on another file system; on its
    /// own if no other has room.
    Drives.Reservation reserve(Sealed segment, long bytes) throws StoreException {
        List<Drive> candidates = new ArrayList<>();
        Drive own = null;
        for (Drive drive : drives.all()) {
            if (drive.id().equals(segment.drive())) {
                own = drive;
            } else if (drive.isWritable()) {
                candidates.add(drive);
            }
        }
        @Nullable String volume = own == null ? null : volume(own);
        candidates.sort(
                Comparator.comparing((Drive drive) -> isOn(drive, volume))
                        .thenComparingLong(drive -> -drives.leftBytesOf(drive)));
        if (own != null) {
            candidates.add(own);
        }
        for (Drive drive : candidates) {
            if (drives.leftBytesOf(drive) >= bytes) {
                return drives.reserveOn(drive, bytes);
            }
        }
        throw new StoreFullException("no drive has room for %d bytes of parity".formatted(bytes));
    }

    private static boolean isOn(Drive drive, @Nullable String volume) {
        return volume != null && volume.equals(volume(drive));
    }

    private static @Nullable String volume(Drive drive) {
        try {
            return drive.files().room(drive.root()).volume();
        } catch (IOException e) {
            return null;
        }
    }

    /// Segments that should have parity and have none.
    long unshielded(@Nullable SegmentAccess access) {
        if (access == null || parityCount == 0) {
            return 0;
        }
        return access.sealed().stream()
                .filter(segment ->
                        files.find(new ParityKey(segment.drive(), segment.number())).isEmpty())
                .count();
    }
}
