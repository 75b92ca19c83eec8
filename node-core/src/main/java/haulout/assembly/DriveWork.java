// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.NodeId;
import haulout.redstuff.UnitGate;
import haulout.store.StoreFullException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.LentDrive;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import haulout.store.segment.Evacuation;
import haulout.store.segment.FolderCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Long work on the drives of a node: one is emptied, or its files go to another place.
///
/// What was begun is written down before it begins and goes on after a restart. The node answers
/// meanwhile; only while the list of drives changes it is away for a moment. Threads: any; one work
/// at a time for each drive.
public final class DriveWork {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 1 << 16;
    private static final long STEP_BYTES = 4L << 20;

    private final NodeHome home;
    private final NodeId node;
    private final FileLayer files;
    private final DriveBook book;
    private final Seat seat;
    private final UnitGate gate;
    private final Map<DriveId, Progress> progress = new ConcurrentHashMap<>();

    /// The node, which can be taken away and be put back.
    public interface Seat {
        /// It, empty while it does not run.
        Optional<RunningNode> running();

        /// Changes something while the node is away.
        void away(Change change) throws IOException, InterruptedException;
    }

    /// What is done while the node is away.
    @FunctionalInterface
    public interface Change {
        /// Does it.
        void make() throws IOException, InterruptedException;
    }

    /// What is done to a drive.
    public enum Kind {
        /// Its records go to the other drives.
        EMPTYING,
        /// Its files are copied to another place.
        MOVING
    }

    /// How far something is.
    ///
    /// @param totalBytes 0 when not known
    public record Progress(Kind kind, long doneBytes, long totalBytes) {}

    /// @param gate asked before each step, because this is heavy work
    public DriveWork(
            NodeHome home, NodeId node, FileLayer files, DriveBook book, Seat seat, UnitGate gate) {
        this.home = home;
        this.node = node;
        this.files = files;
        this.book = book;
        this.seat = seat;
        this.gate = gate;
    }

    /// What is being done to a drive.
    public Optional<Progress> progress(DriveId drive) {
        return Optional.ofNullable(progress.get(drive));
    }

    /// Goes on with what an earlier process has begun. Returns when all of it is done.
    public void resume() throws IOException, InterruptedException {
        Optional<Move> move = begun();
        if (move.isPresent() && book.find(move.get().drive()).isPresent()) {
            move(move.get().drive(), move.get().to());
        }
        for (LentDrive drive : book.all()) {
            if (drive.use() == LentDrive.Use.LEAVING) {
                empty(drive.id());
            }
        }
    }

    private boolean claim(DriveId drive, Kind kind) {
        return progress.putIfAbsent(drive, new Progress(kind, 0, 0)) == null;
    }

    /// Empties a drive and lends it no more. Its folder is cleared.
    ///
    /// @throws IOException if the others have no room; what is elsewhere already stays there, and
    ///   the drive takes nothing in until it is opened again
    public void empty(DriveId drive) throws IOException, InterruptedException {
        if (!claim(drive, Kind.EMPTYING)) {
            return;
        }
        try {
            book.use(drive, LentDrive.Use.LEAVING);
            setUse(drive, LentDrive.Use.LEAVING);
            evacuate(drive);
            give(drive);
        } finally {
            progress.remove(drive);
        }
    }

    /// Says what may come to a drive, now and after a restart.
    public void use(DriveId drive, LentDrive.Use use) throws IOException {
        book.use(drive, use);
        setUse(drive, use);
    }

    private void setUse(DriveId id, LentDrive.Use use) {
        find(id).ifPresent(drive -> drive.setUse(use));
    }

    private Optional<Drive> find(DriveId id) {
        return seat.running().stream()
                .flatMap(running -> running.drives().stream())
                .filter(drive -> drive.id().equals(id))
                .findFirst();
    }

    private void evacuate(DriveId id) throws IOException, InterruptedException {
        Optional<RunningNode> running = seat.running();
        if (running.isEmpty()) {
            throw new IOException("the node does not run");
        }
        long total =
                running.get().figures().drives().stream()
                        .filter(figures -> figures.drive().equals(id))
                        .mapToLong(figures -> figures.liveBytes())
                        .sum();
        Evacuation evacuation = running.get().evacuation(id);
        long done = 0;
        boolean finished = false;
        while (!finished) {
            boolean stays = book.find(id).filter(d -> d.use() == LentDrive.Use.LEAVING).isEmpty();
            if (stays) {
                throw new IOException("it was decided otherwise");
            }
            gate.enter();
            try {
                Evacuation.Step step = evacuation.step(STEP_BYTES);
                done += step.movedBytes();
                finished = step.isDone();
            } finally {
                gate.leave();
            }
            progress.put(id, new Progress(Kind.EMPTYING, Math.min(done, total), total));
        }
    }

