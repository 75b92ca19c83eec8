// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// The sizes that follow from a network's number of shards.
///
/// A blob is laid out row-major as {@code p} rows by {@code s} columns of symbols; coding extends
/// it to a square of {@code n} by {@code n} symbols.
///
/// Source: walrus-core `bft.rs`, `encoding/config.rs`, `encoding/utils.rs`.
///
/// @param shardCount n, the number of shards, 1…65535
public record EncodingConfig(int shardCount) {
    /// Fewest shards that can be encoded for: with fewer, no symbol would be redundant.
    public static final int MIN_ENCODABLE_SHARDS = 4;

    /// Largest symbol, in bytes: the largest even number in 16 bits.
    public static final int MAX_SYMBOL_BYTES = 65534;

    /// Payment is by units of this many bytes.
    public static final long STORAGE_UNIT_BYTES = 1L << 20;

    public EncodingConfig {
        if (shardCount < 1 || shardCount > 65535) {
            throw new IllegalArgumentException(
                    "number of shards " + shardCount + ", allowed 1 to 65535");
        }
    }

    /// f: how many shards may fail.
    public int maxFaulty() {
        return (shardCount - 1) / 3;
    }

    /// n − f: how many shards answer when f fail.
    public int minCorrect() {
        return shardCount - maxFaulty();
    }

    /// 2f + 1: the weight, in shards, that clients ask for.
    public int quorum() {
        return 2 * maxFaulty() + 1;
    }

    /// f + 1: the weight, in shards, that holds at least one honest shard.
    public int validity() {
        return maxFaulty() + 1;
    }

    /// p = n − 2f: rows of the source matrix, symbols of a secondary sliver, primary slivers needed
    /// to decode.
    public int primarySourceCount() {
        return shardCount - 2 * maxFaulty();
    }

    /// s = n − f: columns of the source matrix, symbols of a primary sliver, secondary slivers
    /// needed to decode.
    public int secondarySourceCount() {
        return shardCount - maxFaulty();
    }

    /// How many slivers of `axis` decode a blob: p primary or s secondary ones.
    public int sourceCount(Axis axis) {
        return axis == Axis.PRIMARY ? primarySourceCount() : secondarySourceCount();
    }

    /// How many symbols a sliver of `axis` has: s in a primary, p in a secondary one.
    public int sliverSymbolCount(Axis axis) {
        return sourceCount(axis.orthogonal());
    }

    /// Whether blobs can be encoded for this number of shards.
    public boolean isEncodable() {
        return shardCount >= MIN_ENCODABLE_SHARDS;
    }

    /// Symbols of the source matrix, p·s.
    public long sourceSymbolCount() {
        return (long) primarySourceCount() * secondarySourceCount();
    }

    /// Largest blob, in bytes.
    public long maxBlobBytes() {
        return sourceSymbolCount() * MAX_SYMBOL_BYTES;
    }

    /// Largest sliver payload, in bytes.
    public long maxSliverBytes() {
        return (long) secondarySourceCount() * MAX_SYMBOL_BYTES;
    }

    /// Bytes of one symbol of a blob: even, at least 2.
    ///
    /// @throws IllegalArgumentException if the blob is larger than [#maxBlobBytes]
    public int symbolBytes(long blobBytes) {
        if (blobBytes < 0 || blobBytes > maxBlobBytes()) {
            throw new IllegalArgumentException(
                    "blob of "
                            + blobBytes
                            + " bytes, at most "
                            + maxBlobBytes()
                            + " for "
                            + shardCount
                            + " shards");
        }
        long perSymbol = Math.ceilDiv(Math.max(blobBytes, 1), sourceSymbolCount());
        return (int) (perSymbol + (perSymbol & 1));
    }

    /// Payload bytes of a sliver of `axis` with symbols of `symbolBytes`.
    ///
    /// @throws ArithmeticException if that is more than an array can hold, which takes over 32 000
    ///   shards
    public int sliverBytes(Axis axis, int symbolBytes) {
        return Math.multiplyExact(sliverSymbolCount(axis), symbolBytes);
    }

    /// Bytes that the contract counts for the metadata of one node, which is not the serialised
    /// size.
    public long accountingMetadataBytes() {
        return shardCount * 64L + 32;
    }

    /// Encoded size as the contract counts it for payment.
    public long encodedBytes(long blobBytes) {
        long perShard =
                (long) (primarySourceCount() + secondarySourceCount()) * symbolBytes(blobBytes);
        return shardCount * (perShard + accountingMetadataBytes());
    }

    /// Encoded size in units of [#STORAGE_UNIT_BYTES], rounded up.
    public long storageUnits(long blobBytes) {
        return Math.ceilDiv(encodedBytes(blobBytes), STORAGE_UNIT_BYTES);
    }
}
