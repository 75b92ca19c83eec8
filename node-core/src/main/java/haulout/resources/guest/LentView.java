// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Inputs.DriveState;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongSupplier;

/// A lent drive as the store sees it.
///
/// @param id stable name
/// @param label what people call it
/// @param folder where the node's files are
/// @param isSystem whether the system runs from it
/// @param isSolid whether it has no moving parts
/// @param state what the last proof said
/// @param proofs proofs passed in a row since the last failed one
/// @param freeBytes free for anyone
/// @param totalBytes size
/// @param mineBytes used and reserved by this node
/// @param lentBytes what the owner lends of it
/// @param floorBytes what stays free on it
/// @param written bytes that this process has written to it so far; the same object each time
public record LentView(
        String id,
        String label,
        Path folder,
        boolean isSystem,
        boolean isSolid,
        DriveState state,
        int proofs,
        long freeBytes,
        long totalBytes,
        long mineBytes,
        long lentBytes,
        long floorBytes,
        LongSupplier written) {
    public LentView {
        Objects.requireNonNull(id);
        Objects.requireNonNull(label);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(state);
        Objects.requireNonNull(written);
    }
}
