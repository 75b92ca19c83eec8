// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Objects;

/// A rule says no. Whoever catches it undoes the whole command.
///
/// It has no stack trace, because refusals are ordinary and there may be many.
public final class AbortException extends Exception {
    private final transient LedgerFault fault;

    /// @param fault the rule that was broken
    public AbortException(LedgerFault fault) {
        super(fault.toString(), null, false, false);
        this.fault = Objects.requireNonNull(fault);
    }

    /// The rule that was broken.
    public LedgerFault fault() {
        return fault;
    }

    /// Aborts unless a condition holds.
    ///
    /// @throws AbortException with `fault` if it does not
    public static void require(boolean condition, LedgerFault fault) throws AbortException {
        if (!condition) {
            throw new AbortException(fault);
        }
    }
}
