// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveDesk;
import haulout.home.HomeException;
import haulout.status.Phase;
import haulout.store.HistoryStore;
import haulout.store.StoreException;
import haulout.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The owner's desks of a network that runs without a window. A leaving that was begun, here or in
/// the window, goes on by itself.
///
/// Threads: any.
public final class ServiceHome implements AutoCloseable {
    private static final Duration BOOK_EVERY = Duration.ofSeconds(20);
    private static final Logger log = LoggerFactory.getLogger(ServiceHome.class);

    private final OwnerDesks desks;
    private final OwnLeaveDesk leaving;
    private final InstantSource clock;
    private final IncomeBook book;
    private final Thread leave;
    private final Thread income;

    private ServiceHome(
            OwnerDesks desks, OwnLeaveDesk leaving, IncomeBook book, InstantSource clock) {
        this.desks = desks;
        this.leaving = leaving;
        this.clock = clock;
        this.book = book;
        this.leave = Thread.ofVirtual().name("leaving").unstarted(leaving::run);
        this.income = Thread.ofVirtual().name("income").unstarted(this::keepBook);
    }

    /// Opens the desks of a network that runs.
    ///
    /// @param home data directory
    /// @param history stays the caller's
    /// @param executor makes a (virtual) thread for each task
    /// @param mayWork whether the network's nodes may work for each other now
    public static ServiceHome open(
            NetworkDesks network,
            Path home,
            HistoryStore history,
            Executor executor,
            BooleanSupplier mayWork,
            InstantSource clock)
            throws IOException, InterruptedException {
        Errands errands = new Errands(executor);
        Leaving steps =
                new Leaving(
                        network,
                        new Diary(history, clock),
                        new Payouts(history, network.ledger(), clock),
                        home,
                        clock,
                        mayWork);
        OwnLeaveDesk leaving =
                new OwnLeaveDesk(() -> Optional.of(steps), errands, ServiceHome::notHere);
        DriveDesk drives = new OwnDriveDesk(home, network.node(), network.lookNow(), errands);
        ServiceHome made =
                new ServiceHome(
                        new OwnerDesks(network.node(), drives, Optional.of(leaving)),
                        leaving,
                        new IncomeBook(
                                network.ledger(),
                                network.node().id(),
                                history,
                                ZoneId.systemDefault()),
                        clock);
        made.leave.start();
        made.income.start();
        return made;
    }

    // without a window nobody else would note it, and the ledger forgets
    private void keepBook() {
        try {
            while (true) {
                try {
                    book.look(clock.instant());
                } catch (StoreException | RuntimeException e) {
                    log.atWarn()
                            .setCause(e)
                            .log("what periods brought is not noted"); // tried again
                }
                Thread.sleep(BOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the home closes
        }
    }

    // the program that would have to stop is the one that is asked
    private static void notHere() throws HomeException {
        throw new HomeException(Sentence.of("leave.erase-by-command"));
    }

    /// What the owner can do.
    public OwnerDesks desks() {
        return desks;
    }

    /// How far the node is with leaving; empty unless it leaves or has left.
    public Optional<Phase> leavingNow() {
        return leaving.phase(clock.instant());
    }

    @Override
    public void close() {
        leave.interrupt();
        income.interrupt();
    }
}
