// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;
import java.util.Objects;

/// How long requests may take, and how many there may be.
///
/// @param connect until a connection stands
/// @param idle longest silence within an answer
/// @param whole from the request to the last byte of its answer, for each attempt
/// @param concurrentRequests most requests to the same node at a time
/// @param attempts how often a request is made that fails in a way that may pass, at least 1
/// @param firstWait longest wait before the second attempt
/// @param maxWait longest wait between attempts
public record ClientLimits(
        Duration connect,
        Duration idle,
        Duration whole,
        int concurrentRequests,
        int attempts,
        Duration firstWait,
        Duration maxWait) {
    /// Most requests to one node at a time, as in the reference client.
    public static final int MAX_CONCURRENT_REQUESTS = 10;

    // as in the reference client
    private static final Duration WHOLE = Duration.ofMinutes(5);

    // a slow home line sends a piece of 16 KiB in a second, a busy drive may take many to find it
    private static final Duration IDLE = Duration.ofSeconds(30);

    public ClientLimits {
        Objects.requireNonNull(connect);
        Objects.requireNonNull(idle);
        Objects.requireNonNull(whole);
        Objects.requireNonNull(firstWait);
        Objects.requireNonNull(maxWait);
        if (concurrentRequests < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    concurrentRequests + " requests at a time, " + attempts + " attempts");
        }
    }

    /// For somebody who stores and reads blobs.
    public static ClientLimits forClients() {
        return new ClientLimits(
                Duration.ofSeconds(5),
                IDLE,
                WHOLE,
                MAX_CONCURRENT_REQUESTS,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /// For nodes among themselves: whoever does not answer at once is left for later, because
    /// another can be asked.
    public static ClientLimits betweenNodes() {
        return new ClientLimits(
                Duration.ofSeconds(1),
                IDLE,
                WHOLE,
                MAX_CONCURRENT_REQUESTS,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /// The same, but each request is made once.
    public ClientLimits once() {
        return new ClientLimits(connect, idle, whole, concurrentRequests, 1, firstWait, maxWait);
    }

    /// The same, but less time for each attempt.
    public ClientLimits within(Duration shorterWhole) {
        Duration bound = shorterWhole.compareTo(whole) < 0 ? shorterWhole : whole;
        return new ClientLimits(
                connect, idle, bound, concurrentRequests, attempts, firstWait, maxWait);
    }
}
