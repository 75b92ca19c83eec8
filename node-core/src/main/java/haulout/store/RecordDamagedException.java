// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// A record's bytes do not match their checksum and the drive's shield could not mend them at once.
/// The record counts as lost from now on: `contains` says no and [SliverStore#lost] names it.
public final class RecordDamagedException extends StoreException {
    /// @param message which record, where
    public RecordDamagedException(String message) {
        super(message);
    }
}
