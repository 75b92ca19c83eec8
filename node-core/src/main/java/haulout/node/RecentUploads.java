// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// When something of a blob last came from outside, so that nothing is fetched from other nodes
/// that its writer is about to bring. Thread-safe.
final class RecentUploads {
    /// Blobs that are remembered, some 100 bytes each; of more, those whose last part came longest
    /// ago are forgotten, which costs a needless fetch at most.
    private static final int MAX_BLOBS = 4096;

    private final InstantSource time;
    private final Map<BlobId, Instant> last =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<BlobId, Instant> eldest) {
                    return size() > MAX_BLOBS;
                }
            };

    RecentUploads(InstantSource time) {
        this.time = time;
    }

    /// A part of a blob has come.
    synchronized void came(BlobId blobId) {
        last.put(blobId, time.instant());
    }

    /// When the last part came, empty if none did or it is long ago.
    synchronized Optional<Instant> last(BlobId blobId) {
        return Optional.ofNullable(last.get(blobId));
    }
}
