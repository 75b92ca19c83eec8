// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Instant;
import java.util.Objects;

/// What storing a file would take.
///
/// @param bytes size of the file
/// @param encodedBytes size of all its pieces
/// @param mostBytes largest file that this network takes
/// @param shards how many shards get pieces
/// @param shardsNeeded how many bring it back
public record StoreOffer(
        long bytes,
        long encodedBytes,
        long costFrost,
        Instant keptUntil,
        long mostBytes,
        int shards,
        int shardsNeeded) {
    public StoreOffer {
        Objects.requireNonNull(keptUntil);
    }
}
