// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.AccountAddress;
import haulout.ledger.ChainException;
import haulout.ledger.machine.AccountCommand;
import haulout.ledger.machine.Outcome;

/// Gives money of a practice network to whoever asks. It has no value.
public final class Faucet {
    /// Most money at a time, in FROST: a million WAL, so that one slip does not empty it.
    public static final long MAX_GIFT = 1_000_000_000_000_000L;

    private final EmbeddedLedger ledger;

    private Faucet(EmbeddedLedger ledger) {
        this.ledger = ledger;
    }

    /// The faucet of a ledger, which makes all the money there will be when it is first opened.
    public static Faucet open(EmbeddedLedger ledger) throws ChainException, InterruptedException {
        if (ledger.read(view -> view.clock().minted()) == 0) {
            long supply = ledger.rules().maxSupply();
            AccountAddress host = ledger.rules().host();
            require(ledger.submit(host, new AccountCommand.Mint(host, supply)), "making money");
        }
        return new Faucet(ledger);
    }

    /// Gives money.
    ///
    /// @param amount in FROST, at most [#MAX_GIFT]
    /// @throws ChainException if there is none left
    public void give(AccountAddress to, long amount) throws ChainException, InterruptedException {
        if (amount < 0 || amount > MAX_GIFT) {
            throw new IllegalArgumentException(
                    "gift of " + amount + " FROST, allowed 0 to " + MAX_GIFT);
        }
        Outcome outcome =
                ledger.submit(ledger.rules().host(), new AccountCommand.Transfer(to, amount));
        require(outcome, "giving " + amount + " FROST");
    }

    /// The account that it gives from.
    public AccountAddress account() {
        return ledger.rules().host();
    }

    private static void require(Outcome outcome, String what) throws ChainException {
        if (outcome instanceof Outcome.Refused(var fault)) {
            throw new ChainException(what + ": " + fault);
        }
    }
}
