// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.ledger.ChainEvent;
import haulout.ledger.rules.LedgerFault;
import java.util.List;
import java.util.Objects;

/// What became of a command.
public sealed interface Outcome {
    /// It was carried out.
    ///
    /// @param sequence its number among those carried out, from 0 on
    record Applied(long sequence, CommandResult result, List<ChainEvent> events)
            implements Outcome {
        public Applied {
            Objects.requireNonNull(result);
            events = List.copyOf(events);
        }
    }

    /// It was refused and changed nothing.
    record Refused(LedgerFault fault) implements Outcome {
        public Refused {
            Objects.requireNonNull(fault);
        }
    }
}
