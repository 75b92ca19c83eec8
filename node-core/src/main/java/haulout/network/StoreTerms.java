// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import java.util.Map;

/// How a blob is to be kept.
///
/// @param epochs for how many epochs, the present one included
/// @param deletable whether the owner may delete it before
/// @param attributes kept with it on the ledger, such as its name; at most a kilobyte or so
public record StoreTerms(long epochs, boolean deletable, Map<String, String> attributes) {
    /// The attribute by which the owner's programs keep a file's name.
    public static final String NAME = "name";

    public StoreTerms {
        if (epochs < 1) {
            throw new IllegalArgumentException(epochs + " epochs, at least 1 needed");
        }
        attributes = Map.copyOf(attributes);
    }
}
