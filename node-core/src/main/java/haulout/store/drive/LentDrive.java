// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import java.nio.file.Path;
import java.util.Objects;

/// A folder that the owner lends, one line of `drives.json`.
///
/// @param id written into the marker that must be found there
/// @param root the folder
/// @param lentBytes most bytes that Haulout may keep in it
/// @param rule what stays free on its file system
public record LentDrive(DriveId id, Path root, long lentBytes, SpaceRule rule) {
    public LentDrive {
        Objects.requireNonNull(id);
        Objects.requireNonNull(root);
        Objects.requireNonNull(rule);
        if (lentBytes < 0) {
            throw new IllegalArgumentException("lent " + lentBytes + " bytes");
        }
    }
}
