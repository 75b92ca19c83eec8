// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.util.List;
import java.util.Objects;

/// A blob that was stored just now.
///
/// @param object its registration
/// @param bytes size of the file
/// @param endEpoch first epoch in which it is gone
/// @param paid FROST
/// @param nodes how many nodes confirmed
/// @param shards shards of those
/// @param shortcomings nodes that fell short, a sentence each
public record StoredBlob(
        BlobId blobId,
        ObjectId object,
        long bytes,
        long endEpoch,
        long paid,
        int nodes,
        int shards,
        List<String> shortcomings) {
    public StoredBlob {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(object);
        shortcomings = List.copyOf(shortcomings);
    }
}
