// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.NodeId;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/// Which folders a node may use, as its owner lent them.
final class Lending {
    // a quarter of what is free, at most 2 TB: "Balanced" of the resource policy, part D5
    private static final int SUGGESTED_DIVISOR = 4;
    private static final long MAX_SUGGESTED_BYTES = 2_000_000_000_000L;

    private final NodeHome home;
    private final FileLayer files;
    private final RandomGenerator random;

    Lending(NodeHome home, FileLayer files, RandomGenerator random) {
        this.home = home;
        this.files = files;
        this.random = random;
    }

    /// The lent drives; where nothing was lent yet, a folder in the data directory is.
    ///
    /// @param node whose marker they get
    /// @param lentBytes for that folder; 0: what the resource policy suggests
    List<LentDrive> drives(NodeId node, long lentBytes, SpaceRule rule) throws IOException {
        DriveBook book = new DriveBook(home, files, random);
        List<LentDrive> drives = book.all();
        if (!drives.isEmpty()) {
            return drives;
        }
        Path folder = home.standardDrive();
        files.createDirectories(folder);
        long bytes = lentBytes > 0 ? lentBytes : suggestion(folder, rule);
        return List.of(book.add(node, folder, bytes, rule));
    }

    private long suggestion(Path folder, SpaceRule rule) throws IOException {
        FileLayer.Room room = files.room(folder);
        long spare = room.freeBytes() - rule.floorBytes(room.totalBytes());
        long share = Math.min(room.freeBytes() / SUGGESTED_DIVISOR, spare);
        return Math.clamp(share, 0, MAX_SUGGESTED_BYTES);
    }
}
