// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import haulout.home.DriveCandidate;
import haulout.home.DriveReport;
import haulout.resources.policy.DriveSpace;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import haulout.text.Term;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which places could be lent, with how much, and why others not. Pure.
public final class DriveAdvice {
    // less is not worth a node's while
    private static final long LEAST = 10 * Sizes.GB;

    private static final Set<String> NETWORK =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb",
                    "smb2",
                    "smb3",
                    "smbfs",
                    "afpfs",
                    "webdav",
                    "davfs",
                    "sshfs",
                    "fuse.sshfs",
                    "fuse.rclone",
                    "9p",
                    "ceph",
                    "glusterfs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs", "zram");
    private static final Set<String> SMALL_FILES = Set.of("vfat", "fat", "fat32", "fat16", "msdos");
    private static final Set<String> READ_ONLY =
            Set.of("iso9660", "udf", "squashfs", "erofs", "cdfs");
    private static final List<String> SYNCED =
            List.of("dropbox", "onedrive", "google drive", "icloud", "nextcloud", "pcloud", "mega");

    private DriveAdvice() {}

    /// All places, best first and refused ones last.
    ///
    /// @param preset decides which part of the free space is suggested
    public static List<DriveCandidate> of(List<Site> sites, Preset preset) {
        return sites.stream()
                .map(site -> candidate(site, preset))
                .sorted(
                        Comparator.comparing((DriveCandidate c) -> c.refused().isPresent())
                                .thenComparing(c -> !c.isInside())
                                .thenComparing(DriveCandidate::isSystem)
                                .thenComparing(
                                        DriveCandidate::suggestedBytes, Comparator.reverseOrder())
                                .thenComparing(DriveCandidate::id))
                .toList();
    }

    private static DriveCandidate candidate(Site site, Preset preset) {
        long floor = DriveSpace.floor(site.isSystem(), site.totalBytes(), DriveChoice.DEFAULT);
        int share =
                switch (preset) {
                    case QUIET -> 10;
                    case BALANCED, OWN -> 25;
                    case FULL -> 50;
                };
        long suggested = DriveSpace.suggest(site.freeBytes(), floor, share);
        long most =
                DriveSpace.allowed(
                        new Space(site.freeBytes(), site.totalBytes(), 0), floor, Long.MAX_VALUE);
        Optional<Sentence> refused = refused(site, suggested, floor);
        boolean inside = !site.isRemovable().orElse(false);
        return new DriveCandidate(
                site.folder().toString(),
                site.label(),
                site.folder(),
                inside
                        ? site.isSolid()
                                .map(solid ->
                                        solid ? DriveReport.Type.SOLID : DriveReport.Type.SPINNING)
                                .orElse(DriveReport.Type.UNKNOWN)
                        : DriveReport.Type.REMOVABLE,
                site.totalBytes(),
                site.freeBytes(),
                floor,
                refused.isPresent() ? 0 : suggested,
                most,
                site.isSystem(),
                inside,
                refused,
                inside ? Optional.empty() : Optional.of(Sentence.of("drive.warn.removable")));
    }

    private static Optional<Sentence> refused(Site site, long suggested, long floor) {
        String kind = site.fileSystem().toLowerCase(Locale.ROOT);
        String path = site.folder().toString().toLowerCase(Locale.ROOT);
        if (site.isTaken()) {
            return Optional.of(Sentence.of("drive.refuse.taken"));
        }
        if (NETWORK.contains(kind) || path.startsWith("\\\\")) {
            return Optional.of(Sentence.of("drive.refuse.network"));
        }
        if (MEMORY.contains(kind)) {
            return Optional.of(Sentence.of("drive.refuse.memory"));
        }
        if (READ_ONLY.contains(kind) || !site.isWritable()) {
            return Optional.of(Sentence.of("drive.refuse.read-only"));
        }
        if (SMALL_FILES.contains(kind)) {
            return Optional.of(Sentence.of("drive.refuse.small-files"));
        }
        if (SYNCED.stream().anyMatch(path::contains)) {
            return Optional.of(Sentence.of("drive.refuse.synced"));
        }
        if (suggested < LEAST) {
            return Optional.of(
                    Sentence.of(
                            "drive.refuse.small",
                            new Term.Bytes(Math.max(0, site.freeBytes() - floor))));
        }
        return Optional.empty();
    }
}
