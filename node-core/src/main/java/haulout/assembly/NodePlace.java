// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.NodeId;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where a node runs that may be away for a while: because somebody stopped it, or because the list
/// of its drives changes.
///
/// Threads: any; starting, stopping and being away wait for each other.
public final class NodePlace implements OwnDrives.Place, AutoCloseable {
    private final NodeKeys keys;
    private final Opener opener;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isClosed;
    private volatile @Nullable RunningNode running;

    /// Opens the node, each time that it starts.
    @FunctionalInterface
    public interface Opener {
        /// See [RunningNode#open].
        RunningNode open() throws IOException, InterruptedException;
    }

    /// What is done to its files while it is away.
    @FunctionalInterface
    public interface Work {
        /// Does it.
        void run() throws IOException, InterruptedException;
    }

    /// @param keys who it is
    /// @param opener is asked by one thread at a time
    public NodePlace(NodeKeys keys, Opener opener) {
        this.keys = keys;
        this.opener = opener;
    }

    /// Who it is, with its secrets.
    public NodeKeys keys() {
        return keys;
    }

    @Override
    public NodeId id() {
        return keys.nodeId();
    }

    @Override
    public Optional<RunningNode> running() {
        return Optional.ofNullable(running);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (running == null && !isClosed) {
                running = opener.open();
            }
        } finally {
            lock.unlock();
        }
    }

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

    /// Does something while the node is away, and starts it again if it ran before. Where the work
    /// fails it stays away.
    public void away(Work work) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean wasRunning = running != null;
            stop();
            work.run();
            if (wasRunning) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    /// For good: nothing starts it again.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            isClosed = true;
            stop();
        } finally {
            lock.unlock();
        }
    }
}
