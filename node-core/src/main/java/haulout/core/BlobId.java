// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.math.BigInteger;
import java.util.Objects;

/// Identifier of a blob: the hash of its encoding type, its length and the Merkle root of its
/// metadata.
///
/// Three forms are in use: the text of URLs (43 characters of URL-safe base64), the number of the
/// contract (the bytes as a little-endian integer), and the rotation of the shards (the bytes as a
/// big-endian integer). Ordered by its bytes. Source: walrus-core `lib.rs`, `encoding/mapping.rs`.
///
/// @param hash the 32 bytes, in the order in which they are sent
public record BlobId(Hash32 hash) implements Comparable<BlobId> {
    /// Length in bytes.
    public static final int BYTES = Hash32.BYTES;

    private static final String WHAT = "blob ID";

    // 2^256 − 1 has 78 decimal digits
    private static final int MAX_DECIMAL_DIGITS = 78;

    public BlobId {
        Objects.requireNonNull(hash);
    }

    /// Reads an array of exactly 32 bytes.
    public static BlobId of(byte[] bytes) {
        return new BlobId(Hash32.of(bytes));
    }

    /// Reads the text form: 43 characters of the URL-safe alphabet, nothing else around or within,
    /// the last one with its unused bits zero.
    ///
    /// @throws WireFormatException if the text is anything else
    public static BlobId parse(String text) throws WireFormatException {
        return of(Base64Text.parseUrlSafe(WHAT, text, BYTES));
    }

    /// The identifier for the number that the contract uses.
    ///
    /// @param number 0…2^256−1
    public static BlobId ofNumber(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > 8 * BYTES) {
            throw new IllegalArgumentException(
                    "number of " + number.bitLength() + " bits, allowed 0 to 2^256 - 1");
        }
        byte[] bytes = new byte[BYTES];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < Math.min(BYTES, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return of(bytes);
    }

    /// Reads the decimal form of [#toNumber]: digits only, no leading zeros.
    ///
    /// @throws WireFormatException if the text is anything else, or beyond 2^256 − 1
    public static BlobId parseDecimal(String text) throws WireFormatException {
        if (text.isEmpty() || text.length() > MAX_DECIMAL_DIGITS) {
            throw new WireFormatException(
                    WHAT,
                    0,
                    "1 to " + MAX_DECIMAL_DIGITS + " digits",
                    text.length() + " characters");
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                throw new WireFormatException(WHAT, at, "a decimal digit", "another character");
            }
        }
        if (text.length() > 1 && text.charAt(0) == '0') {
            throw new WireFormatException(WHAT, 0, "no leading zeros", "a leading zero");
        }
        BigInteger number = new BigInteger(text);
        if (number.bitLength() > 8 * BYTES) {
            throw new WireFormatException(WHAT, 0, "at most 2^256 - 1", "a larger number");
        }
        return ofNumber(number);
    }

    /// The number that the contract uses: the bytes as a **little-endian** integer.
    public BigInteger toNumber() {
        byte[] bytes = toBytes();
        byte[] bigEndian = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bigEndian[i] = bytes[BYTES - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    /// How far the shards are rotated for this blob: the bytes as a **big-endian** integer, modulo
    /// n.
    public int rotationOffset(EncodingConfig config) {
        int n = config.shardCount();
        int offset = 0;
        for (byte b : toBytes()) {
            offset = (offset * 256 + (b & 0xFF)) % n;
        }
        return offset;
    }

    /// The shard that stores a sliver pair of this blob.
    ///
    /// @throws IllegalArgumentException if the index is not below `config.shardCount()`
    public ShardIndex shard(SliverPairIndex pair, EncodingConfig config) {
        int n = config.shardCount();
        checkIndex("sliver pair index", pair.value(), n);
        return new ShardIndex((pair.value() + rotationOffset(config)) % n);
    }

    /// The sliver pair of this blob that a shard stores.
    ///
    /// @throws IllegalArgumentException if the index is not below `config.shardCount()`
    public SliverPairIndex pair(ShardIndex shard, EncodingConfig config) {
        int n = config.shardCount();
        checkIndex("shard index", shard.value(), n);
        return new SliverPairIndex((n + shard.value() - rotationOffset(config)) % n);
    }

    private static void checkIndex(String what, int value, int n) {
        if (value >= n) {
            throw new IllegalArgumentException(what + " " + value + ", number of shards " + n);
        }
    }

    /// The 32 bytes in a new array.
    public byte[] toBytes() {
        return hash.toBytes();
    }

    /// By the bytes, unsigned, first byte first: the order of shard synchronisation.
    @Override
    public int compareTo(BlobId other) {
        return HashOrder.compare(hash, other.hash);
    }

    /// The text form: 43 characters, safe in URLs and file names.
    @Override
    public String toString() {
        return Base64Text.urlSafe(toBytes());
    }
}
