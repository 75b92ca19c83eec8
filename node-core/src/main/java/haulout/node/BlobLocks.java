// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Keeps those who store something of a blob apart from those who delete it: storing shares, and
/// deleting is alone. Blobs share locks.
final class BlobLocks {
    // so many that requests for other blobs rarely wait for a deletion
    private static final int STRIPES = 1024;

    private final ReadWriteLock[] stripes = new ReadWriteLock[STRIPES];

    BlobLocks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantReadWriteLock();
        }
    }

    Lock shared(BlobId blobId) {
        return of(blobId).readLock();
    }

    Lock alone(BlobId blobId) {
        return of(blobId).writeLock();
    }

    private ReadWriteLock of(BlobId blobId) {
        return stripes[Math.floorMod(blobId.hashCode(), STRIPES)];
    }
}
