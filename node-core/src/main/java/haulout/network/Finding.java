// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;
import haulout.core.Misdeed;
import java.util.Objects;

/// Something that was noticed about a network and that its owner should hear of.
public sealed interface Finding {
    /// Counts up while the program runs.
    long number();

    /// A node did what no good node does. Nothing of it went into a result.
    ///
    /// @param node its name
    record Misbehaved(long number, String node, Misdeed misdeed) implements Finding {
        public Misbehaved {
            Objects.requireNonNull(node);
            Objects.requireNonNull(misdeed);
        }
    }

    /// A blob was proven to be encoded wrongly, and is marked so on the ledger: nobody can read it.
    record InvalidBlob(long number, BlobId blob) implements Finding {
        public InvalidBlob {
            Objects.requireNonNull(blob);
        }
    }
}
