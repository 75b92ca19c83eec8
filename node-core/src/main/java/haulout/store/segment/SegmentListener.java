// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.drive.DriveId;

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
}
