// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import java.io.IOException;

/// A sliver is not the one that the blob's metadata promises.
public final class SliverVerificationException extends IOException {
    private final Reason reason;

    /// Which check failed, with its numbers.
    public sealed interface Reason {
        /// There is no such sliver.
        record IndexTooLarge(SliverIndex index, int shardCount) implements Reason {
            @Override
            public String toString() {
                return "its index must be below " + shardCount;
            }
        }

        /// The payload is too short or too long.
        record WrongLength(int actual, long expected) implements Reason {
            @Override
            public String toString() {
                return actual + " bytes, expected " + expected;
            }
        }

        /// The stated symbol size is not that of the blob.
        record WrongSymbolBytes(int actual, int expected) implements Reason {
            @Override
            public String toString() {
                return "symbols of " + actual + " bytes, expected " + expected;
            }
        }

        /// The contents are not those that were hashed.
        record RootMismatch(MerkleNode actual, MerkleNode expected) implements Reason {
            @Override
            public String toString() {
                return "hash " + actual + ", expected " + expected;
            }
        }
    }

    SliverVerificationException(BlobId blobId, Sliver sliver, Reason reason) {
        super(
                AxisText.of(sliver.axis())
                        + " sliver "
                        + sliver.index().value()
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
