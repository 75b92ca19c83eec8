// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

/// One record of a segment, as its footer lists it.
///
/// @param kind what it is; never a seal
/// @param key which; of tombstones without meaning
/// @param position of its header
/// @param payloadBytes length of what it holds
/// @param sequence as in [RecordLocation]
public record SegmentEntry(
        RecordKind kind, RecordKey key, long position, int payloadBytes, long sequence) {
    static SegmentEntry of(RecordHeader header) {
        return new SegmentEntry(
                header.kind(),
                header.key(),
                header.position(),
                header.payloadBytes(),
                header.sequence());
    }

    RecordLocation location(int drive, int segment) {
        return new RecordLocation(drive, segment, position, payloadBytes, sequence);
    }

    /// Where its last byte that counts ends; zeros follow up to [#end].
    public long contentEnd() {
        return position + RecordFormat.payloadOffset(payloadBytes) + payloadBytes;
    }

    /// Where the next record begins.
    public long end() {
        return position + RecordFormat.diskBytes(payloadBytes);
    }
}
