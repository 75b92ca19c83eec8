// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.DriveBook;
import haulout.assembly.DriveNames;
import haulout.assembly.NodeHome;
import haulout.assembly.RunningNode;
import haulout.core.NodeId;
import haulout.network.OwnNode;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.store.segment.StoreFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The node that stands for this computer: the first one.
///
/// Threads: any.
final class PracticeOwnNode implements OwnNode {
    private final Neighbour own;
    private final NodeHome home;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DriveNames names = new DriveNames();

    /// @param random for the names of drives
    PracticeOwnNode(
            Neighbour own, NodeHome home, InstantSource clock, RandomGenerator random) {
        this.own = own;
        this.random = random;
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
        String shield = node.get().shieldMode().name().toLowerCase(Locale.ROOT);
        return node.get().drives().stream().map(drive -> report(drive, shield, node.get())).toList();
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
                true);
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
        DriveId id = DriveId.parse(drive);
        away(book -> book.lend(id, bytes));
    }

    @Override
    public void add(Path folder, long bytes, boolean isSystem)
            throws IOException, InterruptedException {
        SpaceRule rule = isSystem ? SpaceRule.SYSTEM_DRIVE : SpaceRule.OTHER_DRIVE;
        away(book -> {
            var _ = book.add(id(), folder, bytes, rule);
        });
    }

    /// What is changed in the list of drives while the node is away.
    @FunctionalInterface
    private interface Change {
        void make(DriveBook book) throws IOException;
    }

    private void away(Change change) throws IOException, InterruptedException {
        boolean wasRunning = own.isRunning();
        own.stop();
        try {
            change.make(new DriveBook(home, new SystemFiles(), clock, random));
        } finally {
            if (wasRunning) {
                own.start();
            }
        }
    }
}
