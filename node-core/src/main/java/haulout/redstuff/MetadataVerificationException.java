// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import java.io.IOException;

/// Metadata is not that of the blob, or not fit for this network.
public final class MetadataVerificationException extends IOException {
    private final Reason reason;

    /// Which check failed, with its numbers.
    public sealed interface Reason {
        /// The encoding type is known, but not supported.
        record UnsupportedEncoding(EncodingType type) implements Reason {
            @Override
            public String toString() {
                return "encoding type "
                        + type.code()
                        + " is not supported, expected "
                        + EncodingType.RS2.code();
            }
        }

        /// There are not as many sliver pairs as shards.
        record WrongPairCount(int actual, int expected) implements Reason {
            @Override
            public String toString() {
                return actual + " sliver pairs, expected " + expected;
            }
        }

        /// The length, an unsigned number, is beyond what can be coded.
        record BlobTooLarge(long unencodedLength, long max) implements Reason {
            @Override
            public String toString() {
                return Long.toUnsignedString(unencodedLength) + " bytes of blob, at most " + max;
            }
        }

        /// Another blob ID follows from the metadata.
        record WrongBlobId(BlobId actual, BlobId expected) implements Reason {
            @Override
            public String toString() {
                return "it is that of blob " + actual;
            }
        }
    }

    MetadataVerificationException(BlobId blobId, Reason reason) {
        super("metadata of blob " + blobId + ": " + reason);
        this.reason = reason;
    }

    /// Which check failed.
    public Reason reason() {
        return reason;
    }
}
