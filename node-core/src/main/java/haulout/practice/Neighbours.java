// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeKeys;
import haulout.assembly.NodePlace;
import haulout.assembly.NodeSetup;
import haulout.assembly.RunningNode;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.crypto.BlsSecretKey;
import haulout.http.server.ServerLimits;
import haulout.identity.IdentityInUseException;
import haulout.identity.OtherCopy;
import haulout.identity.TwinLock;
import haulout.node.NodeSettings;
import haulout.node.sync.SyncLimits;
import haulout.store.drive.SpaceRule;
import haulout.store.segment.SegmentConfig;
import haulout.store.shield.ShieldMode;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nodes of a practice network, in the order of their identities.
///
/// Threads: any.
final class Neighbours implements AutoCloseable {
    /// What stays free on the drive: with a dozen small stores, as little as the resource policy
    /// knows.
    private static final SpaceRule SPACE = new SpaceRule(2_000_000_000L, 0);

    private static final Logger log = LoggerFactory.getLogger(Neighbours.class);

    // on one computer it is there at once or not at all
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(1);

    // a dozen servers share the memory of one
    private static final long BODY_BYTES = 48L << 20;
    private static final long ANSWER_BYTES = 32L << 20;

    // a dozen nodes share one computer, and its owner works at it
    private static final long REPAIR_BYTES_PER_SECOND = 100_000_000;

