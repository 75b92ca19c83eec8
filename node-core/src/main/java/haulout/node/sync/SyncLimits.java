// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import java.time.Duration;
import java.util.Objects;

/// How much is fetched at once, and how patiently.
///
/// @param blobs blobs whose slivers are rebuilt at once
/// @param slivers slivers that are rebuilt at once, over all blobs
/// @param peers nodes that are asked at once for the same thing
/// @param shards shards that are fetched from their holders at once
/// @param sliversPerRequest slivers that a holder is asked for at once
/// @param bytesPerRequest bytes that a holder is asked for at once, unless one sliver is larger
/// @param writes slivers that are stored at once, which share a flush
/// @param metadataTimeout for metadata from one node
/// @param symbolsTimeout for the symbols of one node
/// @param blobWait shortest and longest pause before a blob is tried again
/// @param holderWait shortest and longest pause before a holder is asked again
/// @param patience without progress for so long, a shard is rebuilt without its holder
/// @param quiet an upload seems to be under way for so long after its last part
/// @param longestDeferral a blob waits for its upload no longer than this
/// @param bytesPerSecond what all of it may send, and take in, each; [Long#MAX_VALUE] for no limit
public record SyncLimits(
        int blobs,
        int slivers,
        int peers,
        int shards,
        int sliversPerRequest,
        long bytesPerRequest,
        int writes,
        Duration metadataTimeout,
        Duration symbolsTimeout,
        Waits blobWait,
        Waits holderWait,
        Duration patience,
        Duration quiet,
        Duration longestDeferral,
        long bytesPerSecond) {
    /// Pauses that double.
    public record Waits(Duration first, Duration max) {
        public Waits {
            Objects.requireNonNull(first);
            Objects.requireNonNull(max);
        }
    }

    // the pauses and time-outs of the reference node
    private static final Waits BLOB_WAIT = new Waits(Duration.ofSeconds(1), Duration.ofHours(1));
    private static final Waits HOLDER_WAIT =
            new Waits(Duration.ofMinutes(1), Duration.ofMinutes(10));

    // a fifth of a gigabit: a terabyte comes back within a day, and a home network has room left
    private static final long HOME_BYTES_PER_SECOND = 25_000_000;

    public SyncLimits {
        if (Math.min(Math.min(blobs, slivers), Math.min(peers, shards)) < 1
                || sliversPerRequest < 1
                || bytesPerRequest < 1
                || writes < 1
                || bytesPerSecond < 1) {
            throw new IllegalArgumentException("a limit of synchronisation is not positive");
        }
        Objects.requireNonNull(metadataTimeout);
        Objects.requireNonNull(symbolsTimeout);
        Objects.requireNonNull(blobWait);
        Objects.requireNonNull(holderWait);
        Objects.requireNonNull(patience);
        Objects.requireNonNull(quiet);
        Objects.requireNonNull(longestDeferral);
    }

    /// For a machine that does other things: the symbols of 8 of the largest slivers of 100 shards
    /// take 35 MB, two answers of holders 16 MiB.
    public static SyncLimits home() {
        return new SyncLimits(
                4,
                8,
                4,
                2,
                1000,
                8L << 20,
                32,
                Duration.ofSeconds(5),
                Duration.ofSeconds(45),
                BLOB_WAIT,
                HOLDER_WAIT,
                Duration.ofHours(12),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                HOME_BYTES_PER_SECOND);
    }

    /// For a machine that does nothing else: the limits of the reference node.
    public static SyncLimits server() {
        SyncLimits home = home();
        return new SyncLimits(
                100,
                2000,
                10,
                10,
                1000,
                64L << 20,
                128,
                home.metadataTimeout,
                home.symbolsTimeout,
                BLOB_WAIT,
                HOLDER_WAIT,
                home.patience,
                home.quiet,
                home.longestDeferral,
                Long.MAX_VALUE);
    }

    /// The same with other pauses.
    public SyncLimits waiting(Waits blob, Waits holder, Duration newPatience) {
        return new SyncLimits(
                blobs,
                slivers,
                peers,
                shards,
                sliversPerRequest,
                bytesPerRequest,
                writes,
                metadataTimeout,
                symbolsTimeout,
                blob,
                holder,
                newPatience,
                quiet,
                longestDeferral,
                bytesPerSecond);
    }

    /// The same with other sizes of requests to holders.
    public SyncLimits asking(int newSliversPerRequest, long newBytesPerRequest) {
        return new SyncLimits(
                blobs,
                slivers,
                peers,
                shards,
                newSliversPerRequest,
                newBytesPerRequest,
                writes,
                metadataTimeout,
                symbolsTimeout,
                blobWait,
                holderWait,
                patience,
                quiet,
                longestDeferral,
                bytesPerSecond);
    }

    /// The same with other consideration for uploads.
    public SyncLimits deferring(Duration newQuiet, Duration newLongest) {
        return new SyncLimits(
                blobs,
                slivers,
                peers,
                shards,
                sliversPerRequest,
                bytesPerRequest,
                writes,
                metadataTimeout,
                symbolsTimeout,
                blobWait,
                holderWait,
                patience,
                newQuiet,
                newLongest,
                bytesPerSecond);
    }

    /// The same with another budget.
    ///
    /// @param newBytesPerSecond in each direction, [Long#MAX_VALUE] for no limit
    public SyncLimits within(long newBytesPerSecond) {
        return new SyncLimits(
                blobs,
                slivers,
                peers,
                shards,
                sliversPerRequest,
                bytesPerRequest,
                writes,
                metadataTimeout,
                symbolsTimeout,
                blobWait,
                holderWait,
                patience,
                quiet,
                longestDeferral,
                newBytesPerSecond);
    }
}
