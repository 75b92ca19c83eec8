// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.segment.SegmentAccess.Verdict;
import haulout.store.segment.SegmentEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts damaged columns in order.
///
/// Blocks are written over in place: bytes that were right stay the same ones, so a loss of power
/// leaves nothing worse than it was. A record that is whole by its own checksums is never changed:
/// where parity wants other bytes, the parity is taken for wrong.
///
/// Threads: any, one at a time by [#lock]. Never interrupted: it writes.
final class Mender {
    private static final Logger log = LoggerFactory.getLogger(Mender.class);

    private final ShieldCounters counters;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock; reported once
    private final Map<ParityKey, Set<Integer>> beyond = new HashMap<>();

    Mender(ShieldCounters counters) {
        this.counters = counters;
    }

    /// What became of a column.
    enum Outcome {
        /// Nothing was wrong.
        WHOLE,
        /// It is whole again.
        MENDED,
        /// Too much is damaged; records that were there are marked lost.
        BEYOND,
        /// The parity contradicts whole records: it has to be made anew.
        DISTRUSTED
    }

    ReentrantLock lock() {
        return lock;
    }

    /// Forgets a segment that is gone.
    void forget(ParityKey key) {
        lock.lock();
        try {
            beyond.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Checks a column and mends what is damaged.
    ///
    /// @throws IOException if a drive is away or fails
    Outcome repair(SegmentAccess access, Sealed segment, Inspection inspection, int index)
            throws IOException, InterruptedException {
        lock.lock();
        try {
            inspection.load(index);
            if (inspection.column().damaged().length == 0) {
                return Outcome.WHOLE;
            }
            return new Repair(access, segment, inspection, index).run();
        } finally {
            lock.unlock();
        }
    }

    /// One column that is damaged.
    private final class Repair {
        private final SegmentAccess access;
        private final Sealed segment;
        private final Inspection inspection;
        private final ParityLayout layout;
        private final Column column;
        private final int index;
        private final int[] damaged;

        private Repair(SegmentAccess access, Sealed segment, Inspection inspection, int index) {
            this.access = access;
            this.segment = segment;
            this.inspection = inspection;
            this.layout = inspection.layout();
            this.column = inspection.column();
            this.index = index;
            this.damaged = column.damaged();
        }

        private Outcome run() throws IOException, InterruptedException {
            Map<Integer, byte[]> found = new HashMap<>();
            for (int stripe : damaged) {
                if (stripe < ParityLayout.DATA_STRIPES && column.isReadable(stripe)) {
                    found.put(stripe, column.copy(stripe));
                }
            }
            if (damaged.length > layout.parityCount() || !inspection.isSegmentThere()) {
                return beyond();
            }
            if (!column.decode(inspection.table())) {
                log.atError()
                        .addKeyValue("parity", inspection.file().path())
                        .log("the table of parity and its blocks disagree");
                return Outcome.DISTRUSTED;
            }
            if (contradictsWholeRecords(found)) {
                return Outcome.DISTRUSTED;
            }
            write();
            return settle();
        }

        private Outcome beyond() throws StoreException, InterruptedException {
            List<SegmentEntry> lost = damagedRecords();
            boolean isNew =
                    beyond.computeIfAbsent(inspection.file().key(), key -> new HashSet<>())
                            .add(index);
            if (isNew) {
                counters.damagedBlocks.add(damaged.length);
                inspection
                        .drive()
                        .noteErrors(
                                damaged.length,
                                "%d stripes of segment %d are damaged, %d can be mended"
                                        .formatted(
                                                damaged.length,
                                                segment.number(),
                                                layout.parityCount()));
            }
            for (SegmentEntry entry : lost) {
                if (access.markLost(segment.drive(), segment.number(), entry)) {
                    counters.lostRecords.increment();
                }
            }
            return Outcome.BEYOND;
        }

        /// Those of the touched records that are damaged. Where some cannot be read at this moment,
        /// none is lost by it: all are looked at, so that the next look tells.
        ///
        /// @throws DriveUnavailableException if one could not be read
        private List<SegmentEntry> damagedRecords() throws StoreException, InterruptedException {
            List<SegmentEntry> found = new ArrayList<>();
            DriveUnavailableException doubt = null;
            for (SegmentEntry entry : touched()) {
                try {
                    if (access.check(segment.drive(), segment.number(), entry) == Verdict.DAMAGED) {
                        found.add(entry);
                    }
                } catch (DriveUnavailableException e) {
                    doubt = e;
                    if (!inspection.drive().isPresent()) {
                        break;
                    }
                }
            }
            if (doubt != null) {
                throw doubt;
            }
            return found;
        }

        /// The records that have bytes in the damaged blocks.
        private List<SegmentEntry> touched() throws StoreException, InterruptedException {
            List<SegmentEntry> touched = new ArrayList<>();
            for (SegmentEntry entry : access.knownEntries(segment.drive(), segment.number())) {
                for (int stripe : damaged) {
                    if (stripe < ParityLayout.DATA_STRIPES && overlap(entry, stripe) != null) {
                        touched.add(entry);
                        break;
                    }
                }
            }
            return touched;
        }

        /// The part of a block that a record has, from and to, or null.
        private int @Nullable [] overlap(SegmentEntry entry, int stripe) {
            long start = layout.dataPosition(stripe, index);
            long from = Math.max(start, entry.position());
            long to = Math.min(start + layout.dataBytes(stripe, index), entry.contentEnd());
            return from < to ? new int[] {(int) (from - start), (int) (to - start)} : null;
        }

        private boolean contradictsWholeRecords(Map<Integer, byte[]> found)
                throws StoreException, InterruptedException {
            for (SegmentEntry entry : touched()) {
                for (Map.Entry<Integer, byte[]> block : found.entrySet()) {
                    int[] part = overlap(entry, block.getKey());
                    if (part != null
                            && differs(block.getKey(), block.getValue(), part)
                            && access.check(segment.drive(), segment.number(), entry)
                                    == Verdict.WHOLE) {
                        log.atWarn()
                                .addKeyValue("parity", inspection.file().path())
                                .addKeyValue("record", entry.key())
                                .log("parity contradicts a record that is whole");
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean differs(int stripe, byte[] found, int[] part) {
            ByteBuffer mended = column.bytes(stripe);
            return !mended.slice(part[0], part[1] - part[0])
                    .equals(ByteBuffer.wrap(found, part[0], part[1] - part[0]));
        }

        private void write() throws IOException {
            List<Integer> parity = new ArrayList<>();
            for (int stripe : damaged) {
                if (stripe < ParityLayout.DATA_STRIPES) {
                    access.mend(
                            segment.drive(),
                            segment.number(),
                            layout.dataPosition(stripe, index),
                            column.bytes(stripe));
                } else {
                    parity.add(stripe);
                }
            }
            if (!parity.isEmpty()) {
                writeParity(parity);
            }
        }

        private void writeParity(List<Integer> stripes) throws IOException {
            ParityFile file = inspection.file();
            if (!file.drive().checkMarker()) {
                throw new StoreException("drive " + file.drive().root() + " is not there");
            }
            try (OpenFile open = file.drive().files().openForWriting(file.path())) {
                for (int stripe : stripes) {
                    int parity = stripe - ParityLayout.DATA_STRIPES;
                    open.write(layout.parityPosition(parity, index), column.bytes(stripe));
                }
                open.force();
            } catch (IOException e) {
                throw file.drive().writeFailed(e);
            }
        }

        private Outcome settle() throws IOException, InterruptedException {
            inspection.load(index);
            if (column.damaged().length != 0) {
                return beyond();
            }
            counters.damagedBlocks.add(damaged.length);
            counters.mendedBlocks.add(damaged.length);
            Set<Integer> known = beyond.get(inspection.file().key());
            if (known != null) {
                known.remove(index);
            }
            int data = 0;
            for (int stripe : damaged) {
                data += stripe < ParityLayout.DATA_STRIPES ? 1 : 0;
            }
            if (data > 0) {
                inspection.drive().noteErrors(data, data + " damaged blocks were mended");
            }
            if (data < damaged.length) {
                int parity = damaged.length - data;
                inspection
                        .file()
                        .drive()
                        .noteErrors(parity, parity + " damaged blocks of parity were mended");
            }
            for (SegmentEntry entry : touched()) {
                if (entry.kind().isContent()
                        && access.readopt(segment.drive(), segment.number(), entry)) {
                    counters.recoveredRecords.increment();
                }
            }
            return Outcome.MENDED;
        }
    }

    /// Brings a file back that is missing, cut off or damaged, if all of it can be computed. For a
    /// drive that is being opened: no record is asked.
    ///
    /// @return whether the file is as it was
    boolean restore(Inspection inspection) throws IOException {
        lock.lock();
        try {
            Column column = inspection.column();
            long count = 0;
            for (int index = 0; index < inspection.layout().columns(); index++) {
                inspection.load(index);
                int damaged = column.damaged().length;
                count += damaged;
                if (damaged != 0 && !column.decode(inspection.table())) {
                    return false;
                }
            }
            if (count == 0 && !inspection.isCutOff()) {
                return true;
            }
            rewrite(inspection);
            counters.damagedBlocks.add(count);
            counters.mendedBlocks.add(count);
            inspection.drive().noteErrors(Math.max(1, count), "a cut-off segment was mended");
            return true;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by the block
    private static void rewrite(Inspection inspection) throws IOException {
        FileLayer files = inspection.drive().files();
        ParityLayout layout = inspection.layout();
        Column column = inspection.column();
        boolean isThere = inspection.isSegmentThere();
        try (OpenFile open =
                isThere
                        ? files.openForWriting(inspection.path())
                        : files.create(inspection.path())) {
            for (int index = 0; index < layout.columns(); index++) {
                inspection.load(index);
                int[] damaged = column.damaged();
                if (damaged.length != 0 && !column.decode(inspection.table())) {
                    throw new IOException("column " + index + " changed while it was mended");
                }
                for (int stripe : damaged) {
                    if (stripe < ParityLayout.DATA_STRIPES) {
                        open.write(layout.dataPosition(stripe, index), column.bytes(stripe));
                    }
                }
            }
            open.force();
        }
        if (!isThere) {
            files.forceDirectory(Objects.requireNonNull(inspection.path().getParent()));
        }
    }
}
