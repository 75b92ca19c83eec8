// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.ledger.ChainEvent;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.PoolRules;
import haulout.ledger.rules.U64;
import java.util.ArrayList;
import java.util.List;

/// One command while it is carried out.
final class Execution {
    private final LedgerRules rules;
    private final ObjectIdRule ids;
    private final LedgerState state;
    private final long nowMillis;
    private final AccountAddress sender;
    private final List<ChainEvent> events = new ArrayList<>();
    private int objects;

    Execution(
            LedgerRules rules,
            ObjectIdRule ids,
            LedgerState state,
            long nowMillis,
            AccountAddress sender) {
        this.rules = rules;
        this.ids = ids;
        this.state = state;
        this.nowMillis = nowMillis;
        this.sender = sender;
    }

    LedgerRules rules() {
        return rules;
    }

    PoolRules poolRules() {
        return rules.pools();
    }

    LedgerState state() {
        return state;
    }

    long nowMillis() {
        return nowMillis;
    }

    AccountAddress sender() {
        return sender;
    }

    long epoch() {
        return state.epoch();
    }

    Epoch currentEpoch() {
        return new Epoch(epoch());
    }

    void emit(ChainEvent event) {
        events.add(event);
    }

    List<ChainEvent> events() {
        return List.copyOf(events);
    }

    ObjectId newId() {
        return ids.id(state.clock.get().commandCount(), objects++);
    }

    void requireOwner(AccountAddress owner) throws AbortException {
        AbortException.require(owner.equals(sender), LedgerFault.LEDGER_NOT_OWNER);
    }

    void requireHost() throws AbortException {
        requireOwner(rules.host());
    }

    long balance(AccountAddress account) {
        return state.accounts.find(account).orElse(0L);
    }

    void pay(AccountAddress account, long amount) throws AbortException {
        if (amount == 0) {
            return;
        }
        state.accounts.put(account, U64.add(balance(account), amount));
    }

    void charge(AccountAddress account, long amount) throws AbortException {
        long had = balance(account);
        AbortException.require(!U64.isLess(had, amount), LedgerFault.BALANCE_NOT_ENOUGH);
        if (had == amount) {
            state.accounts.remove(account);
        } else {
            state.accounts.put(account, had - amount);
        }
    }

    void burn(long amount) throws AbortException {
        LedgerClock clock = state.clock.get();
        state.clock.set(clock.withMoney(clock.minted(), U64.add(clock.burned(), amount)));
    }
}
