// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.AccountAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A command in a journal.
///
/// @param sequence its number, from 0 on without gaps
/// @param nowMillis when it came, in milliseconds since 1970
/// @param sender whose authority it had
/// @param command its bytes; read-only
public record JournalEntry(
        long sequence, long nowMillis, AccountAddress sender, ByteBuffer command) {
    public JournalEntry {
        Objects.requireNonNull(sender);
        command = command.asReadOnlyBuffer();
    }
}
