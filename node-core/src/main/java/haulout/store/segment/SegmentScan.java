// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a segment record by record, from any record on.
///
/// A stretch that is no record is passed over in steps of 64 bytes until one begins that names
/// exactly this drive, segment and position. So a damaged record costs itself only. One that cannot
/// be read at all ends the scan, or is passed over as well: then it has to be asked for afterwards,
/// because what is there is not known.
final class SegmentScan {
    // small records are read many at a time
    private static final int WINDOW_BYTES = 1 << 17;

    private final OpenFile file;
    private final int driveTag;
    private final int segment;
    private final long fileBytes;

    /// What a drive reads at least: so much is passed over.
    static final int PIECE_BYTES = 4096;

    // beyond this it is not a bad sector any more: each costs a slow drive a second
    private static final int MAX_UNREADABLE = 64;

    private final boolean passesOver;
    private final TreeSet<Long> unreadable = new TreeSet<>();
    private @Nullable IOException failure;
    private final ByteBuffer window = RecordFormat.allocate(WINDOW_BYTES).limit(0);
    private long windowStart;
    private long at;
    private long flushedSeen;

    /// @param from where a record begins
    SegmentScan(OpenFile file, int driveTag, int segment, long from) throws IOException {
        this(file, driveTag, segment, from, false);
    }

    /// @param from where a record begins
    /// @param passesOver whether it goes on behind what cannot be read
    SegmentScan(OpenFile file, int driveTag, int segment, long from, boolean passesOver)
            throws IOException {
        this.passesOver = passesOver;
        this.file = file;
        this.driveTag = driveTag;
        this.segment = segment;
        this.at = from;
        this.fileBytes = file.byteCount();
    }

    /// A record that the scan came by.
    ///
    /// @param header its header
    /// @param isWhole whether its payload was checked and is right
    /// @param isReadable whether all of its payload could be read
    record Found(RecordHeader header, boolean isWhole, boolean isReadable) {}

    /// Where the first bytes are that could not be read; empty if all could.
    OptionalLong firstUnreadable() {
        return unreadable.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unreadable.first());
    }

    /// Why they could not.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /// The next record, with its payload checked; empty at the end.
    Optional<Found> next() throws IOException {
        return next(true);
    }

    /// The next record; its payload is not looked at.
    Optional<Found> nextHeader() throws IOException {
        return next(false);
    }

    private Optional<Found> next(boolean check) throws IOException {
        while (at + RecordFormat.HEADER_BYTES <= fileBytes) {
            Optional<RecordHeader> header = headerAt(at);
            if (header.isEmpty()) {
                at += RecordFormat.ALIGNMENT;
                continue;
            }
            RecordHeader found = header.get();
            flushedSeen = Math.max(flushedSeen, found.flushedPosition());
            boolean fits = payloadEnd(found) <= fileBytes;
            boolean whole = fits && (!check || payloadIsRight(found));
            at = whole ? found.end() : at + RecordFormat.ALIGNMENT;
            boolean readable =
                    whole || unreadable.subSet(pieceOf(found.position()), found.end()).isEmpty();
            return Optional.of(new Found(found, whole, readable));
        }
        return Optional.empty();
    }

    private static long payloadEnd(RecordHeader header) {
        return header.position()
                + RecordFormat.payloadOffset(header.payloadBytes())
                + header.payloadBytes();
    }

    /// Where the next record would begin.
    long position() {
        return at;
    }

    /// Up to where the file was on the drive when the newest record seen was written: what is below
    /// had been acknowledged.
    long flushedSeen() {
        return flushedSeen;
    }

    private Optional<RecordHeader> headerAt(long position) throws IOException {
        if (position < windowStart
                || position + RecordFormat.HEADER_BYTES > windowStart + window.limit()) {
            fill(position);
        }
        window.position((int) (position - windowStart));
        return RecordFormat.read(window)
                .filter(header ->
                        header.driveTag() == driveTag
                                && header.segment() == segment
                                && header.position() == position);
    }

    private void fill(long position) throws IOException {
        window.clear();
        windowStart = position;
        int count;
        try {
            count = file.readFully(position, window);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (!passesOver) {
                window.limit(0);
                throw e;
            }
            count = fillByPieces(position);
        }
        window.clear().limit(Math.max(0, count));
    }

    /// Reads what can be read; the rest is zeros.
    private int fillByPieces(long position) throws IOException {
        int count = Math.clamp(fileBytes - position, 0, WINDOW_BYTES);
        int done = 0;
        while (done < count) {
            long at = position + done;
            int length = (int) Math.min(count - done, pieceOf(at) + PIECE_BYTES - at);
            clear(done, done + length);
            try {
                file.readFully(at, window.clear().position(done).limit(done + length));
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                clear(done, done + length);
                failure = e;
                unreadable.add(pieceOf(at));
                if (unreadable.size() > MAX_UNREADABLE) {
                    throw e;
                }
            }
            done += length;
        }
        return count;
    }

    private void clear(int from, int to) {
        window.clear();
        for (int at = from; at < to; at++) {
            window.put(at, (byte) 0);
        }
    }

    private static long pieceOf(long position) {
        return position / PIECE_BYTES * PIECE_BYTES;
    }

    private boolean payloadIsRight(RecordHeader header) throws IOException {
        int blocks = RecordFormat.blockCount(header.payloadBytes());
        ByteBuffer table = RecordFormat.allocate(4 * blocks);
        read(header.position() + RecordFormat.HEADER_BYTES, table);
        if (RecordFormat.checksum(table.duplicate().position(0)) != header.tableChecksum()) {
            return false;
        }
        long from = header.position() + RecordFormat.payloadOffset(header.payloadBytes());
        int left = header.payloadBytes();
        for (int block = 0; block < blocks; block++) {
            int count = Math.min(RecordFormat.BLOCK_BYTES, left);
            ByteBuffer bytes = RecordFormat.allocate(count);
            if (read(from, bytes) != count
                    || RecordFormat.checksum(bytes) != table.getInt(4 * block)) {
                return false;
            }
            from += count;
            left -= count;
        }
        return true;
    }

    private int read(long position, ByteBuffer target) throws IOException {
        int length = target.remaining();
        if (position >= windowStart && position + length <= windowStart + window.limit()) {
            target.put(window.slice((int) (position - windowStart), length));
            target.flip();
            return length;
        }
        if (length <= WINDOW_BYTES / 2) {
            fill(position);
            int there = Math.min(length, window.limit());
            target.put(window.slice(0, there));
            target.flip();
            return there;
        }
        int count = file.readFully(position, target);
        target.flip();
        return count;
    }
}
