// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.EventId;
import java.util.Objects;

/// An event with its place in the order that all nodes share.
///
/// @param index 0, 1, 2, … without gaps
/// @param id the transaction that caused it
/// @param event what happened
public record IndexedEvent(long index, EventId id, ChainEvent event) {
    public IndexedEvent {
        if (index < 0) {
            throw new IllegalArgumentException("event index " + index + " is negative");
        }
        Objects.requireNonNull(id);
        Objects.requireNonNull(event);
    }
}
