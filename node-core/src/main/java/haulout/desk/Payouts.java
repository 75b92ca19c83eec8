// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.LedgerDesk;
import haulout.store.HistoryStore;
import haulout.store.PaidOut;
import haulout.store.StoreException;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The owner's book of what came from the node: commission, and what own stake has earned.
final class Payouts {
    // what the first versions wrote
    private static final Pattern OLD = Pattern.compile("epoch (\\d{1,18})");

    private final HistoryStore history;
    private final LedgerDesk ledger;
    private final InstantSource clock;

    Payouts(HistoryStore history, LedgerDesk ledger, InstantSource clock) {
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Commission was collected.
    void commission(long frost) throws StoreException, InterruptedException {
        note("payout.commission", frost);
    }

    /// A stake was taken out, and this came with it.
    void reward(long frost) throws StoreException, InterruptedException {
        note("payout.reward", frost);
    }

    private void note(String key, long frost) throws StoreException, InterruptedException {
        if (frost > 0) {
            Sentence receipt = Sentence.of(key, new Term.Count(ledger.epoch().epoch()));
            history.add(new PaidOut(clock.instant(), frost, SentenceFormat.encode(receipt)));
        }
    }

    /// What is said of a receipt.
    static Sentence receipt(PaidOut payout) {
        Matcher old = OLD.matcher(payout.receipt());
        return old.matches()
                ? Sentence.of("payout.commission", new Term.Count(Long.parseLong(old.group(1))))
                : SentenceFormat.decode(payout.receipt());
    }
}
