// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveListener;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/// Drives, a clock that is set by hand, and stores on them.
final class StoreFixture implements DriveListener {
    static final NodeId NODE = new NodeId(new Hash32(1, 2, 3, 4));

    /// Small, so that a few hundred records fill many segments.
    static final SegmentConfig SMALL =
            new SegmentConfig(8192, 64, 1 << 20, 16, 1 << 16, Duration.ofSeconds(2), 30);

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));
    final InstantSource clock = now::get;
    final List<DriveAlert> raised = new ArrayList<>();
    final List<DriveAlert> cleared = new ArrayList<>();

    @Override
    public synchronized void raised(DriveAlert alert) {
        raised.add(alert);
    }

    @Override
    public synchronized void cleared(DriveAlert alert) {
        cleared.add(alert);
    }

    void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    static LentDrive lent(int number) {
        return new LentDrive(
                new DriveId(77, number),
                Path.of("/drive" + number),
                1L << 40,
                new SpaceRule(1000, 0));
    }

    Drive drive(FileLayer files, LentDrive lent) {
        return new Drive(lent, NODE, files, clock, this);
    }

    /// Lends a folder: writes its marker.
    static void mark(FileLayer files, LentDrive lent) throws IOException {
        new DriveMarker(lent.id(), NODE).write(files, lent.root());
        files.forceDirectory(lent.root());
    }

    RecordStore open(
            SegmentConfig config, SegmentIndex index, Executor executor, List<Drive> drives)
            throws StoreException, InterruptedException {
        return RecordStore.open(
                config, new Drives(drives, 0), index, clock, executor, SegmentListener.NONE);
    }

    static RecordKey key(int number) {
        Random random = new Random(number);
        BlobId blob =
                new BlobId(
                        new Hash32(
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong()));
        return new RecordKey(number % 5 - 1, blob);
    }

    static RecordKind kind(RecordKey key) {
        return key.isSliver() ? RecordKind.SLIVER : RecordKind.METADATA;
    }

    static byte[] read(RecordStore store, RecordKey key)
            throws StoreException, InterruptedException {
        Optional<StoredBytes> found = store.open(key);
        if (found.isEmpty()) {
            return null;
        }
        try (StoredBytes bytes = found.get()) {
            ByteBuffer all = ByteBuffer.allocate((int) bytes.byteCount());
            while (all.hasRemaining()) {
                ByteBuffer part = ByteBuffer.allocate(Math.min(5000, all.remaining()));
                bytes.read(all.position(), part);
                all.put(part.flip());
            }
            return all.array();
        }
    }
}
