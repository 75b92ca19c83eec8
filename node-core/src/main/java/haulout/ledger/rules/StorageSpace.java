// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.List;

/// Space that has been bought.
///
/// Source: Walrus contracts, module `storage_resource`.
///
/// @param startEpoch first epoch
/// @param endEpoch first epoch after it
/// @param bytes unsigned
public record StorageSpace(long startEpoch, long endEpoch, long bytes) {
    /// Both parts of a split: first what stays, then what is new.
    public List<StorageSpace> splitByEpoch(long epoch) throws AbortException {
        AbortException.require(
                epoch > startEpoch && epoch < endEpoch, LedgerFault.STORAGE_RESOURCE_INVALID_EPOCH);
        return List.of(
                new StorageSpace(startEpoch, epoch, bytes),
                new StorageSpace(epoch, endEpoch, bytes));
    }

    /// Both parts of a split: first what stays, then what is new.
    ///
    /// @param kept bytes that stay, unsigned
    public List<StorageSpace> splitBySize(long kept) throws AbortException {
        AbortException.require(
                !U64.isLess(bytes, kept), LedgerFault.STORAGE_RESOURCE_INCOMPATIBLE_AMOUNT);
        return List.of(
                new StorageSpace(startEpoch, endEpoch, kept),
                new StorageSpace(startEpoch, endEpoch, bytes - kept));
    }

    /// Both together: of the same period, or one after the other.
    public StorageSpace fuse(StorageSpace other) throws AbortException {
        return startEpoch == other.startEpoch ? fuseAmounts(other) : fusePeriods(other);
    }

    /// Both together, one after the other.
    public StorageSpace fusePeriods(StorageSpace other) throws AbortException {
        AbortException.require(
                bytes == other.bytes, LedgerFault.STORAGE_RESOURCE_INCOMPATIBLE_AMOUNT);
        if (endEpoch == other.startEpoch) {
            return new StorageSpace(startEpoch, other.endEpoch, bytes);
        }
        AbortException.require(
                startEpoch == other.endEpoch, LedgerFault.STORAGE_RESOURCE_INCOMPATIBLE_EPOCHS);
        return new StorageSpace(other.startEpoch, endEpoch, bytes);
    }

    private StorageSpace fuseAmounts(StorageSpace other) throws AbortException {
        AbortException.require(
                endEpoch == other.endEpoch, LedgerFault.STORAGE_RESOURCE_INCOMPATIBLE_EPOCHS);
        return new StorageSpace(startEpoch, endEpoch, U64.add(bytes, other.bytes));
    }
}
