// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import haulout.resources.probe.Hardware;
import haulout.resources.probe.LinuxDisks;
import haulout.resources.probe.SystemDrive;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the places of this computer where files can be kept.
public final class SiteSurvey {
    // mounts of one computer that are looked at
    private static final int MAX_PLACES = 200;

    private final Path home;
    private final String marker;
    private final LinuxDisks disks = new LinuxDisks();
    private final SystemDrive system = new SystemDrive();

    /// @param home where the node keeps its own files: the place of the system's drive that is lent
    /// @param marker name of the file that says that a folder is lent already
    public SiteSurvey(Path home, String marker) {
        this.home = home.toAbsolutePath().normalize();
        this.marker = marker;
    }

    /// Looks. Takes a fraction of a second, and longer while drives wake up.
    public List<Site> look(Hardware hardware) {
        List<Site> sites = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Hardware.Place place : hardware.places().stream().limit(MAX_PLACES).toList()) {
            // one volume may be mounted at many places; the first one is the shortest
            if (seen.add(place.volume() + " " + place.totalBytes())) {
                sites.add(site(place));
            }
        }
        return sites;
    }

    /// Looks at a folder that somebody chose; it need not be there.
    public Site look(Hardware hardware, Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path there = existing(root);
        // of nested places the deepest one
        return hardware.places().stream()
                .filter(place -> there.startsWith(place.mount()))
                .max(Comparator.comparingInt(place -> place.mount().getNameCount()))
                .map(place -> site(place, root))
                .orElseGet(() -> unlisted(root));
    }

    // what the system does not list among its local places: of another computer, as a rule
    private Site unlisted(Path root) {
        Path there = existing(root);
        try {
            FileStore store = Files.getFileStore(there);
            Optional<Path> device = device(there);
            return new Site(
                    String.valueOf(root),
                    root,
                    store.type(),
                    store.getTotalSpace(),
                    store.getUsableSpace(),
                    system.is(store),
                    device.flatMap(disks::isSolid),
                    device.flatMap(disks::isRemovable),
                    isWritable(root),
                    isTaken(root));
        } catch (IOException e) {
            return new Site(
                    String.valueOf(root),
                    root,
                    "",
                    0,
                    0,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false);
        }
    }

    private Site site(Hardware.Place place) {
        return site(
                place,
                isSame(place.mount(), home)
                        ? home.resolve("store")
                        : place.mount().resolve("haulout"));
    }

    private Site site(Hardware.Place place, Path folder) {
        Optional<Path> device = device(place.mount());
        return new Site(
                place.label(),
                folder,
                place.kind(),
                place.totalBytes(),
                place.freeBytes(),
                isSystem(place.mount()),
                device.flatMap(disks::isSolid),
                device.flatMap(disks::isRemovable),
                isWritable(folder),
                isTaken(folder));
    }

    private boolean isSystem(Path mount) {
        try {
            return system.is(Files.getFileStore(mount));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Path> device(Path mount) {
        try {
            return disks.device(mount);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.getFileStore(existing(one)).equals(Files.getFileStore(existing(other)));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path existing(Path path) {
        @Nullable Path up = path;
        while (up != null && !Files.exists(up)) {
            up = up.getParent();
        }
        return up == null ? path : up;
    }

    private static boolean isWritable(Path folder) {
        return Files.isWritable(existing(folder));
    }

    private boolean isTaken(Path folder) {
        for (@Nullable Path up = folder; up != null; up = up.getParent()) {
            if (Files.exists(up.resolve(marker))) {
                return true;
            }
        }
        return false;
    }
}
