// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.Hash32;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The whole state of a ledger at a moment.
///
/// @param sequence how many commands it has seen: the number of the next one
/// @param stateHash hash of the state
/// @param state its bytes; read-only
public record JournalSnapshot(long sequence, Hash32 stateHash, ByteBuffer state) {
    public JournalSnapshot {
        Objects.requireNonNull(stateHash);
        state = state.asReadOnlyBuffer();
    }
}
