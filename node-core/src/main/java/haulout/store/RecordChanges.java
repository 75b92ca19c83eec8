// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.util.Map;
import java.util.Set;

/// What events, one after another, change in the records.
///
/// @param recordedEvents how many events are in the records afterwards: the index of the next one
/// @param blobs records that are new or changed
/// @param removedBlobs records to forget
/// @param objects objects that are new or changed
/// @param removedObjects objects to forget
public record RecordChanges(
        long recordedEvents,
        Map<BlobId, BlobRecord> blobs,
        Set<BlobId> removedBlobs,
        Map<ObjectId, BlobObject> objects,
        Set<ObjectId> removedObjects) {
    public RecordChanges {
        if (recordedEvents < 0) {
            throw new IllegalArgumentException(recordedEvents + " events");
        }
        blobs = Map.copyOf(blobs);
        removedBlobs = Set.copyOf(removedBlobs);
        objects = Map.copyOf(objects);
        removedObjects = Set.copyOf(removedObjects);
    }

    /// Whether nothing but the position changes.
    public boolean isPositionOnly() {
        return blobs.isEmpty()
                && removedBlobs.isEmpty()
                && objects.isEmpty()
                && removedObjects.isEmpty();
    }
}
