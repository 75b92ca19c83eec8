// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveListener;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.segment.NumberedRecords;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentConfig;
import haulout.store.segment.SegmentIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// A store with its shield on some drives, records whose bytes are known, and files to damage.
final class ShieldedStore {
    static final NodeId NODE = new NodeId(new Hash32(1, 2, 3, 4));

    /// Segments of one column.
    static final SegmentConfig SMALL =
            new SegmentConfig(8192, 64, 1 << 20, 16, 1 << 16, Duration.ofSeconds(2), 30);

    /// Segments of several columns.
    static final SegmentConfig LARGE =
            new SegmentConfig(5 << 20, 4096, 1 << 20, 64, 1 << 20, Duration.ofSeconds(2), 30);

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));
    final Map<Integer, byte[]> stored = new TreeMap<>();
    final FileLayer files;
    final Path root;
    final SegmentConfig config;
    SegmentIndex index = NumberedRecords.newIndex();
    List<Drive> drives = List.of();
    DriveShield shield;
    RecordStore store;
    SegmentAccess access;

    /// @param root gets a folder for each drive
    ShieldedStore(FileLayer files, Path root, SegmentConfig config) {
        this.files = files;
        this.root = root;
        this.config = config;
    }

    LentDrive lent(int number) {
        return new LentDrive(
                new DriveId(77, number),
                root.resolve("drive" + number),
                1L << 40,
                new SpaceRule(0, 0));
    }

    void mark(int driveCount) throws IOException {
        for (int number = 1; number <= driveCount; number++) {
            new DriveMarker(lent(number).id(), NODE).write(files, lent(number).root());
            files.forceDirectory(lent(number).root());
        }
    }

    /// Opens the store; the first drive has the segments.
    ShieldedStore open(ShieldMode mode, int driveCount) throws Exception {
        List<Drive> all = new ArrayList<>();
        for (int number = 1; number <= driveCount; number++) {
            Drive drive = new Drive(lent(number), NODE, files, now::get, DriveListener.NONE);
            drive.checkMarker();
            all.add(drive);
        }
        drives = all;
        Drives lentDrives = new Drives(all, 0);
        shield = new DriveShield(lentDrives, mode, now::get, Runnable::run);
        // the other drives are full as far as segments are concerned
        for (Drive drive : all.subList(1, all.size())) {
            drive.setOverheadBytes(Long.MAX_VALUE / 4);
        }
        store = NumberedRecords.open(config, lentDrives, index, now::get, shield);
        access = new SegmentAccess(store);
        shield.bind(store);
        return this;
    }

    void close() {
        shield.close();
        store.close();
    }

    /// Puts records until so many segments are sealed.
    void fill(int segments, int recordBytes, Random random) throws Exception {
        while (access.sealed().size() < segments) {
            byte[] bytes = new byte[1 + random.nextInt(recordBytes)];
            random.nextBytes(bytes);
            int number = stored.size();
            NumberedRecords.put(store, number, bytes);
            stored.put(number, bytes);
        }
    }

    /// Makes all parity that is missing.
    void protect() throws Exception {
        for (Drive drive : drives) {
            drive.setOverheadBytes(0);
        }
        int steps = 0;
        while (!shield.step(1 << 20).isIdle()) {
            assertTrue(++steps < 10_000, "parity without end");
        }
    }

    Scrub scrub() throws IOException {
        return Scrub.open(
                shield, store, Duration.ofDays(10), files, root.resolve("scrub.json"), now::get);
    }

    /// Reads everything once.
    void scrubOnce() throws Exception {
        try (Scrub scrub = scrub()) {
            for (int i = 0; i < drives.size(); ) {
                Scrub.Step step = scrub.step(1 << 20);
                assertTrue(!step.isIdle());
                now.updateAndGet(instant -> instant.plusSeconds(1));
                i += step.endedRound() ? 1 : 0;
            }
        }
    }

    Path segment(int number) {
        return lent(1).root().resolve("segments").resolve("%010d.seg".formatted(number));
    }

    Path parity(int drive, int segment, int parityCount) {
        return lent(drive)
                .root()
                .resolve("parity")
                .resolve("%s-%010d.p%d".formatted(lent(1).id(), segment, parityCount));
    }

    byte[] bytes(Path file) throws IOException {
        try (OpenFile open = files.openForReading(file)) {
            ByteBuffer all = ByteBuffer.allocate((int) open.byteCount());
            open.readFully(0, all);
            return all.array();
        }
    }

    /// Changes bytes of a file behind the store's back.
    void overwrite(Path file, long position, byte[] bytes) throws IOException {
        try (OpenFile open = files.openForWriting(file)) {
            open.write(position, ByteBuffer.wrap(bytes));
            open.force();
        }
    }

    void truncate(Path file, long byteCount) throws IOException {
        try (OpenFile open = files.openForWriting(file)) {
            open.truncate(byteCount);
            open.force();
        }
    }

    /// Gives a stretch of a file other bytes, each of them.
    void spoil(Path file, long position, int count, Random random) throws IOException {
        byte[] all = bytes(file);
        byte[] part = new byte[(int) Math.min(count, all.length - position)];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) (all[(int) position + i] ^ (1 + random.nextInt(255)));
        }
        overwrite(file, position, part);
    }

    void flip(Path file, long position, int bit) throws IOException {
        byte[] all = bytes(file);
        overwrite(file, position, new byte[] {(byte) (all[(int) position] ^ 1 << bit)});
    }

    void checkAll() throws Exception {
        for (Map.Entry<Integer, byte[]> entry : stored.entrySet()) {
            assertArrayEquals(
                    entry.getValue(),
                    NumberedRecords.read(store, entry.getKey()),
                    () -> "record " + entry.getKey());
        }
        assertTrue(access.lost(10).isEmpty());
    }
}
