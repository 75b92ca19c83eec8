// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.NodeId;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveList;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Which folders a node may use, as its owner lent them.
final class Lending {
    // a quarter of what is free, at most 2 TB: "Balanced" of the resource policy, part D5
    private static final int SUGGESTED_DIVISOR = 4;
    private static final long MAX_SUGGESTED_BYTES = 2_000_000_000_000L;

    private final NodeHome home;
    private final FileLayer files;
    private final InstantSource clock;
    private final RandomGenerator random;

    Lending(NodeHome home, FileLayer files, InstantSource clock, RandomGenerator random) {
        this.home = home;
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    /// The lent drives; where nothing was lent yet, a folder in the data directory is.
    ///
    /// @param node whose marker they get
    /// @param lentBytes for that folder; 0: what the resource policy suggests
    List<LentDrive> drives(NodeId node, long lentBytes, SpaceRule rule) throws IOException {
        List<LentDrive> drives = DriveList.read(files, home.drives(), clock);
        if (!drives.isEmpty()) {
            return drives;
        }
        Path folder = home.standardDrive();
        files.createDirectories(folder);
        long bytes = lentBytes > 0 ? lentBytes : suggestion(folder, rule);
        return lend(node, folder, bytes, rule);
    }

    /// Lends one more folder: it is marked first and listed then, so that a listed drive always has
    /// its marker.
    private List<LentDrive> lend(NodeId node, Path folder, long lentBytes, SpaceRule rule)
            throws IOException {
        // a marker without a line is what a start that was cut off has left
        DriveId id =
                DriveMarker.read(files, folder)
                        .filter(marker -> marker.node().equals(node))
                        .map(DriveMarker::drive)
                        .orElseGet(() -> DriveId.random(random));
        new DriveMarker(id, node).write(files, folder);
        List<LentDrive> drives = new ArrayList<>(DriveList.read(files, home.drives(), clock));
        drives.add(new LentDrive(id, folder, lentBytes, rule));
        DriveList.write(files, home.drives(), drives);
        return List.copyOf(drives);
    }

    private long suggestion(Path folder, SpaceRule rule) throws IOException {
        FileLayer.Room room = files.room(folder);
        long spare = room.freeBytes() - rule.floorBytes(room.totalBytes());
        long share = Math.min(room.freeBytes() / SUGGESTED_DIVISOR, spare);
        return Math.clamp(share, 0, MAX_SUGGESTED_BYTES);
    }
}
