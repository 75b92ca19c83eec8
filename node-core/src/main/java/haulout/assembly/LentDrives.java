// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.guest.LentView;
import haulout.resources.policy.Inputs.DriveState;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.Drives;
import haulout.store.file.CountedFiles;
import haulout.store.file.FileLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lent drives of a node as the resource rules see them.
///
/// Threads: one at a time.
final class LentDrives {
    // more do not matter
    private static final int MANY_PROOFS = 1_000;

    private static final FileLayer.Room NO_ROOM = new FileLayer.Room("", 0, 0);
    private static final Logger log = LoggerFactory.getLogger(LentDrives.class);

    private final Drives drives;
    private final Map<Drive, LongSupplier> written = new HashMap<>();
    private final DriveNames names = new DriveNames();
    private final Map<Drive, Integer> proofs = new HashMap<>();

    LentDrives(Drives drives) {
        this.drives = drives;
    }

    List<LentView> views() {
        List<LentView> views = new ArrayList<>();
        for (Drive drive : drives.all()) {
            views.add(view(drive));
        }
        return views;
    }

    private LentView view(Drive drive) {
        Optional<FileLayer.Room> seen = room(drive);
        // no room can be read of a drive that was just pulled: the others are still there
        DriveState state = seen.isPresent() ? state(drive) : DriveState.MISSING;
        FileLayer.Room room = seen.orElse(NO_ROOM);
        int passed =
                proofs.merge(
                        drive,
                        state == DriveState.PRESENT ? 1 : 0,
                        (before, now) -> now == 0 ? 0 : Math.min(MANY_PROOFS, before + 1));
        DriveNames.Named named = names.of(drive.root());
        return new LentView(
                drive.id().toString(),
                named.name(drive.root()),
                drive.root(),
                named.isSystem(),
                // taken for the one that is spared most
                named.isSolid().orElse(true),
                state,
                passed,
                room.freeBytes(),
                room.totalBytes(),
                drive.usedBytes(),
                drive.lent().lentBytes(),
                drive.lent().rule().floorBytes(room.totalBytes()),
                written.computeIfAbsent(drive, LentDrives::written));
    }

    private static Optional<FileLayer.Room> room(Drive drive) {
        if (!drive.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(drive.files().room(drive.root()));
        } catch (IOException e) {
            log.atDebug().addKeyValue("drive", drive.id()).setCause(e).log("room is not known");
            return Optional.empty();
        }
    }

    private static LongSupplier written(Drive drive) {
        return drive.files() instanceof CountedFiles counted ? counted::writtenBytes : () -> 0;
    }

    private static DriveState state(Drive drive) {
        if (!drive.isPresent()) {
            return DriveState.MISSING;
        }
        if (!drive.isWritable()) {
            return DriveState.READ_ONLY;
        }
        boolean failing =
                drive.alerts().stream()
                        .anyMatch(alert ->
                                alert.check() == DriveCheck.ERRORS
                                        && alert.level() == DriveAlert.Level.AT_RISK);
        return failing ? DriveState.FAILING : DriveState.PRESENT;
    }
}
