// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import java.nio.ByteBuffer;

/// An event in a journal.
///
/// @param index its place among all events
/// @param sequence the command that caused it
/// @param place its place among the events of that command
/// @param bytes see [ChainEventFormat]; read-only
public record JournalEvent(long index, long sequence, int place, ByteBuffer bytes) {
    public JournalEvent {
        bytes = bytes.asReadOnlyBuffer();
    }
}
