// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import java.time.Duration;
import java.util.Objects;

/// How much a publisher does at a time, and how long it tries.
///
/// @param lanesPerNode most slivers on their way to one node
/// @param sends most slivers on their way to all nodes
/// @param memoryBytes largest encoded blob that is kept in memory; others go to a file
/// @param attempts how often a node is tried
/// @param registrationTries how often a node is asked again that has not heard of the registration
/// @param patience most time for each request
/// @param firstWait longest first wait between tries
/// @param maxWait longest wait between tries
/// @param grace least time for the other nodes, once a quorum has confirmed
public record PublishLimits(
        int lanesPerNode,
        int sends,
        long memoryBytes,
        int attempts,
        int registrationTries,
        Duration patience,
        Duration firstWait,
        Duration maxWait,
        Duration grace) {
    public PublishLimits {
        if (lanesPerNode < 1 || sends < 1 || attempts < 1 || registrationTries < 1) {
            throw new IllegalArgumentException("nothing would be sent");
        }
        Objects.requireNonNull(patience);
        Objects.requireNonNull(firstWait);
        Objects.requireNonNull(maxWait);
        Objects.requireNonNull(grace);
    }

    /// For a home: four lanes keep a line busy whatever its delay, 32 sends need some 10 MB of
    /// buffers, an encoded blob up to 64 MiB is one of some 14 MB.
    public static PublishLimits home() {
        return new PublishLimits(
                4,
                32,
                64L << 20,
                3,
                40,
                Duration.ofMinutes(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
    }
}
