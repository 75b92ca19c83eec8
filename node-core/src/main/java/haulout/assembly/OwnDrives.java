// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.NodeId;
import haulout.network.OwnNode;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.store.segment.StoreFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// This computer's own node as its owner sees it: its drives and what can be done to them.
///
/// Threads: any.
public final class OwnDrives implements OwnNode {
    private final Place own;
    private final boolean keepsUsual;
    private final DriveNames names = new DriveNames();
    private final DriveBook book;
    private final DriveWork work;
    private final ReentrantLock changing = new ReentrantLock();

    /// Where the node runs. Starting and stopping wait for each other.
    public interface Place {
        /// Who it is.
        NodeId id();

        /// It, empty while it does not run.
        Optional<RunningNode> running();

        /// Takes it away, if it runs.
        void stop() throws IOException;

        /// Starts it with the drives that are listed, if it does not run.
        void start() throws IOException, InterruptedException;
    }

    /// @param home of the node
    /// @param keepsUsual whether a drive whose lent size its owner sets leaves from then on as much
    ///   free as is usual, though it was made with less
    public OwnDrives(Place own, NodeHome home, NodeHost host, boolean keepsUsual) {
        this.own = own;
        this.keepsUsual = keepsUsual;
        SystemFiles files = new SystemFiles();
        this.book = new DriveBook(home, files, host.random());
        DriveWork.Seat seat =
                new DriveWork.Seat() {
                    @Override
                    public Optional<RunningNode> running() {
                        return own.running();
                    }

                    @Override
                    public void away(DriveWork.Change change)
                            throws IOException, InterruptedException {
                        OwnDrives.this.away(change);
                    }
                };
        this.work = new DriveWork(home, own.id(), files, book, seat, host.guest().heavy());
    }

    @Override
    public NodeId id() {
        return own.id();
    }

    @Override
    public List<OwnDrive> drives() {
        Optional<RunningNode> node = own.running();
        if (node.isEmpty()) {
            return List.of();
        }
        String shield = node.get().shieldMode().name().toLowerCase(Locale.ROOT);
        return node.get().drives().stream()
                .map(drive -> report(drive, shield, node.get()))
                .toList();
    }

    private OwnDrive report(Drive drive, String shield, RunningNode node) {
        Optional<StoreFigures.DriveFigures> figures =
                node.figures().drives().stream()
                        .filter(one -> one.drive().equals(drive.id()))
                        .findFirst();
        Optional<FileLayer.Room> room = room(drive);
        Optional<DriveAlert> missing = alert(drive, DriveCheck.PRESENT);
        DriveNames.Named named = names.of(drive.root());
        return new OwnDrive(
                drive.id().toString(),
                named.name(drive.root()),
                kind(named),
                drive.root(),
                drive.lent().lentBytes(),
                room.map(r -> drive.lent().rule().floorBytes(r.totalBytes()))
                        .orElse(drive.lent().rule().minFloorBytes()),
                drive.isPresent(),
                alert(drive, DriveCheck.WRITE).isPresent(),
                alert(drive, DriveCheck.SLOW).isPresent(),
                shield,
                alert(drive, DriveCheck.ERRORS).isPresent() ? 1 : 0,
                drive.usedBytes(),
                figures.map(StoreFigures.DriveFigures::liveBytes).orElse(0L),
                room.map(r -> new Room(r.totalBytes(), r.freeBytes())),
                Optional.empty(),
                missing.map(DriveAlert::since),
                node.scrubProgress().lastFullCheck(),
                drive.use() == LentDrive.Use.OPEN,
                work.progress(drive.id())
                        .map(now ->
                                new Work(
                                        now.kind() == DriveWork.Kind.MOVING,
                                        now.doneBytes(),
                                        now.totalBytes())));
    }

    private static Kind kind(DriveNames.Named named) {
        if (named.isRemovable().orElse(false)) {
            return Kind.REMOVABLE;
        }
        return named.isSolid()
                .map(solid -> solid ? Kind.SOLID : Kind.SPINNING)
                .orElse(Kind.UNKNOWN);
    }