    // on one computer a node that does not answer was taken away, and one that is back is back at
    // once, so nobody has to be spared by long pauses
    private static final SyncLimits SYNC =
            SyncLimits.home()
                    .waiting(
                            new SyncLimits.Waits(Duration.ofSeconds(1), Duration.ofSeconds(15)),
                            new SyncLimits.Waits(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                            Duration.ofSeconds(10))
                    .within(REPAIR_BYTES_PER_SECOND);

    private final NodeHost host;
    private final PracticeLedger chain;
    private final Founding founding;
    private final PeerClients.Scheme scheme;
    private final long lentBytes;
    private final List<Neighbour> nodes = new ArrayList<>();
    private List<Neighbour> started = List.of();
    private @Nullable TwinLock twin;

    Neighbours(
            NodeHost host,
            PracticeLedger chain,
            Founding founding,
            PeerClients.Scheme scheme,
            long lentBytes) {
        this.host = host;
        this.chain = chain;
        this.founding = founding;
        this.scheme = scheme;
        this.lentBytes = lentBytes;
    }

    /// Takes the nodes of these data directories, and tells the ledger where they will answer. None
    /// of them runs yet.
    void open(List<NodeHome> homes) throws IOException, InterruptedException {
        List<NodeKeys> keys = founding.keys(homes);
        refuseSecond(keys.getFirst());
        for (int i = 0; i < homes.size(); i++) {
            int index = i;
            Guise.Conduct conduct = new Guise.Conduct(BlsSecretKey.generate(host.random()));
            NodeHome home = homes.get(i);
            NodeKeys own = keys.get(i);
            NodePlace place = new NodePlace(own, () -> start(index, home, own, conduct));
            nodes.add(new Neighbour(home, place, conduct));
        }
        List<Integer> ports =
                Ports.choose(
                        nodes.stream()
                                .map(node -> Ports.of(founding.row(node.id()).profile().address()))
                                .toList());
        for (int i = 0; i < nodes.size(); i++) {
            publish(i, homes.get(i), nodes.get(i).id(), ports.get(i));
        }
    }

    private void publish(int index, NodeHome home, NodeId id, int port)
            throws IOException, InterruptedException {
        founding.publish(id, name(index), address(port));
        if (index == 0) {
            home.identityFolder().noteAddress(address(port), host.clock().instant());
        }
    }

    /// Asks where the ledger says that this computer's node is whether it answers there now. Nobody
    /// but another copy of it could.
    private void refuseSecond(NodeKeys own) throws IOException {
        twin = TwinLock.take(TwinLock.standardFolder(), own.protocol().publicKey());
        String address = founding.row(own.nodeId()).profile().address();
        if (scheme == PeerClients.Scheme.HTTPS
                && OtherCopy.answersAt(address, own.network().publicKey(), COPY_PATIENCE)) {
            throw new IdentityInUseException("it answers at " + address);
        }
    }

    private RunningNode start(int index, NodeHome home, NodeKeys keys, Guise.Conduct conduct)
            throws IOException, InterruptedException {
        int port = Ports.of(founding.row(keys.nodeId()).profile().address());
        try {
            return RunningNode.open(home, host, setup(index, keys.nodeId(), port, conduct));
        } catch (BindException e) {
            // somebody took the port since it was chosen
            log.atInfo()
                    .addKeyValue("node", name(index))
                    .addKeyValue("why", e.getMessage())
                    .log("takes another port");
        }
        RunningNode node = RunningNode.open(home, host, setup(index, keys.nodeId(), 0, conduct));
        boolean published = false;
        try {
            publish(index, home, keys.nodeId(), node.address().getPort());
            published = true;
            return node;
        } finally {
            if (!published) {
                node.close();
            }
        }
    }

    private NodeSetup setup(int index, NodeId id, int port, Guise.Conduct conduct) {
        AccountAddress operator = founding.row(id).owner();
        return new NodeSetup(
                name(index),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "127.0.0.1",
                scheme,
                lentBytes,
                SPACE,
                NodeSettings.of(chain.ledger().rules().encoding()),
                SegmentConfig.DEFAULT,
                ShieldMode.AUTOMATIC,
                NodeSetup.SCRUB_PERIOD,
                NodeSetup.ALWAYS,
                ServerLimits.forHome().withBytes(BODY_BYTES, ANSWER_BYTES),
                SYNC,
                chain.ledger(),
                chain.ledger().actions(id, operator),
                node -> new Guise(node, conduct, Pause.real()));
    }

    /// What a node is called.
    static String name(int index) {
        return "n" + index;
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    /// A node by its place.
    Neighbour get(int index) throws RequestRefusal {
        if (index >= nodes.size()) {
            throw new RequestRefusal(
                    404, "there are nodes 0 to " + (nodes.size() - 1) + ", no " + index);
        }
        return nodes.get(index);
    }

    List<Neighbour> all() {
        return nodes;
    }

    /// The place of a node.
    int place(NodeId id) {
        return ids().indexOf(id);
    }

    /// Where a node answers by the ledger.
    String address(NodeId id) {
        return founding.row(id).profile().address();
    }

    List<NodeId> ids() {
        return nodes.stream().map(Neighbour::id).toList();
    }

    /// Starts all that do not run.
    ///
    /// @param first whether the first one as well, which is this computer's
    void startAll(boolean first) throws IOException, InterruptedException {
        started = first ? List.copyOf(nodes) : List.copyOf(nodes.subList(1, nodes.size()));
        together(node -> {
            if (started.contains(node)) {
                node.start();
            }
        });
    }

    /// Those that were started with the network.
    List<Neighbour> started() {
        return started;
    }

    @FunctionalInterface
    private interface Step {
        void run(Neighbour node) throws IOException, InterruptedException;
    }

    /// Does something with all nodes at the same time, on platform threads: what is done for the
    /// first time loads classes, and a virtual thread that does holds its carrier meanwhile.
    private void together(Step step) throws IOException, InterruptedException {
        List<Callable<Object>> tasks = new ArrayList<>();
        for (Neighbour node : nodes) {
            tasks.add(() -> {
                step.run(node);
                return node;
            });
        }
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("neighbour-", 0).factory())) {
            for (Future<Object> done : threads.invokeAll(tasks)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case IOException failure ->
                                throw new IOException(failure.getMessage(), failure);
                        case InterruptedException _ -> throw new InterruptedException();
                        case null, default -> throw new IllegalStateException(e.getCause());
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        // because a thread that is interrupted would close nothing
        boolean interrupted = Thread.interrupted();
        try {
            together(Neighbour::close);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            TwinLock taken = twin;
            if (taken != null) {
                taken.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
