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
/// @param use what may come to it
public record LentDrive(DriveId id, Path root, long lentBytes, SpaceRule rule, Use use) {
    /// What may come to a drive.
    public enum Use {
        /// New pieces.
        OPEN,
        /// Nothing new.
        CLOSED,
        /// Nothing new, and what is there goes to the others.
        LEAVING
    }

    public LentDrive {
        Objects.requireNonNull(id);
        Objects.requireNonNull(root);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(use);
        if (lentBytes < 0) {
            throw new IllegalArgumentException("lent " + lentBytes + " bytes");
        }
    }

    /// One that takes new pieces.
    public LentDrive(DriveId id, Path root, long lentBytes, SpaceRule rule) {
        this(id, root, lentBytes, rule, Use.OPEN);
    }

    /// The same with another amount.
    public LentDrive lending(long bytes) {
        return new LentDrive(id, root, bytes, rule, use);
    }

    /// The same under another rule.
    public LentDrive under(SpaceRule other) {
        return new LentDrive(id, root, lentBytes, other, use);
    }

    /// The same in another folder.
    public LentDrive in(Path folder) {
        return new LentDrive(id, folder, lentBytes, rule, use);
    }

    /// The same for another use.
    public LentDrive used(Use other) {
        return new LentDrive(id, root, lentBytes, rule, other);
    }
}
