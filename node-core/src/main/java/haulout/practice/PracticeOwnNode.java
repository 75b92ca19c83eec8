// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHome;
import haulout.assembly.RunningNode;
import haulout.core.NodeId;
import haulout.network.OwnNode;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveList;
import haulout.store.drive.LentDrive;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.store.segment.StoreFigures;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The node that stands for this computer: the first one.
///
/// Threads: any.
final class PracticeOwnNode implements OwnNode {
    private final Neighbour own;
    private final NodeHome home;
    private final InstantSource clock;

    PracticeOwnNode(Neighbour own, NodeHome home, InstantSource clock) {
        this.own = own;
        this.home = home;
        this.clock = clock;
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
        List<StoreFigures.DriveFigures> figures = node.get().figures().drives();
        String shield = node.get().shieldMode().name().toLowerCase(Locale.ROOT);
        return node.get().drives().stream().map(drive -> report(drive, shield, figures)).toList();
    }

    private static OwnDrive report(
            Drive drive, String shield, List<StoreFigures.DriveFigures> all) {
        Optional<StoreFigures.DriveFigures> figures =
                all.stream().filter(one -> one.drive().equals(drive.id())).findFirst();
        Optional<FileLayer.Room> room = room(drive);
        Optional<DriveAlert> missing = alert(drive, DriveCheck.PRESENT);
        return new OwnDrive(
                drive.id().toString(),
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
                missing.map(DriveAlert::since));
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
        return own.figures()
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
        SystemFiles files = new SystemFiles();
        List<LentDrive> drives = new ArrayList<>();
        for (LentDrive one : DriveList.read(files, home.drives(), clock)) {
            drives.add(
                    one.id().toString().equals(drive)
                            ? new LentDrive(one.id(), one.root(), bytes, one.rule())
                            : one);
        }
        boolean wasRunning = own.isRunning();
        own.stop();
        DriveList.write(files, home.drives(), drives);
        if (wasRunning) {
            own.start();
        }
    }
}
