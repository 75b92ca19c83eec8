// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.time.Duration;
import java.util.Objects;

/// How much may be uploaded before its registration has been heard of.
///
/// @param timeToLive how long it is kept; zero: nothing is taken
/// @param maxMetadata blobs
/// @param maxSlivers slivers of all blobs
/// @param maxSliverBytes bytes of one sliver
/// @param maxTotalBytes bytes of all slivers
public record PendingLimits(
        Duration timeToLive,
        int maxMetadata,
        int maxSlivers,
        int maxSliverBytes,
        long maxTotalBytes) {
    /// Upstream's defaults: nothing is taken.
    public static final PendingLimits OFF = keeping(Duration.ZERO);

    public PendingLimits {
        Objects.requireNonNull(timeToLive);
    }

    /// Upstream's amounts with a time to live.
    public static PendingLimits keeping(Duration timeToLive) {
        return new PendingLimits(timeToLive, 512, 4096, 4 << 20, 512L << 20);
    }

    boolean isOff() {
        return !timeToLive.isPositive();
    }
}
