// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// This computer's own node.
public interface OwnNode {
    /// Who it is.
    NodeId id();

    /// Its drives as they were found last; empty if it does not run.
    List<OwnDrive> drives();

    /// What it holds and has done; empty if it does not run.
    Optional<Holdings> holdings();

    /// What it holds.
    ///
    /// @param bytes of slivers
    /// @param written bytes written since it was started
    /// @param read records opened since it was started
    /// @param damaged records found damaged since it was started
    /// @param mended of these
    /// @param damagedOfMonth records found damaged in the last 30 days
    /// @param openOfMonth of these, those that were not brought back yet
    record Holdings(
            long slivers,
            long bytes,
            long written,
            long read,
            long damaged,
            long mended,
            long damagedOfMonth,
            long openOfMonth) {}

    /// A lent drive.
    ///
    /// @param label what people call it, `/` for the drive that the system runs from
    /// @param fileBytes all files of this node on it
    /// @param liveBytes of them what counts
    /// @param room empty when it cannot be read
    /// @param writeFailure whether the last write failed
    /// @param slow whether writes took too long, three times in a row
    /// @param shield `off`, `light` or `strong`, as it is now
    /// @param fullCheck when everything on it was last read again
    /// @param check how far that is, if its owner wants it done now
    /// @param takesIn whether new pieces may come
    /// @param work what is being done to it
    /// @param errors read errors and damaged records in the last day
    record OwnDrive(
            String id,
            String label,
            Kind kind,
            Path folder,
            long lentBytes,
            long floorBytes,
            boolean isPresent,
            boolean writeFailure,
            boolean slow,
            String shield,
            long errors,
            long fileBytes,
            long liveBytes,
            Optional<Room> room,
            Optional<Duration> writeTime,
            Optional<Instant> missingSince,
            Optional<Instant> fullCheck,
            Optional<Reading> check,
            boolean takesIn,
            Optional<Work> work) {}

    /// How much of a drive was read again.
    record Reading(long doneBytes, long totalBytes) {}

    /// What is being done to a drive.
    ///
    /// @param isMove whether its files go to another place; else they go to the other drives
    /// @param totalBytes 0 when not known
    record Work(boolean isMove, long doneBytes, long totalBytes) {}

    /// What a drive is.
    enum Kind {
        /// No moving parts.
        SOLID,
        /// Spinning.
        SPINNING,
        /// Can be pulled.
        REMOVABLE,
        /// The system does not say.
        UNKNOWN
    }

    /// Bytes of a whole drive.
    record Room(long totalBytes, long freeBytes) {}

    /// Lends a folder on a drive. The node is away for a moment.
    ///
    /// @param isSystem whether the system runs from that drive
    void add(Path folder, long bytes, boolean isSystem)
            throws java.io.IOException, InterruptedException;

    /// Lets new pieces come to a drive or not.
    void setTakesIn(String drive, boolean takesIn) throws java.io.IOException;

    /// Brings what is on a drive to the others and lends it no more; its folder is cleared. Returns
    /// when that is done; goes on by itself after a restart.
    void remove(String drive) throws java.io.IOException, InterruptedException;

    /// Gives up a drive that will not come back.
    void giveUp(String drive) throws java.io.IOException, InterruptedException;

    /// Has a drive's files in another folder; every record is checked. Returns when that is done;
    /// goes on by itself after a restart.
    ///
    /// @return the old folder, which still has everything
    Path move(String drive, Path to) throws java.io.IOException, InterruptedException;

    /// Clears a folder that a drive was moved away from.
    ///
    /// @return false if it has nothing of that drive, or is lent again
    boolean clear(String drive, Path old) throws java.io.IOException;

    /// Has everything on a drive read again, in small steps and under the owner's rules; what is
    /// damaged is mended. Returns when that has begun; goes on by itself after a restart.
    void check(String drive) throws java.io.IOException;

    /// Lends another amount of a drive. The node is away for a moment.
    void lend(String drive, long bytes) throws java.io.IOException, InterruptedException;
}
