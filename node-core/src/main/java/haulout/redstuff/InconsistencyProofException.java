// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import java.io.IOException;

/// An inconsistency proof does not prove what it claims.
public final class InconsistencyProofException extends IOException {
    private final Reason reason;

    /// Which check failed, with its numbers.
    public sealed interface Reason {
        /// There is no sliver such as the proof is about.
        record IndexTooLarge(SliverIndex target, int shardCount) implements Reason {
            @Override
            public String toString() {
                return "its index must be below " + shardCount;
            }
        }

        /// Not exactly as many symbols as the sliver has.
        record WrongSymbolCount(int actual, int expected) implements Reason {
            @Override
            public String toString() {
                return actual + " symbols, expected " + expected;
            }
        }

        /// A symbol is not proven to be in the blob.
        ///
        /// @param position of the symbol in the proof's list
        record InvalidSymbol(int position, SymbolVerificationException.Reason cause)
                implements Reason {
            @Override
            public String toString() {
                return "symbol at position " + position + ": " + cause;
            }
        }

        /// A symbol is there twice, so that the rest does not determine a sliver.
        ///
        /// @param position of the second one in the proof's list
        record RepeatedSymbol(int position, SliverIndex source) implements Reason {
            @Override
            public String toString() {
                return "symbol at position "
                        + position
                        + " is again one from sliver "
                        + source.value();
            }
        }

        /// The symbols decode to just the sliver that the metadata promises.
        record SliverIsConsistent(MerkleNode hash) implements Reason {
            @Override
            public String toString() {
                return "the sliver is consistent, hash " + hash;
            }
        }
    }

    InconsistencyProofException(BlobId blobId, InconsistencyProof proof, Reason reason) {
        super(
                "inconsistency proof about "
                        + AxisText.of(proof.targetAxis())
                        + " sliver "
                        + proof.target().value()
                        + " of blob "
                        + blobId
                        + ": "
                        + reason);
        this.reason = reason;
    }

    /// Which check failed.
    public Reason reason() {
        return reason;
    }
}
