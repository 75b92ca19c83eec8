// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

/// The first bytes of a record.
///
/// @param kind what it is
/// @param key which; of tombstones and seals without meaning
/// @param segment number of the segment that it was written to
/// @param position in that segment
/// @param flushedPosition up to where the segment was on the drive before this was written: a
///   record below it had been acknowledged
/// @param sequence as in [RecordLocation]
/// @param payloadBytes length of the payload
/// @param tableChecksum of the checksums of the payload's blocks
/// @param driveTag of the drive that it was written to
record RecordHeader(
        RecordKind kind,
        RecordKey key,
        int segment,
        long position,
        long flushedPosition,
        long sequence,
        int payloadBytes,
        int tableChecksum,
        int driveTag) {
    long end() {
        return position + RecordFormat.diskBytes(payloadBytes);
    }

    RecordLocation location(int drive) {
        return new RecordLocation(drive, segment, position, payloadBytes, sequence);
    }
}
