// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeKeys;
import haulout.assembly.NodeSetup;
import haulout.assembly.NodeWatch;
import haulout.assembly.OwnDrives;
import haulout.assembly.RunningNode;
import haulout.core.NodeId;
import haulout.resources.guest.LentView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A single node that is away for a moment while the list of its drives changes, and answers at the
/// same address afterwards.
///
/// Threads: any; starting and stopping wait for each other.
final class NodePlace implements OwnDrives.Place, AutoCloseable {
    private final NodeHome home;
    private final NodeHost host;
    private final NodeKeys keys;
    private final ReentrantLock lock = new ReentrantLock();
    private NodeSetup setup;
    private boolean isClosed;
    private volatile @Nullable RunningNode running;

    /// @param home stays the caller's, who closes it afterwards
    /// @param host likewise
    NodePlace(NodeHome home, NodeHost host, NodeKeys keys, NodeSetup setup) {
        this.home = home;
        this.host = host;
        this.keys = keys;
        this.setup = setup;
    }

    NodeKeys keys() {
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
                RunningNode node = RunningNode.open(home, host, setup);
                setup = setup.at(node.address());
                running = node;
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

    /// Where it listens once it was started, also while it is away.
    InetSocketAddress address() {
        lock.lock();
        try {
            return setup.listen();
        } finally {
            lock.unlock();
        }
    }

    Optional<NodeWatch> watch() {
        return running().map(RunningNode::watch);
    }

    List<LentView> lent() throws IOException {
        RunningNode node = running;
        return node == null ? List.of() : node.lent();
    }

    boolean isUrgent() {
        return running().filter(RunningNode::isUrgent).isPresent();
    }

    /// For good.
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
