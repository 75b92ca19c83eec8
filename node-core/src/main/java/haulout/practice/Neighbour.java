// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeKeys;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One node of a practice network, whether it runs or not.
///
/// Threads: any; starting, stopping and wiping wait for each other.
final class Neighbour implements OwnDrives.Place, AutoCloseable {
    private final NodeHome home;
    private final NodeKeys keys;
    private final Opener opener;
    private final Guise.Conduct conduct;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RunningNode running;
    private volatile boolean wiped;

    /// Opens a node in its data directory.
    @FunctionalInterface
    interface Opener {
        /// See [RunningNode#open] and [NodeSetup].
        RunningNode open(NodeHome home, NodeKeys keys) throws IOException, InterruptedException;
    }

    /// @param home stays the caller's, who closes it afterwards
    /// @param conduct how it behaves while it runs
    Neighbour(NodeHome home, NodeKeys keys, Opener opener, Guise.Conduct conduct) {
        this.conduct = conduct;
        this.home = home;
        this.keys = keys;
        this.opener = opener;
    }

    NodeKeys keys() {
        return keys;
    }

    @Override
    public NodeId id() {
        return keys.nodeId();
    }

    boolean isRunning() {
        return running != null;
    }

    /// It, empty if it does not run.
    @Override
    public Optional<RunningNode> running() {
        return Optional.ofNullable(running);
    }

    /// How it is now, empty if it does not run.
    Optional<NodeSnapshot> snapshot() {
        return Optional.ofNullable(running).map(RunningNode::snapshot);
    }

    /// What its store holds, empty if it does not run.
    Optional<StoreFigures> figures() {
        return Optional.ofNullable(running).map(RunningNode::figures);
    }

    /// What it fetches and rebuilds, empty if it does not run.
    Optional<SyncSnapshot> sync() {
        return Optional.ofNullable(running).map(RunningNode::sync);
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
        lock.lockInterruptibly();
        try {
            behave(Guise.Manner.HONEST);
            if (running == null) {
                running = opener.open(home, keys);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes it away, if it runs. Its data stay.
    @Override
    public void stop() throws IOException {
        lock.lock(); // not interruptibly, because at the end it has to be done
        try {
            RunningNode node = running;
            running = null;
            if (node != null) {
                node.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Erases all that it stores and knows, but not who it is. If it runs, it is away meanwhile and
    /// comes back with an empty store.
    void wipe() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean wasRunning = isRunning();
            stop();
            wiped = true;
            try (Stream<Path> entries = Files.list(home.root())) {
                for (Path entry : entries.toList()) {
                    if (!entry.equals(home.identity()) && !entry.equals(home.control())) {
                        FolderTree.delete(entry);
                    }
                }
            }
            if (wasRunning) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
