// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.StoreException;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.segment.SegmentAccess.Verdict;
import haulout.store.segment.SegmentEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one segment again, unit by unit: columns where there is parity, else records by their own
/// checksums.
///
/// One thread.
final class SegmentCheck implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SegmentCheck.class);

    private final DriveShield shield;
    private final SegmentAccess access;
    private final Sealed segment;
    private @Nullable Inspection inspection;
    private @Nullable List<SegmentEntry> entries;
    private final Set<Long> listed = new HashSet<>();
    private boolean complete;
    private long liveCount;
    private final long from;
    private int next;

    /// @param firstUnit where an earlier check of this segment has come to
    /// @param from records before this position were checked already
    SegmentCheck(
            DriveShield shield, SegmentAccess access, Sealed segment, int firstUnit, long from) {
        this.shield = shield;
        this.access = access;
        this.segment = segment;
        this.next = firstUnit;
        this.from = from;
    }

    Sealed segment() {
        return segment;
    }

    /// Where another check can go on: a column, never a record.
    int next() {
        return inspection != null ? next : 0;
    }

    /// The record that is next, where records are checked.
    long nextPosition() {
        List<SegmentEntry> all = entries;
        return all == null || next >= all.size() ? 0 : all.get(next).position();
    }

    /// Checks one unit.
    ///
    /// @return bytes read; empty if there is no more
    /// @throws IOException if a drive is away or fails
    OptionalLong step() throws IOException, InterruptedException {
        Inspection columns = inspection;
        if (columns == null && entries == null) {
            columns = begin();
        }
        return columns != null ? column(columns) : record();
    }

    private @Nullable Inspection begin() throws IOException, InterruptedException {
        Optional<ParityFile> file =
                segment.isSealed() ? shield.parityOf(segment) : Optional.empty();
        if (file.isPresent()) {
            inspection = inspect(file.get());
        }
        if (inspection == null) {
            next = 0; // what was counted before are columns
            entries = new ArrayList<>(access.knownEntries(segment.drive(), segment.number()));
            entries.forEach(entry -> listed.add(entry.position()));
        }
        return inspection;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with this
    private @Nullable Inspection inspect(ParityFile file) throws IOException {
        try {
            return Inspection.open(
                    file,
                    access.drive(segment.drive()),
                    segment.file(),
                    OptionalLong.of(segment.byteCount()));
        } catch (UnfitParityException e) {
            shield.drop(file, String.valueOf(e.getMessage()), e.isDamaged());
            return null;
        }
    }

    private OptionalLong column(Inspection columns) throws IOException, InterruptedException {
        ParityLayout layout = columns.layout();
        if (next >= layout.columns()) {
            mendTables(columns);
            return OptionalLong.empty();
        }
        switch (shield.mender().repair(access, segment, columns, next)) {
            case WHOLE, MENDED, BEYOND -> next++;
            case DISTRUSTED -> {
                shield.drop(columns.file(), "it contradicts the segment", false);
                columns.close();
                inspection = null;
                entries = new ArrayList<>(access.knownEntries(segment.drive(), segment.number()));
                entries.forEach(entry -> listed.add(entry.position()));
                next = 0;
                return OptionalLong.of(0);
            }
        }
        return OptionalLong.of((long) layout.blockBytes(next - 1) * layout.stripes());
    }

    private void mendTables(Inspection columns) throws IOException {
        if (!columns.areTablesWhole()) {
            shield.mendTables(columns);
        }
    }

    private OptionalLong record() throws StoreException, InterruptedException {
        List<SegmentEntry> all = entries;
        if (all == null) {
            throw new IllegalStateException("not begun");
        }
        if (next >= all.size() && !complete) {
            complete = true;
            all.addAll(access.unlisted(segment.drive(), segment.number(), listed, liveCount));
        }
        if (next >= all.size()) {
            return OptionalLong.empty();
        }
        SegmentEntry entry = all.get(next);
        if (entry.position() < from) {
            next++;
            return OptionalLong.of(0);
        }
        Verdict verdict = access.check(segment.drive(), segment.number(), entry);
        next++;
        if (verdict == Verdict.DAMAGED) {
            log.atWarn().addKeyValue("record", entry.key()).log("found damaged by the scrub");
            shield.counters().damagedBlocks.increment();
            if (access.markLost(segment.drive(), segment.number(), entry)) {
                shield.counters().lostRecords.increment();
            }
        }
        liveCount += verdict != Verdict.DEAD && entry.kind().isContent() ? 1 : 0;
        return OptionalLong.of(entry.end() - entry.position());
    }

    @Override
    public void close() {
        if (inspection != null) {
            inspection.close();
        }
    }
}
