// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;
import java.util.List;
import java.util.Objects;

/// A blob that was read just now.
///
/// @param bytes size of the file
/// @param shards how many shards' slivers it was made of
/// @param shortcomings nodes that fell short, a sentence each
public record FetchedBlob(BlobId blobId, long bytes, int shards, List<String> shortcomings) {
    public FetchedBlob {
        Objects.requireNonNull(blobId);
        shortcomings = List.copyOf(shortcomings);
    }
}
