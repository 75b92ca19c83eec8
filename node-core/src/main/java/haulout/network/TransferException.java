// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import java.io.IOException;
import java.util.Objects;

/// The network did not store or give a blob. The message is a sentence for people.
public final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int shards;
    private final int shardsNeeded;

    /// Why not.
    public enum Kind {
        /// Too few shards answered.
        TOO_FEW_SHARDS,
        /// Too few shards, because nodes that are there rest at the moment.
        NOT_YET,
        /// A quorum says that there is no such blob.
        NOT_FOUND,
        /// Too many nodes do not give it out.
        BLOCKED,
        /// It was encoded wrongly by whoever stored it.
        INVALID,
        /// The ledger refused it.
        LEDGER,
        /// It is larger than the network takes.
        TOO_LARGE,
        /// Too much is done at the same time.
        BUSY
    }

    /// @param shards that answered, where that is the reason; 0 otherwise
    /// @param shardsNeeded likewise
    public TransferException(Kind kind, int shards, int shardsNeeded, String sentence) {
        super(sentence);
        this.kind = Objects.requireNonNull(kind);
        this.shards = shards;
        this.shardsNeeded = shardsNeeded;
    }

    /// Why not.
    public Kind kind() {
        return kind;
    }

    /// Shards that answered, for [Kind#TOO_FEW_SHARDS] and [Kind#NOT_YET].
    public int shards() {
        return shards;
    }

    /// Shards that are needed, for [Kind#TOO_FEW_SHARDS] and [Kind#NOT_YET].
    public int shardsNeeded() {
        return shardsNeeded;
    }
}
