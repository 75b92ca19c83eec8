// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// A place with files, as the system describes it.
///
/// @param label what people call it
/// @param folder where the node's files would be
/// @param fileSystem in small letters, as `ext4`
/// @param isSystem whether the system runs from it
/// @param isSolid empty if the system does not say
/// @param isRemovable empty if the system does not say
/// @param isWritable whether this user may write there
/// @param isTaken whether another node's store is there or above
public record Site(
        String label,
        Path folder,
        String fileSystem,
        long totalBytes,
        long freeBytes,
        boolean isSystem,
        Optional<Boolean> isSolid,
        Optional<Boolean> isRemovable,
        boolean isWritable,
        boolean isTaken) {
    public Site {
        Objects.requireNonNull(label);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(fileSystem);
        Objects.requireNonNull(isSolid);
        Objects.requireNonNull(isRemovable);
    }
}
