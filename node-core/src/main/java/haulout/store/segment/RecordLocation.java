// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

/// Where a record is.
///
/// @param drive ordinal of the drive in the index
/// @param segment number of the segment on the drive
/// @param position of the record's header in the segment
/// @param payloadBytes length of what it holds
/// @param sequence grows with every record of a node; a copy keeps that of its original
public record RecordLocation(
        int drive, int segment, long position, int payloadBytes, long sequence) {
    /// What it takes on the drive.
    public long diskBytes() {
        return RecordFormat.diskBytes(payloadBytes);
    }
}
