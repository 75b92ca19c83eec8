// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import java.time.Duration;
import java.util.Objects;

/// How much an aggregator does at a time, and how long it waits.
///
/// @param requests most slivers on their way
/// @param requestBytes most bytes of slivers on their way, unless one alone is larger
/// @param memoryBytes most bytes of slivers that are kept in memory; more go to a file
/// @param metadataRequests how many nodes are asked for metadata at a time
/// @param hedgeAfter an answer that is not there by then is asked for elsewhere too
/// @param statusPatience how long the other nodes' statuses are waited for, once there is metadata
/// @param questionPatience most time for a status or metadata
/// @param sliverPatience most time for a sliver
/// @param pickPatience most time for a sliver that only one node has, before the whole blob is read
///   instead
/// @param rounds how often nodes are asked that were away
/// @param roundWait wait before they are asked again
public record ReadLimits(
        int requests,
        long requestBytes,
        long memoryBytes,
        int metadataRequests,
        Duration hedgeAfter,
        Duration statusPatience,
        Duration questionPatience,
        Duration sliverPatience,
        Duration pickPatience,
        int rounds,
        Duration roundWait) {
    public ReadLimits {
        if (requests < 1 || metadataRequests < 1 || rounds < 1) {
            throw new IllegalArgumentException("nothing would be asked for");
        }
        Objects.requireNonNull(hedgeAfter);
        Objects.requireNonNull(statusPatience);
        Objects.requireNonNull(questionPatience);
        Objects.requireNonNull(sliverPatience);
        Objects.requireNonNull(pickPatience);
        Objects.requireNonNull(roundWait);
    }

    /// For a home: what is on its way and its expansion when it is checked take some 100 MB at
    /// most.
    public static ReadLimits home() {
        return new ReadLimits(
                32,
                32L << 20,
                64L << 20,
                3,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                2,
                Duration.ofSeconds(1));
    }
}
