// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.ledger.rules.LedgerFault;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request is not carried out, and the message says to the caller why.
final class RequestRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable LedgerFault fault;

    /// @param status of HTTP
    RequestRefusal(int status, String message) {
        this(status, message, null);
    }

    private RequestRefusal(int status, String message, @Nullable LedgerFault fault) {
        super(message);
        this.status = status;
        this.fault = fault;
    }

    /// What the ledger refuses.
    static RequestRefusal byLedger(LedgerFault fault) {
        return new RequestRefusal(409, "the ledger refuses this: " + fault, fault);
    }

    /// Why the ledger refuses it, if it does.
    Optional<LedgerFault> fault() {
        return Optional.ofNullable(fault);
    }

    int status() {
        return status;
    }
}
