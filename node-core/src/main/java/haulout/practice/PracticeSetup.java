// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.identity.Keyring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// How a practice network is to be. What is empty is as the data directory says, or the standard
/// when the network is new.
///
/// @param home data directory
/// @param nodes how many nodes
/// @param shards how many shards
/// @param epoch how long an epoch lasts
/// @param plainHttp whether the network does without TLS
/// @param descriptor file that says how to reach the network, if one is wanted
/// @param lentBytes what each node is lent at first
/// @param codecThreads threads that encode, hash and sign, for all nodes together
/// @param custom whether the neighbours store and read small files of their own
/// @param keeps whether this computer's node runs; without it the neighbours are the network, and
///   its owner only looks
/// @param keyring what opens the keys of the first node, if they are locked
public record PracticeSetup(
        Path home,
        OptionalInt nodes,
        OptionalInt shards,
        Optional<Duration> epoch,
        boolean plainHttp,
        Optional<Path> descriptor,
        long lentBytes,
        int codecThreads,
        boolean custom,
        boolean keeps,
        Keyring keyring) {
    /// This node and eleven neighbours.
    public static final int STANDARD_NODES = 12;

    /// Enough for blobs of 149 MB.
    public static final int STANDARD_SHARDS = 100;

    /// Short enough to watch an epoch change.
    public static final Duration STANDARD_EPOCH = Duration.ofMinutes(10);

    /// A dozen of them fit on most drives, and it is room for half a gigabyte of everybody's blobs.
    public static final long STANDARD_LENT_BYTES = 4_000_000_000L;

    public PracticeSetup {
        Objects.requireNonNull(home);
        Objects.requireNonNull(nodes);
        Objects.requireNonNull(shards);
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(descriptor);
        Objects.requireNonNull(keyring);
    }

    /// The same without custom.
    public PracticeSetup(
            Path home,
            OptionalInt nodes,
            OptionalInt shards,
            Optional<Duration> epoch,
            boolean plainHttp,
            Optional<Path> descriptor,
            long lentBytes,
            int codecThreads) {
        this(home, nodes, shards, epoch, plainHttp, descriptor, lentBytes, codecThreads, false);
    }

    /// The same without keyring.
    public PracticeSetup(
            Path home,
            OptionalInt nodes,
            OptionalInt shards,
            Optional<Duration> epoch,
            boolean plainHttp,
            Optional<Path> descriptor,
            long lentBytes,
            int codecThreads,
            boolean custom) {
        this(
                home,
                nodes,
                shards,
                epoch,
                plainHttp,
                descriptor,
                lentBytes,
                codecThreads,
                custom,
                true,
                Keyring.empty());
    }
}
