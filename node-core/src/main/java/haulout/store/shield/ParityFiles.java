// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.Drives;
import haulout.store.file.FileLayer.FileEntry;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parity files on the drives that are there, and the room that they take. Threads: any.
final class ParityFiles {
    static final String UNFINISHED = ".new";

    private static final Logger log = LoggerFactory.getLogger(ParityFiles.class);

    private final Drives drives;
    private final Comparator<ParityFile> better;
    private final Map<DriveId, AtomicLong> bytes = new HashMap<>();

    // guarded by this
    private final Map<ParityKey, ParityFile> files = new HashMap<>();
    private final Set<DriveId> listed = new HashSet<>();

    /// @param parityCount what is wanted
    ParityFiles(Drives drives, int parityCount) {
        this.drives = drives;
        this.better =
                Comparator.comparing((ParityFile file) -> file.parityCount() == parityCount)
                        .thenComparing(ParityFile::isApart);
        for (Drive drive : drives.all()) {
            AtomicLong its = new AtomicLong();
            bytes.put(drive.id(), its);
            drive.addUsage(its::get);
        }
        refresh();
    }

    /// Looks at drives that have come or gone.
    ///
    /// @return whether there was one
    synchronized boolean refresh() {
        boolean changed = false;
        for (Drive drive : drives.all()) {
            boolean known = listed.contains(drive.id());
            if (drive.isPresent() && !known) {
                changed |= list(drive);
            } else if (!drive.isPresent() && known) {
                listed.remove(drive.id());
                files.values().removeIf(file -> file.drive().id().equals(drive.id()));
                changed = true;
            }
        }
        return changed;
    }

    private boolean list(Drive drive) {
        try {
            usage(drive).set(0);
            if (drive.files().exists(ParityFile.folder(drive))) {
                for (FileEntry entry : drive.files().list(ParityFile.folder(drive))) {
                    bringIn(drive, entry);
                }
            }
            listed.add(drive.id());
            return true;
        } catch (IOException e) {
            if (drive.checkMarker()) {
                log.atWarn().addKeyValue("drive", drive.id()).setCause(e).log("parity unknown");
            }
            return false;
        }
    }

    private void bringIn(Drive drive, FileEntry entry) throws IOException {
        String name = String.valueOf(entry.path().getFileName());
        if (name.endsWith(UNFINISHED)) {
            drive.files().delete(entry.path());
            return;
        }
        Optional<ParityFile> file = ParityFile.parse(drive, name, entry.byteCount());
        if (file.isPresent()) {
            add(file.get());
        }
    }

    private AtomicLong usage(Drive drive) {
        AtomicLong its = bytes.get(drive.id());
        if (its == null) {
            throw new IllegalArgumentException("drive " + drive.id() + " is not lent");
        }
        return its;
    }

    /// Takes in a file; of two of one segment the better one stays.
    synchronized void add(ParityFile file) throws IOException {
        usage(file.drive()).addAndGet(file.byteCount());
        ParityFile other = files.get(file.key());
        if (other != null && other.path().equals(file.path())) {
            usage(file.drive()).addAndGet(-other.byteCount());
        }
        if (other == null || better.compare(file, other) >= 0) {
            files.put(file.key(), file);
        }
        if (other != null && !other.path().equals(file.path())) {
            deleteFile(better.compare(file, other) >= 0 ? other : file);
        }
    }

    private void deleteFile(ParityFile file) throws IOException {
        if (file.drive().checkMarker()) {
            file.drive().files().delete(file.path());
            usage(file.drive()).addAndGet(-file.byteCount());
        }
    }

    /// Deletes a file.
    synchronized void delete(ParityFile file) throws IOException {
        if (files.remove(file.key(), file)) {
            deleteFile(file);
        }
    }

    /// The parity of a segment, if its drive is there.
    synchronized Optional<ParityFile> find(ParityKey key) {
        @Nullable ParityFile file = files.get(key);
        return Optional.ofNullable(file).filter(its -> its.drive().isPresent());
    }

    synchronized List<ParityFile> all() {
        return List.copyOf(files.values());
    }

    /// What they take on all drives that are there.
    synchronized long byteCount() {
        return files.values().stream().mapToLong(ParityFile::byteCount).sum();
    }
}