    /// Lends a drive no more, whose records are elsewhere.
    private void give(DriveId id) throws IOException, InterruptedException {
        Optional<LentDrive> drive = book.find(id);
        seat.away(() -> book.drop(id));
        if (drive.isPresent() && files.exists(drive.get().root())) {
            boolean _ = LentFolder.clear(files, drive.get().root(), id);
        }
    }

    /// Gives up a drive that will not come back: what was on it is taken for lost, and the network
    /// brings it back.
    ///
    /// @throws IOException if the node does not run: nobody would know what was on it
    public void giveUp(DriveId drive) throws IOException, InterruptedException {
        Optional<RunningNode> running = seat.running();
        if (running.isEmpty()) {
            throw new IOException("the node does not run");
        }
        running.get().declareLost(drive);
        seat.away(() -> book.drop(drive));
    }

    /// What is being moved.
    private record Move(DriveId drive, Path to) {}

    private Path note() {
        return home.root().resolve("drive-move.json");
    }

    private Optional<Move> begun() throws IOException {
        Optional<byte[]> bytes = WholeFile.read(files, note(), MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(bytes.get());
        return Optional.of(
                new Move(
                        DriveId.parse(json.path("drive").asText()),
                        Path.of(json.path("to").asText())));
    }

    /// Has a drive's files in another folder, under the same name. They are copied and checked
    /// while the node runs; then it is away while what has changed is copied again. The old folder
    /// stays as it is, without its marker, until it is cleared.
    ///
    /// @param to empty, or what an earlier move of the same drive has left
    /// @return the old folder
    public Path move(DriveId drive, Path to) throws IOException, InterruptedException {
        Path target = to.toAbsolutePath().normalize();
        LentDrive old =
                book.find(drive).orElseThrow(() -> new IOException("drive " + drive + " is gone"));
        if (!claim(drive, Kind.MOVING)) {
            throw new IOException("this drive is being worked on");
        }
        try {
            if (!old.root().equals(target)) {
                check(drive, old.root(), target);
                FolderCopy copy = new FolderCopy(files, drive, old.root(), target);
                requireRoom(copy, target, old);
                WholeFile.write(
                        files,
                        note(),
                        JSON.writeValueAsBytes(
                                JSON.createObjectNode()
                                        .put("drive", drive.toString())
                                        .put("to", target.toString())));
                copy.run((done, total) -> pace(drive, done, total));
                seat.away(() -> change(drive, old.root(), target));
            }
            files.delete(note());
            return old.root();
        } finally {
            progress.remove(drive);
        }
    }

    private void pace(DriveId drive, long done, long total) throws InterruptedException {
        gate.enter();
        gate.leave();
        progress.put(drive, new Progress(Kind.MOVING, done, total));
    }

    private void check(DriveId drive, Path from, Path to) throws IOException {
        if (from.startsWith(to) || to.startsWith(from)) {
            throw new IOException("folder " + to + " and " + from + " lie in one another");
        }
        for (LentDrive other : book.all()) {
            if (to.startsWith(other.root()) || other.root().startsWith(to)) {
                throw new IOException("folder " + to + " belongs to the lent " + other.root());
            }
        }
        Optional<DriveMarker> marker = DriveMarker.read(files, to);
        if (marker.isPresent() && !marker.get().equals(new DriveMarker(drive, node))) {
            throw new IOException("folder " + to + " belongs to another drive or node");
        }
        boolean ours = marker.isPresent() || begun().filter(b -> b.to().equals(to)).isPresent();
        if (!ours && files.exists(to.resolve("segments"))) {
            throw new IOException("folder " + to + " has pieces of another node in it");
        }
    }

    private void requireRoom(FolderCopy copy, Path to, LentDrive old) throws IOException {
        files.createDirectories(to);
        FileLayer.Room room = files.room(to);
        long needed =
                copy.totalBytes()
                        - new FolderCopy(files, old.id(), to, old.root()).totalBytes()
                        + old.rule().floorBytes(room.totalBytes());
        if (room.freeBytes() < needed) {
            throw new StoreFullException(
                    "folder %s has %d bytes free, %d are needed"
                            .formatted(to, room.freeBytes(), needed));
        }
    }

    /// The node is away: what has changed since is copied, then the new folder counts.
    private void change(DriveId drive, Path from, Path to)
            throws IOException, InterruptedException {
        FolderCopy rest = new FolderCopy(files, drive, from, to);
        rest.run((done, total) -> {});
        rest.prune();
        new DriveMarker(drive, node).write(files, to);
        book.move(drive, to);
        boolean _ = LentFolder.retire(files, from, drive);
    }

    /// Clears a folder that a drive was moved away from.
    ///
    /// @return false if it has nothing of that drive
    public boolean clear(DriveId drive, Path old) throws IOException {
        boolean isLent = book.all().stream().anyMatch(one -> one.root().equals(old));
        return !isLent && LentFolder.clear(files, old, drive);
    }
}
