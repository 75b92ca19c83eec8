// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.drive.DriveId;
import java.util.List;

/// Figures of a store at one moment, for metrics. Counts are since the start.
///
/// @param storedRecords puts that wrote
/// @param alreadyStoredRecords puts that found the record there
/// @param deletedRecords records forgotten on request
/// @param openedRecords records opened for reading
/// @param writtenBytes bytes of records written, copies of compaction included
/// @param flushes times that a file was forced
/// @param groups groups of records that shared a flush
/// @param groupedRecords records in these groups
/// @param sealedSegments segments completed
/// @param damagedRecords records found damaged
/// @param mendedRecords damaged records that were mended
/// @param writeFailures writes that a drive refused
/// @param copiedBytes bytes that compaction wrote again
/// @param reclaimedBytes bytes of files that compaction deleted
/// @param indexBatches batches written to the index
/// @param waitingIndexRows changes that are not in the index yet
/// @param drives one for each drive
public record StoreFigures(
        long storedRecords,
        long alreadyStoredRecords,
        long deletedRecords,
        long openedRecords,
        long writtenBytes,
        long flushes,
        long groups,
        long groupedRecords,
        long sealedSegments,
        long damagedRecords,
        long mendedRecords,
        long writeFailures,
        long copiedBytes,
        long reclaimedBytes,
        long indexBatches,
        long waitingIndexRows,
        List<DriveFigures> drives) {
    public StoreFigures {
        drives = List.copyOf(drives);
    }

    /// One drive.
    ///
    /// @param drive which
    /// @param isPresent whether it is there
    /// @param isWritable whether it takes writes
    /// @param segments files
    /// @param fileBytes their bytes
    /// @param liveRecords records that count
    /// @param liveBytes what they take
    public record DriveFigures(
            DriveId drive,
            boolean isPresent,
            boolean isWritable,
            int segments,
            long fileBytes,
            long liveRecords,
            long liveBytes) {}
}
