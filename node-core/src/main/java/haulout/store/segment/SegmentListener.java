// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.drive.DriveId;
import java.nio.file.Path;

/// Told of what happens to whole segments and to records that fail. The seam of the drive shield.
///
/// Threads: any; [#sealed] is called between two groups of writers and must return at once.
public interface SegmentListener {
    /// For those who do not want to know.
    SegmentListener NONE =
            new SegmentListener() {
                @Override
                public void sealed(DriveId drive, int segment) {}

                @Override
                public void removing(DriveId drive, int segment) {}

                @Override
                public boolean mend(DriveId drive, int segment, long position, long byteCount) {
                    return false;
                }
            };

    /// A segment is complete: its bytes change no more, except where damage is mended.
    void sealed(DriveId drive, int segment);

    /// A segment is about to be deleted; what was kept for it can go.
    void removing(DriveId drive, int segment);

    /// Bytes of a sealed segment are damaged. Mends them in place, if that is possible.
    ///
    /// @return whether it is worth reading them again
    boolean mend(DriveId drive, int segment, long position, long byteCount)
            throws InterruptedException;

    /// A segment that was sealed is missing, ends too early or has no footer, and its drive is
    /// being opened. Brings the file back as it was, if that is possible; else its records count as
    /// lost.
    ///
    /// @param file where it is or was
    /// @return whether it is as it was
    default boolean restore(DriveId drive, int segment, Path file) {
        return false;
    }
}
