// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What the owner knows of a file that is kept in the network, and the network does not.
///
/// @param object which registration of the blob
/// @param bytes size of the file
/// @param endEpoch the first epoch in which it is no longer kept
/// @param secret what it is locked with; read-only; empty if it is not locked
public record KeptFile(
        ObjectId object,
        BlobId blob,
        String name,
        long bytes,
        Instant stored,
        long endEpoch,
        boolean isDeletable,
        Optional<ByteBuffer> secret) {
    public KeptFile {
        Objects.requireNonNull(object);
        Objects.requireNonNull(blob);
        Objects.requireNonNull(name);
        Objects.requireNonNull(stored);
        secret = secret.map(ByteBuffer::asReadOnlyBuffer);
    }

    /// The same, kept for longer.
    public KeptFile until(long epoch) {
        return new KeptFile(object, blob, name, bytes, stored, epoch, isDeletable, secret);
    }
}
