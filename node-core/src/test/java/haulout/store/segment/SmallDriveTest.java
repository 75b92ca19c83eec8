// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreFullException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A real small file system, where this computer lets one be mounted: never a byte over the lent
/// space, and never under the floor, while the owner fills the drive as well.
@EnabledOnOs(OS.LINUX)
class SmallDriveTest {
    private static final long MB = 1_000_000;
    private static final long SIZE = 160 * MB;

    @TempDir private Path folder;
    private Path mount = Path.of("");
    private final StoreFixture fixture = new StoreFixture();

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    @BeforeEach
    void mountASmallFileSystem() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/mkfs.ext4")), "no mkfs.ext4 here");
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        mount = Files.createDirectories(folder.resolve("mount"));
        boolean mounted =
                run("/usr/sbin/mkfs.ext4", "-q", "-F", "-m", "0", image.toString())
                        && run("mount", "-o", "loop", image.toString(), mount.toString());
        Assumptions.assumeTrue(mounted, "nothing may be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (Files.exists(mount.resolve("lost+found"))) {
            assertTrue(run("umount", mount.toString()));
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    private long used(Path lent) throws IOException {
        try (var files = Files.walk(lent)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /// Puts records until the store is full; checks the promises after each.
    private int fill(RecordStore store, Path lent, long lentBytes, long floor) throws Exception {
        byte[] bytes = new byte[200_000];
        for (int number = 0; number < 2_000; number++) {
            RecordKey key = StoreFixture.key(number + used);
            try {
                store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
            } catch (StoreFullException full) {
                used += number;
                return number;
            }
            assertTrue(free() >= floor, () -> "under the floor");
            assertTrue(used(lent) <= lentBytes, () -> "over what is lent");
        }
        throw new AssertionError("never full");
    }

    private int used;

    @Test
    void neverOverWhatIsLentAndNeverUnderTheFloor() throws Exception {
        long lentBytes = 40 * MB;
        long floor = 50 * MB;
        SystemFiles files = new SystemFiles();
        Path root = Files.createDirectories(mount.resolve("haulout"));
        LentDrive lent = new LentDrive(new DriveId(7, 1), root, lentBytes, new SpaceRule(floor, 0));
        StoreFixture.mark(files, lent);
        Drive drive = fixture.drive(files, lent);
        assertTrue(drive.checkMarker());
        try (ExecutorService writers = Executors.newCachedThreadPool();
                RecordStore store =
                        fixture.open(
                                StoreFixture.SMALL, new MemoryIndex(), writers, List.of(drive))) {
            int first = fill(store, root, lentBytes, floor);
            assertTrue(first > 100, first + " records in 40 MB");
            // the owner copies onto the drive: what the node had room for is the owner's now
            long owner = free() - floor - 3 * MB;
            assertTrue(owner > 0);
            try (RandomAccessFile file =
                    new RandomAccessFile(mount.resolve("film").toFile(), "rw")) {
                byte[] part = new byte[1 << 20];
                for (long done = 0; done < owner; done += part.length) {
                    file.write(part);
                }
                file.getFD().sync();
            }
            fixture.advance(Drive.ROOM_MAX_AGE);
            assertEquals(0, fill(store, root, lentBytes, floor));
            assertTrue(free() >= floor);
        }
    }
}
