// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// What a node counts.
public enum NodeCounter {
    METADATA_STORED,
    SLIVERS_STORED,
    SLIVER_BYTES_STORED,
    SLIVERS_READ,
    SLIVERS_REFUSED,
    CONFIRMATIONS_SIGNED,
    SYMBOLS_MADE,
    SLIVERS_SYNCED_OUT,
    INCONSISTENCIES_ATTESTED,
    EVENTS_RECORDED,
    BLOB_SYNCS_STARTED,
    BLOBS_COLLECTED,
    STORE_FAULTS,
    FULL_REFUSALS,
    LEDGER_FAULTS,
    CODEC_REFUSALS
}