    private static Optional<FileLayer.Room> room(Drive drive) {
        if (!drive.isPresent()) {
            return Optional.empty(); // its folder may be on another drive now
        }
        try {
            return Optional.of(drive.files().room(drive.root()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<DriveAlert> alert(Drive drive, DriveCheck check) {
        return drive.alerts().stream().filter(alert -> alert.check() == check).findFirst();
    }

    @Override
    public Optional<Holdings> holdings() {
        return own.running()
                .map(RunningNode::figures)
                .map(figures ->
                        new Holdings(
                                sum(figures, StoreFigures.DriveFigures::liveRecords),
                                sum(figures, StoreFigures.DriveFigures::liveBytes),
                                figures.writtenBytes(),
                                figures.openedRecords(),
                                figures.damagedRecords(),
                                figures.mendedRecords()));
    }

    private static long sum(
            StoreFigures figures,
            java.util.function.ToLongFunction<StoreFigures.DriveFigures> part) {
        return figures.drives().stream().mapToLong(part).sum();
    }

    @Override
    public void lend(String drive, long bytes) throws IOException, InterruptedException {
        DriveId id = DriveId.parse(drive);
        away(() -> {
            book.lend(id, bytes);
            Optional<SpaceRule> rule = keepsUsual ? promised(id) : Optional.empty();
            if (rule.isPresent()) {
                book.keepFree(id, rule.get());
            }
        });
    }

    /// What stays free on a drive whose owner says how much of it is lent: what everybody is
    /// promised. The small stores of a practice network leave less than that free until then, and
    /// still do where there is no more.
    private Optional<SpaceRule> promised(DriveId id) throws IOException {
        Optional<LentDrive> drive = book.find(id);
        if (drive.isEmpty()) {
            return Optional.empty();
        }
        FileLayer.Room room = new SystemFiles().room(drive.get().root());
        long total = room.totalBytes();
        SpaceRule rule = usual(names.of(drive.get().root()).isSystem());
        boolean isMore = rule.floorBytes(total) > drive.get().rule().floorBytes(total);
        return isMore && room.freeBytes() > rule.floorBytes(total)
                ? Optional.of(rule)
                : Optional.empty();
    }

    private static SpaceRule usual(boolean isSystem) {
        return isSystem ? SpaceRule.SYSTEM_DRIVE : SpaceRule.OTHER_DRIVE;
    }

    @Override
    public void add(Path folder, long bytes, boolean isSystem)
            throws IOException, InterruptedException {
        away(() -> {
            LentDrive _ = book.add(id(), folder, bytes, usual(isSystem));
        });
    }

    @Override
    public void setTakesIn(String drive, boolean takesIn) throws IOException {
        work.use(DriveId.parse(drive), takesIn ? LentDrive.Use.OPEN : LentDrive.Use.CLOSED);
    }

    @Override
    public void remove(String drive) throws IOException, InterruptedException {
        work.empty(DriveId.parse(drive));
    }

    @Override
    public void giveUp(String drive) throws IOException, InterruptedException {
        work.giveUp(DriveId.parse(drive));
    }

    @Override
    public Path move(String drive, Path to) throws IOException, InterruptedException {
        return work.move(DriveId.parse(drive), to);
    }

    @Override
    public boolean clear(String drive, Path old) throws IOException {
        return work.clear(DriveId.parse(drive), old);
    }

    /// Goes on with work on drives that an earlier process has begun. Returns when it is done.
    public void resume() throws IOException, InterruptedException {
        work.resume();
    }

    // one change of the list at a time: each reads it before and writes it afterwards
    private void away(DriveWork.Change change) throws IOException, InterruptedException {
        changing.lockInterruptibly();
        try {
            boolean wasRunning = own.running().isPresent();
            own.stop();
            try {
                change.make();
            } finally {
                if (wasRunning) {
                    own.start();
                }
            }
        } finally {
            changing.unlock();
        }
    }
}
