// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.store.file.FileLayer.Room;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// All drives of a node, and the choice of the one that takes something new.
///
/// Threads: any.
public final class Drives {
    /// Kept free beside what is reserved: the footer of a segment and what a flush adds.
    public static final long FLUSH_MARGIN_BYTES = 8 << 20;

    private final List<Drive> all;
    private final long flushMarginBytes;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param all in the order of the owner's list
    public Drives(List<Drive> all) {
        this(all, FLUSH_MARGIN_BYTES);
    }

    /// @param flushMarginBytes kept free beside what is reserved
    public Drives(List<Drive> all, long flushMarginBytes) {
        this.all = List.copyOf(all);
        this.flushMarginBytes = flushMarginBytes;
    }

    /// In the order of the owner's list.
    public List<Drive> all() {
        return all;
    }

    /// Room on one drive that nothing else may take until it is closed, which is after the bytes
    /// were written, or were not.
    public final class Reservation implements AutoCloseable {
        private final Drive drive;
        private final long bytes;
        private boolean open = true;

        private Reservation(Drive drive, long bytes) {
            this.drive = drive;
            this.bytes = bytes;
        }

        /// Where.
        public Drive drive() {
            return drive;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    drive.release(bytes);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// Reserves room on the drive that has most left.
    ///
    /// @param bytes how much will be written, all in all
    /// @param except drives that have just failed
    /// @throws StoreFullException if none has room
    /// @throws DriveUnavailableException if none can be written to
    public Reservation reserve(long bytes, Set<Drive> except) throws StoreException {
        return reserve(bytes, except, false);
    }

    /// @param isWork whether it is for what is there already
    private Reservation reserve(long bytes, Set<Drive> except, boolean isWork)
            throws StoreException {
        lock.lock();
        try {
            Drive best = null;
            long bestLeft = -1;
            boolean anyWritable = false;
            for (Drive drive : all) {
                boolean takes = isWork || drive.use() == LentDrive.Use.OPEN;
                if (!drive.isWritable() || except.contains(drive) || !takes) {
                    continue;
                }
                anyWritable = true;
                long left = leftBytes(drive);
                if (left >= bytes && left > bestLeft) {
                    best = drive;
                    bestLeft = left;
                }
            }
            if (best == null) {
                throw anyWritable
                        ? new StoreFullException("no drive has room for " + bytes + " bytes")
                        : new DriveUnavailableException("no drive can be written to");
            }
            best.reserve(bytes);
            return new Reservation(best, bytes);
        } finally {
            lock.unlock();
        }
    }

    /// Reserves room on one drive, for work on what is there already (compaction, parity).
    ///
    /// @throws StoreFullException if it has no room
    public Reservation reserveOn(Drive drive, long bytes) throws StoreException {
        Set<Drive> others = new HashSet<>(all);
        others.remove(drive);
        return reserve(bytes, others, true);
    }

    /// Room left on a drive for something new, by the owner's number and by the floor.
    public long leftBytesOf(Drive drive) {
        lock.lock();
        try {
            return drive.isWritable() ? Math.max(0, leftBytes(drive)) : 0;
        } finally {
            lock.unlock();
        }
    }

    // used + reserved + size + margin ≤ usable, and free − size ≥ floor
    private long leftBytes(Drive drive) {
        Room room;
        try {
            room = drive.freshRoom();
        } catch (IOException e) {
            drive.checkMarker();
            return -1;
        }
        long byNumber =
                drive.usableBytes(room)
                        - drive.usedBytes()
                        - drive.reservedBytes()
                        - flushMarginBytes;
        long pending = 0;
        for (Drive other : all) {
            boolean same =
                    other == drive
                            || other.lastRoom()
                                    .filter(its -> its.volume().equals(room.volume()))
                                    .isPresent();
            pending += same ? other.pendingBytes() : 0;
        }
        long byFloor =
                room.freeBytes() - pending - drive.lent().rule().floorBytes(room.totalBytes());
        return Math.min(byNumber, byFloor);
    }

    /// Does the checks that are due on every drive. Call every second or two, on a thread that may
    /// block.
    public void tick() {
        for (Drive drive : all) {
            drive.tick();
            if (drive.isPresent()) {
                lock.lock();
                try {
                    drive.freshRoom();
                } catch (IOException e) {
                    drive.checkMarker();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    /// Makes the next reservation read free space anew, after a write failed.
    public void forgetRoom(Drive drive) {
        lock.lock();
        try {
            drive.forgetRoom();
        } finally {
            lock.unlock();
        }
    }

    /// What is wrong now, on all drives.
    public List<DriveAlert> alerts() {
        List<DriveAlert> alerts = new ArrayList<>();
        for (Drive drive : all) {
            alerts.addAll(drive.alerts());
        }
        return alerts;
    }
}
