// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainEvent.BlobCertified;
import haulout.ledger.ChainEvent.BlobDeleted;
import haulout.ledger.ChainEvent.BlobRegistered;
import haulout.ledger.ChainEvent.InvalidBlobId;
import haulout.ledger.IndexedEvent;
import haulout.store.BlobObject;
import haulout.store.BlobRecord;
import haulout.store.BlobRecordStore;
import haulout.store.ObjectKind;
import haulout.store.RecordChanges;
import haulout.store.StoreException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings events into the records, strictly in order: collects what some of them change and writes
/// it together with the position after them. Used by one thread.
final class EventRecorder {
    private final BlobRecordStore store;
    private final Map<BlobId, BlobRecord> blobs = new HashMap<>();
    private final Map<ObjectId, BlobObject> objects = new HashMap<>();
    private final Set<ObjectId> removedObjects = new HashSet<>();
    private long recorded;

    EventRecorder(BlobRecordStore store) throws StoreException, InterruptedException {
        this.store = store;
        this.recorded = store.recordedEvents();
    }

    /// How many events are in the records, with those that have not been written yet.
    long recorded() {
        return recorded;
    }

    /// Takes the next event.
    void add(IndexedEvent event) throws StoreException, InterruptedException {
        if (event.index() != recorded) {
            throw new IllegalArgumentException("event " + event.index() + ", expected " + recorded);
        }
        if (event.event() instanceof ChainEvent.BlobEvent blobEvent) {
            change(event, blobEvent);
        }
        recorded++;
    }

    /// Writes what was collected.
    void flush() throws StoreException, InterruptedException {
        if (recorded == store.recordedEvents()) {
            return;
        }
        store.apply(new RecordChanges(recorded, blobs, Set.of(), objects, removedObjects));
        forget();
    }

    /// Forgets what was collected and not written.
    void reset() throws StoreException, InterruptedException {
        forget();
        recorded = store.recordedEvents();
    }

    private void forget() {
        blobs.clear();
        objects.clear();
        removedObjects.clear();
    }

    private void change(IndexedEvent indexed, ChainEvent.BlobEvent event)
            throws StoreException, InterruptedException {
        BlobRecord before = record(event.blobId());
        BlobRecord after =
                switch (event) {
                    case BlobRegistered registered -> register(indexed, registered, before);
                    case BlobCertified certified -> certify(indexed, certified, before);
                    case BlobDeleted deleted -> delete(deleted, before);
                    case InvalidBlobId _ -> before.invalidated(indexed.id());
                };
        if (!after.equals(before)) {
            blobs.put(event.blobId(), after);
        }
    }

    private BlobRecord register(IndexedEvent indexed, BlobRegistered event, BlobRecord before) {
        ObjectKind kind = kind(event.deletable());
        put(new BlobObject(event.objectId(), event.blobId(), kind, event.endEpoch(), false));
        return before.registered(kind, event.endEpoch(), indexed.id());
    }

    private BlobRecord certify(IndexedEvent indexed, BlobCertified event, BlobRecord before)
            throws StoreException, InterruptedException {
        ObjectKind kind = kind(event.deletable());
        Optional<BlobObject> object = object(event.objectId());
        if (event.isExtension()) {
            object.ifPresent(known -> put(known.endingAt(event.endEpoch())));
            return before.extended(kind, event.endEpoch(), indexed.id());
        }
        if (object.filter(BlobObject::isCertified).isPresent()) {
            return before; // because an object is certified once
        }
        object.ifPresent(known -> put(known.certified()));
        return before.certified(kind, event.endEpoch(), indexed.id(), event.epoch());
    }

    private BlobRecord delete(BlobDeleted event, BlobRecord before)
            throws StoreException, InterruptedException {
        Optional<BlobObject> object = object(event.objectId());
        if (object.isEmpty()) {
            return before; // because it was over, and counted so, before it was deleted
        }
        objects.remove(event.objectId());
        removedObjects.add(event.objectId());
        return before.removed(object.get().kind(), object.get().isCertified());
    }

    private void put(BlobObject object) {
        objects.put(object.id(), object);
        removedObjects.remove(object.id());
    }

    private BlobRecord record(BlobId blobId) throws StoreException, InterruptedException {
        BlobRecord changed = blobs.get(blobId);
        return changed != null ? changed : store.record(blobId).orElse(BlobRecord.Valid.NONE);
    }

    private Optional<BlobObject> object(ObjectId id) throws StoreException, InterruptedException {
        if (removedObjects.contains(id)) {
            return Optional.empty();
        }
        BlobObject changed = objects.get(id);
        return changed != null ? Optional.of(changed) : store.object(id);
    }

    private static ObjectKind kind(boolean deletable) {
        return deletable ? ObjectKind.DELETABLE : ObjectKind.PERMANENT;
    }
}
