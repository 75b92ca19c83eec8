// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.EncodingConfig;

/// Sizes and prices of storage.
///
/// Source: Walrus contracts, modules `redstuff` and `system_state_inner`.
public final class StoragePricing {
    private StoragePricing() {}

    /// Units that are paid for so many bytes: each purchase rounds up once.
    ///
    /// @param bytes unsigned
    public static long units(long bytes) {
        long unit = EncodingConfig.STORAGE_UNIT_BYTES;
        long whole = Long.divideUnsigned(bytes, unit);
        return Long.remainderUnsigned(bytes, unit) == 0 ? whole : whole + 1;
    }

    /// What so many bytes cost at a price per unit.
    ///
    /// @param bytes unsigned
    /// @param pricePerUnit unsigned, in FROST
    public static long cost(long bytes, long pricePerUnit) throws AbortException {
        return U64.multiply(units(bytes), pricePerUnit);
    }

    /// Encoded size of a blob.
    ///
    /// @param blobBytes unsigned
    /// @throws AbortException if the blob is too large for the number of shards
    public static long encodedBytes(long blobBytes, EncodingConfig config) throws AbortException {
        AbortException.require(
                !U64.isLess(config.maxBlobBytes(), blobBytes), LedgerFault.ARITHMETIC_CAST_TO_U16);
        return config.encodedBytes(blobBytes);
    }
}
