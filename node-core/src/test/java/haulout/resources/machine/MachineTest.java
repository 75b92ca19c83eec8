// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.DriveCandidate;
import haulout.home.DriveReport;
import haulout.resources.machine.SelfRating.Rating;
import haulout.resources.probe.Hardware;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final long GB = Sizes.GB;

    private static Site site(String folder, String kind, long total, long free) {
        return new Site(
                folder,
                Path.of(folder),
                kind,
                total * GB,
                free * GB,
                false,
                Optional.of(true),
                Optional.of(false),
                true,
                false);
    }

    private static Site with(Site s, boolean system, boolean removable) {
        return new Site(
                s.label(),
                s.folder(),
                s.fileSystem(),
                s.totalBytes(),
                s.freeBytes(),
                system,
                s.isSolid(),
                Optional.of(removable),
                s.isWritable(),
                s.isTaken());
    }

    @Test
    void insideDrivesComeBeforeTheSystemsAndThoseThatCanBePulled() {
        List<DriveCandidate> all =
                DriveAdvice.of(
                        List.of(
                                with(site("/usb", "ext4", 4_000, 3_900), false, true),
                                with(site("/", "ext4", 500, 300), true, false),
                                site("/net", "nfs4", 9_000, 9_000),
                                site("/data", "ext4", 910, 560)),
                        Preset.BALANCED);
        assertEquals(
                List.of("/data", "/", "/usb", "/net"),
                all.stream().map(DriveCandidate::id).toList());
        DriveCandidate data = all.getFirst();
        assertEquals(140 * GB, data.suggestedBytes(), "a quarter of 560 GB");
        assertEquals(45_500_000_000L, data.floorBytes());
        assertEquals(50 * GB, all.get(1).floorBytes());
        assertEquals(75 * GB, all.get(1).suggestedBytes());
        assertEquals(970 * GB, all.get(2).suggestedBytes(), "rounded down nicely");
        assertEquals(DriveReport.Type.REMOVABLE, all.get(2).type());
        assertTrue(all.get(2).warning().isPresent());
        assertEquals(0, all.get(3).suggestedBytes());
    }

    private static String refusal(Site site) {
        return DriveAdvice.of(List.of(site), Preset.FULL)
                .getFirst()
                .refused()
                .map(Sentence::key)
                .orElse("");
    }

    @Test
    void whatCannotBeLentSaysWhy() {
        assertEquals("", refusal(site("/d", "ext4", 500, 300)));
        assertEquals("drive.refuse.network", refusal(site("/d", "cifs", 500, 300)));
        assertEquals("drive.refuse.memory", refusal(site("/d", "tmpfs", 500, 300)));
        assertEquals("drive.refuse.small-files", refusal(site("/d", "vfat", 500, 300)));
        assertEquals("drive.refuse.read-only", refusal(site("/d", "iso9660", 500, 300)));
        assertEquals("drive.refuse.synced", refusal(site("/mnt/a/Dropbox/x", "ext4", 500, 300)));
        assertEquals("drive.refuse.small", refusal(site("/d", "ext4", 500, 19)));
        Site taken = site("/d", "ext4", 500, 300);
        assertEquals(
                "drive.refuse.taken",
                refusal(
                        new Site(
                                "d",
                                taken.folder(),
                                "ext4",
                                taken.totalBytes(),
                                taken.freeBytes(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                true)));
    }

    @Test
    void thisComputersPlacesAreFound(@TempDir Path home) {
        List<Site> sites = new SiteSurvey(home, "haulout-drive.json").look(new Hardware());
        assertTrue(sites.stream().anyMatch(Site::isSystem), sites.toString());
        assertTrue(sites.stream().allMatch(site -> site.totalBytes() >= site.freeBytes()));
    }

    @Test
    void aLentFolderIsNotLentTwice(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("store"));
        Files.writeString(home.resolve("store").resolve("haulout-drive.json"), "{}");
        List<Site> sites = new SiteSurvey(home, "haulout-drive.json").look(new Hardware());
        assertTrue(
                sites.stream()
                        .filter(site -> site.folder().startsWith(home))
                        .allMatch(Site::isTaken));
    }

    @Test
    void aRatingMeasuresAndLeavesNothing(@TempDir Path folder) throws Exception {
        // a clock that goes on a tenth of a second each time it is looked at
        AtomicLong clock = new AtomicLong();
        SelfRating rating = new SelfRating(() -> clock.addAndGet(100_000_000L));
        Rating found = rating.rate(() -> 10_000_000, folder, 8 * GB, 4);
        assertTrue(found.encodeRate() > 10_000_000, found.toString());
        assertTrue(found.writeRate() > 0 && found.readRate() > 0);
        assertEquals(Duration.ofMillis(100), found.flushTime());
        try (var left = Files.list(folder)) {
            assertFalse(left.findAny().isPresent());
        }
    }

    @Test
    void starsFollowWhatWasMeasured() {
        Rating strong =
                new Rating(
                        300_000_000, Duration.ofMillis(2), 400_000_000, 1_000_000_000, 16 * GB, 8);
        assertEquals(List.of(3, 3, 3, 3, 3), stars(strong, 5_000_000, 150 * GB, false));
        assertEquals(List.of(1, 1, 3, 3, 3), stars(strong, 5_000_000, 150 * GB, true));
        assertEquals(List.of(0, 0, 3, 3, 3), stars(strong, 5_000_000, 0, false));
        Rating weak =
                new Rating(15_000_000, Duration.ofMillis(80), 30_000_000, 90_000_000, 2 * GB, 2);
        assertEquals(List.of(1, 1, 1, 1, 2), stars(weak, 625_000, 50 * GB, false));
    }

    private static List<Integer> stars(Rating rating, long up, long lend, boolean portable) {
        return RoleAdvice.of(rating, up, lend, portable).stream()
                .map(RoleAdvice.Advice::stars)
                .toList();
    }
}
