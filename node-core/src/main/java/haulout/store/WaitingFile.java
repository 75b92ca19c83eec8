// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A file on its way into the network, so that it goes on after a restart.
///
/// @param number grows with time; 0 before it is kept
/// @param secret of which the key is made that locks it: the same file gets the same key again and
///   so the same pieces, and those that are there already are not sent again
public record WaitingFile(
        long number,
        Path file,
        long epochs,
        boolean isDeletable,
        Optional<ByteBuffer> secret,
        Instant since) {
    public WaitingFile {
        Objects.requireNonNull(file);
        Objects.requireNonNull(since);
        secret = secret.map(ByteBuffer::asReadOnlyBuffer);
    }
}
