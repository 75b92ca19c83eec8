// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.probe.LinuxDisks;
import haulout.resources.probe.SystemDrive;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What people call the drives that folders are on, and what kind they are. Looked up once for each
/// folder, because neither changes while it is lent.
///
/// Threads: any.
public final class DriveNames {
    // where systems put the drives that people plug in; the next part of the path is their name
    private static final int MEDIA_PARTS = 3;

    private final LinuxDisks disks = new LinuxDisks();
    private final SystemDrive system = new SystemDrive();
    private final Map<Path, Named> known = new ConcurrentHashMap<>();

    /// What is known of the drive of a folder.
    ///
    /// @param label empty where only the system's own name is known, a path or a device
    /// @param isSystem whether the system runs from it
    public record Named(
            Optional<String> label,
            boolean isSystem,
            Optional<Boolean> isSolid,
            Optional<Boolean> isRemovable) {
        /// What it is called, as [haulout.text.Term#drive] takes it.
        ///
        /// @param folder for a drive that nobody has named
        public String name(Path folder) {
            return label.orElseGet(() -> isSystem ? Term.OWN_DRIVE : folder.toString());
        }
    }

    /// The drive of a folder.
    public Named of(Path folder) {
        Named before = known.get(folder);
        if (before != null) {
            return before;
        }
        try {
            Named found = look(folder);
            known.put(folder, found);
            return found;
        } catch (IOException e) {
            // it is away: asked again when it is back
            return new Named(label(folder, ""), false, Optional.empty(), Optional.empty());
        }
    }

    private Named look(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        boolean isSystem = system.is(store);
        Optional<Path> device = device(folder);
        return new Named(
                label(folder, store.name()),
                isSystem,
                device.flatMap(disks::isSolid),
                device.flatMap(disks::isRemovable));
    }

    private Optional<Path> device(Path folder) {
        try {
            return disks.device(folder);
        } catch (IOException e) {
            return Optional.empty(); // not on this system
        }
    }

    /// A name that its owner gave: the label of a Windows volume, or what the drive is called among
    /// the plugged-in ones.
    private static Optional<String> label(Path folder, String store) {
        Path path = folder.toAbsolutePath().normalize();
        String root = String.valueOf(path.getRoot());
        if (root.length() >= 2 && root.charAt(1) == ':') {
            String letter = root.substring(0, 2);
            return Optional.of(store.isBlank() ? letter : store + " (" + letter + ")");
        }
        if (path.startsWith("/Volumes") && path.getNameCount() >= 2) {
            return Optional.of(path.getName(1).toString());
        }
        if (path.startsWith("/run/media") && path.getNameCount() > MEDIA_PARTS) {
            return Optional.of(path.getName(MEDIA_PARTS).toString());
        }
        if (path.startsWith("/media") && path.getNameCount() >= MEDIA_PARTS) {
            return Optional.of(path.getName(2).toString());
        }
        if (path.startsWith("/mnt") && path.getNameCount() >= 2) {
            return Optional.of(path.getName(1).toString());
        }
        return Optional.empty();
    }
}
