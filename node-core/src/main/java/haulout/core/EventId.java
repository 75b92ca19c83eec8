// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.util.Objects;

/// Which event of the ledger something is: the transaction that caused it and its place in there.
///
/// @param transaction digest of the transaction
/// @param sequence place among the transaction's events, from 0, an unsigned 63-bit number
public record EventId(Hash32 transaction, long sequence) {
    public EventId {
        Objects.requireNonNull(transaction);
        if (sequence < 0) {
            throw new IllegalArgumentException("event sequence " + sequence + " is negative");
        }
    }
}
