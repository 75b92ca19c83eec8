// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveDesk;
import haulout.home.HomeException;
import haulout.status.Phase;
import haulout.store.HistoryStore;
import haulout.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// The owner's desks of a network that runs without a window. A leaving that was begun, here or in
/// the window, goes on by itself.
///
/// Threads: any.
public final class ServiceHome implements AutoCloseable {
    private final OwnerDesks desks;
    private final OwnLeaveDesk leaving;
    private final InstantSource clock;
    private final Thread leave;

    private ServiceHome(OwnerDesks desks, OwnLeaveDesk leaving, InstantSource clock) {
        this.desks = desks;
        this.leaving = leaving;
        this.clock = clock;
        this.leave = Thread.ofVirtual().name("leaving").unstarted(leaving::run);
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
        Leaving steps = new Leaving(network, new Diary(history, clock), home, clock, mayWork);
        OwnLeaveDesk leaving =
                new OwnLeaveDesk(() -> Optional.of(steps), errands, ServiceHome::notHere);
        DriveDesk drives = new OwnDriveDesk(home, network.node(), network.lookNow(), errands);
        ServiceHome made =
                new ServiceHome(
                        new OwnerDesks(network.node(), drives, Optional.of(leaving)),
                        leaving,
                        clock);
        made.leave.start();
        return made;
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
    }
}
