// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

/// What the owner's rules let be done on each drive now. Thread-safe.
///
/// Writing what was promised is never cut off: [#begin] is asked before anything is written, and
/// what has begun is only made to wait.
public interface DriveUse {
    /// Everything is allowed.
    DriveUse FREE = new Free();

    /// Work on what is there already.
    enum Work {
        /// Winning back the room of records that count no more.
        COMPACTION,
        /// Making parity.
        PARITY,
        /// Reading everything again.
        CHECK
    }

    /// Whether something new may be written to a drive. If so, one [#end] follows.
    ///
    /// @param bytes how much, all in all
    boolean begin(DriveId drive, long bytes);

    /// It was written, or not.
    ///
    /// @param bytes as at the beginning
    void end(DriveId drive, long bytes);

    /// Returns when so many bytes of something new may be written.
    void awaitWriting(DriveId drive, long bytes) throws InterruptedException;

    /// Whether a step of work may begin.
    boolean mayWork(DriveId drive, Work work);

    /// Returns when the next step may begin.
    ///
    /// @param bytes that the last one read and wrote
    void awaitAfter(DriveId drive, long bytes) throws InterruptedException;

    /// Everything is allowed. All of these are equal.
    record Free() implements DriveUse {
        @Override
        public boolean begin(DriveId drive, long bytes) {
            return true;
        }

        @Override
        public void end(DriveId drive, long bytes) {}

        @Override
        public void awaitWriting(DriveId drive, long bytes) {}

        @Override
        public boolean mayWork(DriveId drive, Work work) {
            return true;
        }

        @Override
        public void awaitAfter(DriveId drive, long bytes) {}
    }
}
