// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the owner's computer remembers beside the node's own records. What a method wrote is on the
/// drive when it returns.
public interface HistoryStore {
    /// Keeps what happened.
    ///
    /// @return its number
    long add(Happening happening) throws StoreException, InterruptedException;

    /// What happened, newest first.
    ///
    /// @param before only smaller numbers
    /// @param from nothing earlier
    /// @param kinds empty for all
    /// @param most how many
    List<Happening> happenings(long before, Instant from, Set<String> kinds, int most)
            throws StoreException, InterruptedException;

    /// Forgets what happened earlier, and the quarters before it.
    void forgetBefore(Instant moment) throws StoreException, InterruptedException;

    /// The owner's files, newest first.
    List<KeptFile> files() throws StoreException, InterruptedException;

    /// Keeps a file's row, or another in its place.
    void put(KeptFile file) throws StoreException, InterruptedException;

    /// Forgets a file.
    void remove(KeptFile file) throws StoreException, InterruptedException;

    /// What was collected, newest first.
    List<PaidOut> payouts(int most) throws StoreException, InterruptedException;

    /// Keeps what was collected.
    void add(PaidOut payout) throws StoreException, InterruptedException;

    /// What periods brought, in the order in which they were added.
    List<IncomeRow> incomes() throws StoreException, InterruptedException;

    /// Keeps what more periods brought, all or none.
    void addIncomes(List<IncomeRow> rows) throws StoreException, InterruptedException;

    /// Has each row stand in the place of those it was made of.
    void foldIncomes(List<IncomeRow> rows) throws StoreException, InterruptedException;

    /// Quarters of an hour, oldest first.
    ///
    /// @param from nothing that began earlier
    List<QuarterRow> quarters(Instant from) throws StoreException, InterruptedException;

    /// Keeps a quarter of an hour, or another in its place.
    void put(QuarterRow quarter) throws StoreException, InterruptedException;

    /// Files on their way into the network, oldest first.
    List<WaitingFile> waiting() throws StoreException, InterruptedException;

    /// Keeps a file that is on its way.
    ///
    /// @return its number
    long add(WaitingFile file) throws StoreException, InterruptedException;

    /// A file has arrived: it is kept now and no longer on its way, both or neither.
    ///
    /// @param number of the file that was on its way
    void arrived(long number, KeptFile file) throws StoreException, InterruptedException;

    /// A file on its way was given up.
    void giveUp(long number) throws StoreException, InterruptedException;
}
