// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// Commands about accounts and the money in them.
public sealed interface AccountCommand extends LedgerCommand {
    /// Makes new money, up to what the rules allow; only the host may.
    ///
    /// @param to who gets it
    /// @param amount in FROST
    record Mint(AccountAddress to, long amount) implements AccountCommand {
        public Mint {
            Objects.requireNonNull(to);
        }

        @Override
        public int tag() {
            return 0;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(to.value());
            writer.u64(amount);
        }
    }

    /// Gives some of the sender's money to another account.
    ///
    /// @param to who gets it
    /// @param amount in FROST
    record Transfer(AccountAddress to, long amount) implements AccountCommand {
        public Transfer {
            Objects.requireNonNull(to);
        }

        @Override
        public int tag() {
            return 1;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.hash32(to.value());
            writer.u64(amount);
        }
    }
}
