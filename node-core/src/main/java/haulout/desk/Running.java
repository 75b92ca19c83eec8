// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.AccountAddress;
import haulout.home.DriveDesk;
import haulout.home.FileDesk;
import haulout.home.HomeSnapshot;
import haulout.home.NeighbourDesk;
import haulout.home.StakeDesk;
import haulout.resources.settings.Mode;
import haulout.store.StoreException;
import java.io.IOException;

/// Everything that exists only while a network runs.
final class Running {
    private final NetworkDesks network;
    private final TransferQueue transfers;
    private final Reporter reporter;
    private final Ratings ratings;
    private final LedgerStakeDesk.Followed followed;
    private final Witness witness;
    private final Misconduct misconduct;
    private final FileDesk files;
    private final StakeDesk stakes;
    private final DriveDesk drives;
    private final NeighbourDesk neighbours;

    Running(NetworkDesks network, HomeParts parts, Ratings ratings)
            throws StoreException, InterruptedException {
        this.network = network;
        this.ratings = ratings;
        this.followed = new LedgerStakeDesk.Followed(parts.rules().settingsFile());
        this.transfers =
                new TransferQueue(
                        network.files(),
                        parts.history(),
                        parts.diary(),
                        parts.clock(),
                        parts.random(),
                        parts.executor(),
                        parts.scratch());
        this.reporter =
                new Reporter(
                        network,
                        parts.history(),
                        parts.diary(),
                        transfers,
                        parts.rules(),
                        parts.days(),
                        ratings,
                        new FileReports(
                                network.files(), parts.history(), new NameNotes(parts.home())),
                        parts.zone(),
                        parts.clock());
        this.witness = new Witness(parts.diary());
        this.misconduct = new Misconduct(network.neighbourhood(), parts.diary());
        Errands errands = new Errands(parts.executor());
        this.files =
                new NetworkFileDesk(
                        network, transfers, parts.history(), parts.diary(), errands, parts.clock());
        this.stakes =
                new LedgerStakeDesk(
                        network.ledger(),
                        network.node().id(),
                        followed,
                        new Payouts(parts.history(), network.ledger(), parts.clock()),
                        parts.diary(),
                        errands,
                        parts.clock());
        this.drives = new OwnDriveDesk(parts.home(), network.node(), network.lookNow(), errands);
        this.neighbours = new PracticeDesk(network.neighbourhood(), parts.diary(), errands);
        transfers.resume();
    }

    HomeSnapshot snapshot(Mode mode) throws StoreException, InterruptedException {
        HomeSnapshot snapshot = reporter.snapshot(mode, followed.all());
        witness.see(snapshot);
        ratings.tryOut(snapshot.at(), network.node().drives());
        misconduct.see(snapshot.at());
        return snapshot;
    }

    void follow(AccountAddress owner) throws IOException {
        followed.add(owner);
    }

    NetworkDesks network() {
        return network;
    }

    FileDesk files() {
        return files;
    }

    StakeDesk stakes() {
        return stakes;
    }

    DriveDesk drives() {
        return drives;
    }

    NeighbourDesk neighbours() {
        return neighbours;
    }

    /// Stops the transfers.
    void stop() {
        transfers.stop();
    }
}
