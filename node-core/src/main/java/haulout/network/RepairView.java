// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// How far a node is with what it has to fetch or rebuild.
///
/// @param shards shards under way or waiting
/// @param blobs blobs under way or waiting
/// @param sliversDone since there was nothing to do
/// @param sliversLeft as far as it is known
/// @param sliversPerSecond as of late
/// @param bytesPerSecond as of late
/// @param expectedEnd if it goes on like that; empty if that cannot be said
public record RepairView(
        int shards,
        int blobs,
        long sliversDone,
        long sliversLeft,
        double sliversPerSecond,
        double bytesPerSecond,
        Optional<Instant> expectedEnd) {
    public RepairView {
        Objects.requireNonNull(expectedEnd);
    }
}
