// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.store.StoreException;
import haulout.store.drive.DriveId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where records are: a table that outlives the process, written behind the segments in large
/// batches. All of it can be made again from the segments.
///
/// Threads: any for reading; [#apply] one at a time. Errors: [StoreException] if it cannot be read
/// or written.
public interface SegmentIndex {
    /// All but the records.
    State load() throws StoreException, InterruptedException;

    /// Where a record is, empty if it is not known.
    Optional<RecordLocation> find(RecordKey key) throws StoreException, InterruptedException;

    /// Keys of a space, ascending, from `from` (inclusive) on, at most `limit`.
    List<RecordKey> keys(int space, BlobId from, int limit)
            throws StoreException, InterruptedException;

    /// The first space from `from` (inclusive) on that has a record.
    Optional<Integer> nextSpace(int from) throws StoreException, InterruptedException;

    /// Keys of lost records, ascending, from `from` (inclusive) on, at most `limit`.
    List<RecordKey> lost(RecordKey from, int limit) throws StoreException, InterruptedException;

    /// Records of a drive, ascending by key, from `from` (inclusive) on, at most `limit`. Reads the
    /// whole table: for the rare case that a drive or segment is gone.
    Map<RecordKey, RecordLocation> onDrive(int drive, RecordKey from, int limit)
            throws StoreException, InterruptedException;

    /// Writes a batch; all of it is durable when this returns, or nothing.
    void apply(Batch batch) throws StoreException, InterruptedException;

    /// What became of a record.
    sealed interface Change {
        /// It is at a place.
        record Stored(RecordLocation location) implements Change {}

        /// It is not there.
        record Gone() implements Change {}

        /// It was there and cannot be read any more.
        record Lost() implements Change {}
    }

    /// What is written in one transaction.
    ///
    /// @param changes of records
    /// @param segments new or changed rows
    /// @param removedSegments rows to take out
    /// @param drives new or changed rows
    /// @param nextSequence the number of the next record
    record Batch(
            Map<RecordKey, Change> changes,
            List<SegmentRow> segments,
            List<SegmentId> removedSegments,
            List<DriveRow> drives,
            long nextSequence) {}

    /// What is known at a start.
    ///
    /// @param drives all known, present or not
    /// @param segments of all drives
    /// @param nextSequence the number of the next record
    record State(List<DriveRow> drives, List<SegmentRow> segments, long nextSequence) {}

    /// A drive and how far the table is with it.
    ///
    /// @param ordinal stands for the drive in the rows of records
    /// @param drive which
    /// @param checkpointSegment records of earlier segments are all in the table
    /// @param checkpointPosition and those of this segment up to here
    record DriveRow(int ordinal, DriveId drive, int checkpointSegment, long checkpointPosition) {}

    /// Which segment.
    ///
    /// @param drive ordinal of the drive
    /// @param number on that drive, from 1 on
    record SegmentId(int drive, int number) {}

    /// How full a segment is.
    ///
    /// @param id which
    /// @param phase open, sealed or going
    /// @param byteCount length of the file
    /// @param liveCount records that count
    /// @param liveBytes what they take
    /// @param tombstoneBytes what tombstones take
    record SegmentRow(
            SegmentId id,
            SegmentPhase phase,
            long byteCount,
            long liveCount,
            long liveBytes,
            long tombstoneBytes) {}

    /// The life of a segment. The codes are stored.
    enum SegmentPhase {
        /// Takes records.
        OPEN(0),
        /// Complete, with its footer.
        SEALED(1),
        /// Its records are elsewhere; the file is being deleted.
        REMOVING(2);

        private final int code;

        SegmentPhase(int code) {
            this.code = code;
        }

        /// How it is stored.
        public int code() {
            return code;
        }

        /// The phase of a code that was stored.
        public static SegmentPhase ofCode(int code) {
            for (SegmentPhase phase : values()) {
                if (phase.code == code) {
                    return phase;
                }
            }
            throw new IllegalArgumentException("phase of a segment " + code);
        }
    }
}
