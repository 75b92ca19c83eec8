// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import java.time.Instant;
import java.util.Optional;

/// When somebody last brought something of a blob, so that nothing is fetched that is about to
/// arrive. Thread-safe.
@FunctionalInterface
public interface UploadActivity {
    /// Nobody ever brings anything.
    UploadActivity NONE = _ -> Optional.empty();

    /// When the last part of the blob arrived, empty if none did or it is long ago.
    Optional<Instant> lastUpload(BlobId blobId);
}
