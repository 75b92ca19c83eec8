// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import java.io.IOException;

/// A recovery symbol is not in the blob, or not of use for what it is wanted for.
public final class SymbolVerificationException extends IOException {
    private final Reason reason;

    /// Which check failed, with its numbers.
    public sealed interface Reason {
        /// The symbol's source or target does not exist.
        record IndexTooLarge(SliverIndex index, int shardCount) implements Reason {
            @Override
            public String toString() {
                return "sliver index " + index.value() + ", must be below " + shardCount;
            }
        }

        /// The symbol is too short or too long.
        record WrongLength(int actual, int expected) implements Reason {
            @Override
            public String toString() {
                return actual + " bytes, expected " + expected;
            }
        }

        /// The symbol is neither for nor from the wanted sliver.
        record NotUsable(Axis wantedAxis, SliverIndex wanted) implements Reason {
            @Override
            public String toString() {
                return "not in " + AxisText.of(wantedAxis) + " sliver " + wanted.value();
            }
        }

        /// The path is longer than any path of a sliver's tree.
        record PathTooLong(int actual, int max) implements Reason {
            @Override
            public String toString() {
                return "path of " + actual + " nodes, at most " + max;
            }
        }

        /// The path is too short to lead from the leaf.
        record PathTooShort(int actual, int leaf) implements Reason {
            @Override
            public String toString() {
                return "path of " + actual + " nodes does not lead from leaf " + leaf;
            }
        }

        /// The path leads to another root than the source sliver's hash.
        record RootMismatch(MerkleNode actual, MerkleNode expected) implements Reason {
            @Override
            public String toString() {
                return "path leads to " + actual + ", expected " + expected;
            }
        }
    }

    SymbolVerificationException(BlobId blobId, SymbolId id, Reason reason) {
        super("recovery symbol " + id + " of blob " + blobId + ": " + reason);
        this.reason = reason;
    }

    /// Which check failed.
    public Reason reason() {
        return reason;
    }
}
