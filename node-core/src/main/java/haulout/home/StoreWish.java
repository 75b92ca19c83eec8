// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;
import java.util.Objects;

/// How a file is to be stored.
///
/// @param epochs how long
/// @param locked whether it is locked with a key that only the owner has
public record StoreWish(Path file, long epochs, boolean deletable, boolean locked) {
    public StoreWish {
        Objects.requireNonNull(file);
    }
}
