// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/// What ties the payment of a tip to an upload through a relay: the first pure input of the
/// transaction.
///
/// | Bytes | Field |
/// |---|---|
/// | 32 | SHA-256 of the blob |
/// | 32 | SHA-256 of the nonce |
/// | u64 | length of the blob |
///
/// Source: walrus-upload-relay.
///
/// @param blobDigest SHA-256 of the blob
/// @param nonceDigest SHA-256 of the nonce
/// @param blobBytes length of the blob, as an unsigned number
public record HashedAuthPackage(Hash32 blobDigest, Hash32 nonceDigest, long blobBytes) {
    /// Length in bytes.
    public static final int BYTES = 72;

    public HashedAuthPackage {
        Objects.requireNonNull(blobDigest);
        Objects.requireNonNull(nonceDigest);
    }

    /// The package for a blob whose digest is known.
    public static HashedAuthPackage of(Hash32 blobDigest, RelayNonce nonce, long blobBytes) {
        return new HashedAuthPackage(blobDigest, sha256(nonce.value().toBytes()), blobBytes);
    }

    /// The package for a blob in memory.
    public static HashedAuthPackage of(byte[] blob, RelayNonce nonce) {
        return of(sha256(blob), nonce, blob.length);
    }

    /// The 72 bytes.
    public byte[] toBytes() {
        return new BcsWriter(BYTES).hash32(blobDigest).hash32(nonceDigest).u64(blobBytes).toBytes();
    }

    /// Reads all of `bytes` as a package.
    ///
    /// @throws WireFormatException if they are not 72 bytes
    public static HashedAuthPackage decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        Hash32 blobDigest = reader.hash32("blob digest");
        Hash32 nonceDigest = reader.hash32("nonce digest");
        long blobBytes = reader.u64("blob length");
        reader.expectEnd("authentication package");
        return new HashedAuthPackage(blobDigest, nonceDigest, blobBytes);
    }

    private static Hash32 sha256(byte[] bytes) {
        try {
            return Hash32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
