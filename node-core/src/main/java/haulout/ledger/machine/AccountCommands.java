// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.U64;

/// Carries out [AccountCommand]s.
final class AccountCommands {
    private AccountCommands() {}

    static CommandResult run(Execution run, AccountCommand command) throws AbortException {
        switch (command) {
            case AccountCommand.Mint mint -> mint(run, mint);
            case AccountCommand.Transfer(var to, long amount) -> {
                run.charge(run.sender(), amount);
                run.pay(to, amount);
            }
        }
        return CommandResult.DONE;
    }

    private static void mint(Execution run, AccountCommand.Mint mint) throws AbortException {
        run.requireHost();
        LedgerClock clock = run.state().clock.get();
        long minted = U64.add(clock.minted(), mint.amount());
        AbortException.require(
                !U64.isLess(run.rules().maxSupply(), minted), LedgerFault.LEDGER_SUPPLY_EXCEEDED);
        run.state().clock.set(clock.withMoney(minted, clock.burned()));
        run.pay(mint.to(), mint.amount());
    }
}
