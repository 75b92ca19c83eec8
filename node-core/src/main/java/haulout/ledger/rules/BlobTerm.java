// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.EncodingConfig;

/// The life of a registered blob: from when to when, and whether it was certified. Immutable.
///
/// Source: Walrus contracts, module `blob`.
///
/// @param space what it is stored in
/// @param deletion whether its owner may delete it
/// @param certifiedEpoch when it was certified, or [#NOT_CERTIFIED]
public record BlobTerm(StorageSpace space, Deletion deletion, long certifiedEpoch) {
    /// In place of an epoch, until a certificate has come.
    public static final long NOT_CERTIFIED = -1;

    /// Number of the only encoding there is.
    public static final int RS2 = 1;

    /// Whether an owner may delete a blob.
    public enum Deletion {
        /// The owner may.
        DELETABLE,

        /// It stays until its end.
        PERMANENT;

        /// The constant for an answer.
        public static Deletion of(boolean isDeletable) {
            return isDeletable ? DELETABLE : PERMANENT;
        }
    }

    /// Registers a blob.
    ///
    /// @param blobBytes before encoding, unsigned
    public static BlobTerm register(
            StorageSpace space,
            long blobBytes,
            int encodingType,
            Deletion deletion,
            long epoch,
            EncodingConfig config)
            throws AbortException {
        AbortException.require(
                epoch >= space.startEpoch() && epoch < space.endEpoch(),
                LedgerFault.BLOB_RESOURCE_BOUNDS);
        AbortException.require(encodingType == RS2, LedgerFault.ENCODING_INVALID_ENCODING_TYPE);
        long encoded = StoragePricing.encodedBytes(blobBytes, config);
        AbortException.require(!U64.isLess(space.bytes(), encoded), LedgerFault.BLOB_RESOURCE_SIZE);
        return new BlobTerm(space, deletion, NOT_CERTIFIED);
    }

    /// Whether a certificate has come.
    public boolean isCertified() {
        return certifiedEpoch != NOT_CERTIFIED;
    }

    /// Whether the owner may delete it.
    public boolean isDeletable() {
        return deletion == Deletion.DELETABLE;
    }

    /// The blob with a certificate.
    public BlobTerm certify(long epoch) throws AbortException {
        AbortException.require(!isCertified(), LedgerFault.BLOB_ALREADY_CERTIFIED);
        AbortException.require(epoch < space.endEpoch(), LedgerFault.BLOB_RESOURCE_BOUNDS);
        return new BlobTerm(space, deletion, epoch);
    }

    /// Checks that it may be extended.
    public void requireExtendable(long epoch) throws AbortException {
        AbortException.require(isCertified(), LedgerFault.BLOB_NOT_CERTIFIED);
        AbortException.require(epoch < space.endEpoch(), LedgerFault.BLOB_RESOURCE_BOUNDS);
    }

    /// The blob with a later end.
    public BlobTerm extend(long epochCount) {
        return withSpace(
                new StorageSpace(space.startEpoch(), space.endEpoch() + epochCount, space.bytes()));
    }

    /// The blob with more space behind its own.
    public BlobTerm extend(StorageSpace extension, long epoch) throws AbortException {
        requireExtendable(epoch);
        AbortException.require(
                extension.endEpoch() > space.endEpoch(), LedgerFault.BLOB_RESOURCE_BOUNDS);
        return withSpace(space.fusePeriods(extension));
    }

    /// What is left for reuse after it was deleted.
    public StorageSpace delete(long epoch) throws AbortException {
        AbortException.require(isDeletable(), LedgerFault.BLOB_BLOB_NOT_DELETABLE);
        AbortException.require(space.endEpoch() > epoch, LedgerFault.BLOB_RESOURCE_BOUNDS);
        return space;
    }

    private BlobTerm withSpace(StorageSpace changed) {
        return new BlobTerm(changed, deletion, certifiedEpoch);
    }
}
