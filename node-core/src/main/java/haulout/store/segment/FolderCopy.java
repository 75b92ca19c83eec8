// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.drive.DriveId;
import haulout.store.file.FileLayer;
import haulout.store.file.FileLayer.FileEntry;
import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Copies the files of a lent drive to a folder elsewhere and checks every copy: its bytes are read
/// back and compared by checksum, and in segments every record is checked by its own.
///
/// A file has its name in the new folder only after it was checked and flushed. So the copy may be
/// cut off at any moment and goes on with the next file; sealed segments and parity never change,
/// and what has grown since is copied again.
///
/// Threads: one.
public final class FolderCopy {
    private static final List<String> FOLDERS = List.of(DriveSegments.FOLDER, "parity");
    private static final String UNFINISHED = ".copying";
    private static final String SEGMENT = ".seg";
    private static final int PART_BYTES = 1 << 20;

    private final FileLayer files;
    private final DriveId drive;
    private final Path from;
    private final Path to;
    private long records;
    private long damaged;

    /// Hears how far it is, before each part; may wait, or throw to end the copy.
    @FunctionalInterface
    public interface Pace {
        /// Says how far it is.
        ///
        /// @param doneBytes copied and checked, or there already
        /// @param totalBytes of all files
        void at(long doneBytes, long totalBytes) throws IOException, InterruptedException;
    }

    /// What was found in the segments that were copied.
    ///
    /// @param records that are whole
    /// @param damaged that were damaged before, and are so in the copy
    public record Result(long records, long damaged) {}

    /// @param drive whose records they are
    public FolderCopy(FileLayer files, DriveId drive, Path from, Path to) {
        this.files = files;
        this.drive = drive;
        this.from = from;
        this.to = to;
    }

    /// Bytes of all files that there are to copy.
    public long totalBytes() throws IOException {
        long sum = 0;
        for (String folder : FOLDERS) {
            for (FileEntry entry : list(from.resolve(folder))) {
                sum += entry.byteCount();
            }
        }
        return sum;
    }

    private List<FileEntry> list(Path folder) throws IOException {
        return files.exists(folder) ? files.list(folder) : List.of();
    }

    /// Copies what is not there yet.
    public Result run(Pace pace) throws IOException, InterruptedException {
        long total = totalBytes();
        long done = 0;
        for (String name : FOLDERS) {
            Map<String, Long> there = lengths(to.resolve(name));
            for (FileEntry entry : list(from.resolve(name))) {
                String file = String.valueOf(entry.path().getFileName());
                if (!Optional.ofNullable(there.get(file)).equals(Optional.of(entry.byteCount()))) {
                    files.createDirectories(to.resolve(name));
                    copy(entry.path(), to.resolve(name), file, pace, done, total);
                }
                done += entry.byteCount();
                pace.at(Math.min(done, total), total);
            }
        }
        return new Result(records, damaged);
    }

    private Map<String, Long> lengths(Path folder) throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        for (FileEntry entry : list(folder)) {
            lengths.put(String.valueOf(entry.path().getFileName()), entry.byteCount());
        }
        return lengths;
    }

    /// Deletes from the new folder what is no longer in the old one: segments that were won back
    /// meanwhile. Only when nobody writes to the old one any more.
    public void prune() throws IOException {
        for (String name : FOLDERS) {
            Set<String> wanted = new HashSet<>();
            list(from.resolve(name))
                    .forEach(entry -> wanted.add(String.valueOf(entry.path().getFileName())));
            List<FileEntry> surplus = new ArrayList<>(list(to.resolve(name)));
            surplus.removeIf(entry -> wanted.contains(String.valueOf(entry.path().getFileName())));
            for (FileEntry entry : surplus) {
                files.delete(entry.path());
            }
            if (files.exists(to.resolve(name))) {
                files.forceDirectory(to.resolve(name));
            }
        }
    }

    private void copy(Path source, Path folder, String name, Pace pace, long done, long total)
            throws IOException, InterruptedException {
        Path target = folder.resolve(name);
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        files.delete(unfinished);
        int checksum;
        try (OpenFile in = files.openForReading(source);
                OpenFile out = files.create(unfinished)) {
            checksum = pour(in, out, pace, done, total);
            out.force();
        }
        try (OpenFile back = files.openForReading(unfinished)) {
            if (checksum(back) != checksum) {
                throw new IOException("the copy of " + source + " was read back with other bytes");
            }
            if (String.valueOf(target.getFileName()).endsWith(SEGMENT)) {
                checkRecords(back, target);
            }
        }
        files.move(unfinished, target);
        files.forceDirectory(folder);
    }

    private static int pour(OpenFile in, OpenFile out, Pace pace, long done, long total)
            throws IOException, InterruptedException {
        CRC32C crc = new CRC32C();
        ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
        long at = 0;
        while (in.readFully(at, part.clear()) > 0) {
            part.flip();
            crc.update(part.duplicate());
            int count = part.remaining();
            out.write(at, part);
            at += count;
            pace.at(Math.min(done + at, total), total);
        }
        return (int) crc.getValue();
    }

    private static int checksum(OpenFile file) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
        long at = 0;
        while (file.readFully(at, part.clear()) > 0) {
            part.flip();
            at += part.remaining();
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    private void checkRecords(OpenFile file, Path target) throws IOException {
        String name = String.valueOf(target.getFileName());
        int number = Integer.parseInt(name.substring(0, name.length() - SEGMENT.length()));
        SegmentScan scan =
                new SegmentScan(
                        file, RecordFormat.driveTag(drive), number, SegmentFormat.HEADER_BYTES);
        Optional<SegmentScan.Found> found = scan.next();
        while (found.isPresent()) {
            if (found.get().isWhole()) {
                records++;
            } else {
                damaged++;
            }
            found = scan.next();
        }
    }
}
