// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.crypto.MerklePath;
import java.util.Objects;

/// A decoding symbol with the proof that it is in its source sliver. Nothing of it is checked.
///
/// @param symbol the symbol
/// @param path leads from the leaf numbered like the target sliver to the hash of the source sliver
public record RecoverySymbol(DecodingSymbol symbol, MerklePath path) {
    public RecoverySymbol {
        Objects.requireNonNull(symbol);
        Objects.requireNonNull(path);
    }
}
