// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.store.drive.DriveId;
import haulout.store.drive.DriveMarker;
import haulout.store.file.FileLayer;
import haulout.store.file.FolderTree;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A folder that was lent and is not any more. Only what is a node's own, by its marker and by its
/// names, is ever deleted.
public final class LentFolder {
    /// The name of the marker of a folder that was lent.
    static final String OLD_MARKER = "haulout-drive.old.json";

    private static final List<String> OWN = List.of("segments", "parity", "probe");

    private LentFolder() {}

    /// Takes the marker of a folder away: from now on nobody takes it for a lent one. It stays
    /// beside, so that the folder can be cleared later.
    ///
    /// @return false if it had another marker, or none
    public static boolean retire(FileLayer files, Path root, DriveId drive) throws IOException {
        if (!isOf(DriveMarker.read(files, root), drive)) {
            return false;
        }
        files.move(root.resolve(DriveMarker.FILE_NAME), root.resolve(OLD_MARKER));
        files.forceDirectory(root);
        return true;
    }

    /// Whether a folder is, or was, lent as this drive.
    static boolean isOf(FileLayer files, Path root, DriveId drive) throws IOException {
        return isOf(DriveMarker.read(files, root), drive)
                || isOf(DriveMarker.read(files, root, OLD_MARKER), drive);
    }

    private static boolean isOf(Optional<DriveMarker> marker, DriveId drive) {
        return marker.filter(its -> its.drive().equals(drive)).isPresent();
    }

    /// Deletes what a drive of a node has left in a folder: segments, parity, the marker; and the
    /// folder itself, if nothing else is in it.
    ///
    /// @return false if the folder has no marker of that drive; nothing was deleted then
    public static boolean clear(FileLayer files, Path root, DriveId drive) throws IOException {
        if (!isOf(files, root, drive)) {
            return false;
        }
        for (String name : OWN) {
            FolderTree.delete(root.resolve(name));
        }
        // last: until then it can be begun again
        files.delete(root.resolve(DriveMarker.FILE_NAME));
        files.delete(root.resolve(OLD_MARKER));
        try {
            Files.delete(root);
        } catch (DirectoryNotEmptyException e) {
            files.forceDirectory(root); // somebody else's files are in it
        }
        return true;
    }
}
