// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What is known of one drive in use.
///
/// @param id stable name
/// @param label what people call it
/// @param marker whether its marker was read and is the right one
/// @param write whether a small file was written, flushed, read back and deleted
/// @param writeTime how long that took the last time
/// @param slowInRow how often in a row it took longer than two seconds
/// @param space empty if the system does not say
/// @param damage empty if nobody counts
/// @param lentSince since when it is in use
/// @param lastFullCheck when everything on it had last been read
/// @param missingSince since when it is not there
/// @param rebuiltFrom from when on the network rebuilds elsewhere what is on it
public record DriveFacts(
        String id,
        String label,
        Look marker,
        Look write,
        Optional<Duration> writeTime,
        int slowInRow,
        Optional<Space> space,
        Optional<Damage> damage,
        Instant lentSince,
        Optional<Instant> lastFullCheck,
        Optional<Instant> missingSince,
        Optional<Instant> rebuiltFrom) {
    /// Bytes free, and bytes to leave free.
    public record Space(long freeBytes, long floorBytes) {}

    /// Pieces found damaged.
    ///
    /// @param today in the last 24 hours, read errors included
    /// @param month in the last 30 days
    /// @param mended of these the ones that are whole again
    public record Damage(long today, long month, long mended) {}

    public DriveFacts {
        Objects.requireNonNull(id);
        Objects.requireNonNull(label);
        Objects.requireNonNull(marker);
        Objects.requireNonNull(write);
        Objects.requireNonNull(writeTime);
        Objects.requireNonNull(space);
        Objects.requireNonNull(damage);
        Objects.requireNonNull(lentSince);
        Objects.requireNonNull(lastFullCheck);
        Objects.requireNonNull(missingSince);
        Objects.requireNonNull(rebuiltFrom);
    }

    /// A drive of which only the two proofs are known.
    public static DriveFacts of(
            String id, String label, Look marker, Look write, Instant lentSince) {
        return new DriveFacts(
                id,
                label,
                marker,
                write,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                lentSince,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
