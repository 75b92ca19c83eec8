// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.time.Instant;
import java.util.Objects;

/// A file that the owner keeps in the network.
///
/// @param object which registration of it
/// @param isLocked whether only the owner can open it
/// @param placesNow nodes that have it
/// @param places nodes that should
/// @param shardsNow shards that have it
/// @param shardsNeeded shards that bring it back
public record StoredFile(
        BlobId blob,
        ObjectId object,
        String name,
        long bytes,
        Instant stored,
        long endEpoch,
        Instant keptUntil,
        boolean isDeletable,
        boolean isLocked,
        State state,
        int placesNow,
        int places,
        int shardsNow,
        int shardsNeeded) {
    /// How a file is.
    public enum State {
        /// It can be taken out.
        SAFE,
        /// So many places are away that one more may be too much.
        THIN,
        /// Too few places answer now.
        UNREACHABLE,
        /// Not asked yet.
        UNKNOWN,
        /// Its time is over.
        EXPIRED
    }

    public StoredFile {
        Objects.requireNonNull(blob);
        Objects.requireNonNull(object);
        Objects.requireNonNull(name);
        Objects.requireNonNull(stored);
        Objects.requireNonNull(keptUntil);
        Objects.requireNonNull(state);
    }
}
