// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import haulout.store.DriveUnavailableException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Places of a drive that could not be read, as long as it is not known whether the place or the
/// moment was to blame.
///
/// A drive that is being reset, a program that holds a file, too many open files: each fails every
/// read for seconds, and all is well afterwards. So a place is taken for unreadable only when it
/// fails again some seconds later, between two reads elsewhere on the drive that come from the
/// drive itself and not from memory.
///
/// Threads: any.
final class ReadDoubts {
    /// How long after the first failure the second one counts.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    // some 200 bytes each; the oldest are forgotten and begin anew
    private static final int MAX_PLACES = 1 << 12;

    // one of these may be a bad sector as well
    private static final int PROBES = 3;

    private final Drive drive;
    private final InstantSource clock;

    // guarded by this
    private final Map<Place, Instant> since =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Instant> eldest) {
                    return size() > MAX_PLACES;
                }
            };
    private @Nullable Instant noted;

    private record Place(Path file, long position) {}

    ReadDoubts(Drive drive, InstantSource clock) {
        this.drive = drive;
        this.clock = clock;
    }

    /// See [Drive#isUnreadable].
    boolean isUnreadable(Path file, long position, IOException failure, Drive.Reread again)
            throws IOException {
        if (failure instanceof ClosedByInterruptException) {
            throw failure;
        }
        Place place = new Place(file, position);
        requireOpened(place, failure);
        if (!drive.checkMarker() || !isOld(place, failure) || !answers(file)) {
            throw unavailable(place, failure);
        }
        try {
            again.read();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            requireOpened(place, e);
            if (drive.checkMarker() && answers(file)) {
                return true;
            }
            throw unavailable(place, e);
        }
        synchronized (this) {
            since.remove(place);
        }
        return false;
    }

    // a file that cannot be opened proves nothing about its bytes, unless it is gone
    private void requireOpened(Place place, IOException failure) throws DriveUnavailableException {
        if (failure instanceof FileSystemException && !(failure instanceof NoSuchFileException)) {
            throw unavailable(place, failure);
        }
    }

    private DriveUnavailableException unavailable(Place place, IOException failure) {
        return new DriveUnavailableException(
                "%s cannot be read at %d at present".formatted(place.file(), place.position()),
                failure);
    }

    private boolean isOld(Place place, IOException failure) {
        Instant now = clock.instant();
        boolean isOld;
        boolean isNews;
        synchronized (this) {
            Instant first = since.putIfAbsent(place, now);
            if (first != null && first.isAfter(now)) { // the clock was set back
                since.put(place, now);
            }
            isOld = first != null && !first.plus(PATIENCE).isAfter(now);
            Instant last = noted;
            // a drive that is away for a moment fails many reads: that is one error
            isNews =
                    first == null
                            && (last == null
                                    || last.isAfter(now)
                                    || !last.plus(PATIENCE).isAfter(now));
            if (isNews) {
                noted = now;
            }
        }
        if (isNews) {
            drive.noteErrors(1, "reading failed: " + failure.getMessage());
        }
        return isOld;
    }

    /// Whether the drive gives bytes of another file than this, not from memory.
    private boolean answers(Path file) {
        List<Drive.Sample> samples = drive.samples(file, PROBES);
        for (Drive.Sample sample : samples) {
            try {
                drive.files().readUncached(sample.file(), sample.position());
                return true;
            } catch (IOException e) {
                // perhaps there is a bad sector as well
            }
        }
        return false;
    }
}
