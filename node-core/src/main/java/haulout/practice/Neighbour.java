// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.HomeErasure;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeKeys;
import haulout.assembly.NodePlace;
import haulout.assembly.OwnDrives;
import haulout.assembly.RunningNode;
import haulout.core.NodeId;
import haulout.node.NodeSnapshot;
import haulout.node.sync.SyncSnapshot;
import haulout.store.file.FolderTree;
import haulout.store.segment.StoreFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// One node of a practice network, whether it runs or not.
///
/// Threads: any; starting, stopping and wiping wait for each other.
final class Neighbour implements OwnDrives.Place, AutoCloseable {
    private final NodeHome home;
    private final NodePlace place;
    private final Guise.Conduct conduct;
    private volatile boolean wiped;

    /// @param home stays the caller's, who closes it afterwards
    /// @param conduct how it behaves while it runs
    Neighbour(NodeHome home, NodePlace place, Guise.Conduct conduct) {
        this.home = home;
        this.place = place;
        this.conduct = conduct;
    }

    NodeKeys keys() {
        return place.keys();
    }

    @Override
    public NodeId id() {
        return place.id();
    }

    boolean isRunning() {
        return running().isPresent();
    }

    /// It, empty if it does not run.
    @Override
    public Optional<RunningNode> running() {
        return place.running();
    }

    /// How it is now, empty if it does not run.
    Optional<NodeSnapshot> snapshot() {
        return running().map(RunningNode::snapshot);
    }

    /// What its store holds, empty if it does not run.
    Optional<StoreFigures> figures() {
        return running().map(RunningNode::figures);
    }

    /// What it fetches and rebuilds, empty if it does not run.
    Optional<SyncSnapshot> sync() {
        return running().map(RunningNode::sync);
    }

    /// Whether its store was erased, and it has not rebuilt all of it since.
    boolean isWiped() {
        if (wiped && isComplete()) {
            wiped = false;
        }
        return wiped;
    }

    private boolean isComplete() {
        return snapshot().filter(now -> now.isCurrent() && now.blobSyncs() == 0).isPresent()
                && sync().filter(now -> now.shardCount() == 0 && now.blobCount() == 0).isPresent();
    }

    /// How it behaves.
    Guise.Manner manner() {
        return conduct.manner();
    }

    /// Makes it behave.
    void behave(Guise.Manner manner) {
        conduct.set(manner);
    }

    /// Starts it, if it does not run; from now on it is honest.
    @Override
    public void start() throws IOException, InterruptedException {
        behave(Guise.Manner.HONEST);
        place.start();
    }

    /// Takes it away, if it runs. Its data stay.
    @Override
    public void stop() throws IOException {
        place.stop();
    }

    /// Erases all that it stores and knows, but not who it is. If it runs, it is away meanwhile and
    /// comes back, honest, with an empty store.
    void wipe() throws IOException, InterruptedException {
        place.away(() -> {
            behave(Guise.Manner.HONEST);
            wiped = true;
            HomeErasure.clearLent(home.drives());
            try (Stream<Path> entries = Files.list(home.root())) {
                for (Path entry : entries.toList()) {
                    if (!entry.equals(home.identity()) && !entry.equals(home.control())) {
                        FolderTree.delete(entry);
                    }
                }
            }
        });
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
