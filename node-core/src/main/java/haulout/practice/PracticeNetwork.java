// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.Guest;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.assembly.RunningNode;
import haulout.client.PeerClients;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.node.NodeSnapshot;
import haulout.resources.guest.LentView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A whole practice network in this process: ledger, nodes, and what other programs need to use it.
///
/// It lives in a data directory and goes on from there after a restart, with the same keys, ledger
/// and data.
///
/// Threads: any.
public final class PracticeNetwork implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofMillis(500);

    private final OpenThings open;
    private final NodeHome home;
    private final PracticeLedger chain;
    private final NodeHost host;
    private final Neighbours nodes;
    private final DescriptorBoard board;
    private final String control;

    private PracticeNetwork(
            OpenThings open,
            NodeHome home,
            PracticeLedger chain,
            NodeHost host,
            Neighbours nodes,
            DescriptorBoard board,
            String control) {
        this.open = open;
        this.home = home;
        this.chain = chain;
        this.host = host;
        this.nodes = nodes;
        this.board = board;
        this.control = control;
    }

    /// Starts a practice network, or founds one. When this returns every node answers, and the
    /// descriptor is written.
    ///
    /// @throws IOException if anything that it needs is missing, or the network of that directory
    ///   is another than the one that is wanted; nothing stays open then
    public static PracticeNetwork open(PracticeSetup setup, InstantSource clock)
            throws IOException, InterruptedException {
        return open(setup, Guest.FREE, (network, open) -> {}, clock);
    }

    /// What else is opened before anybody is told how to reach the network.
    @FunctionalInterface
    public interface Extra {
        /// Opens it.
        ///
        /// @param open takes charge of it
        void open(PracticeNetwork network, OpenThings open) throws IOException;
    }

    /// Starts a practice network, or founds one, that asks before it uses the computer.
    ///
    /// @throws IOException as the other
    public static PracticeNetwork open(
            PracticeSetup setup, Guest guest, Extra extra, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            PracticeNetwork network = open(open, setup, guest, extra, clock);
            opened = true;
            return network;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    private static PracticeNetwork open(
            OpenThings open,
            PracticeSetup setup,
            Guest guest,
            Extra extra,
            InstantSource clock)
            throws IOException, InterruptedException {
        NodeHome home = NodeHome.open(setup.home());
        open.add(home::close);
        PracticeHome folders = new PracticeHome(home);
        int count = folders.nodeCount(setup.nodes());
        PracticeLedger chain = folders.openLedger(setup, clock);
        open.add(chain::close);
        EmbeddedLedger ledger = chain.ledger();
        NodeHost host = new NodeHost(ledger.rules().encoding(), setup.codecThreads(), clock, guest);
        open.add(host::close);
        Founding founding = new Founding(chain, host.random(), setup.lentBytes());
        PeerClients.Scheme scheme =
                setup.plainHttp() ? PeerClients.Scheme.PLAIN_HTTP : PeerClients.Scheme.HTTPS;
        Neighbours nodes = new Neighbours(host, chain, founding, scheme, setup.lentBytes());
        List<NodeHome> homes = folders.openNodes(open, count);
        open.add(nodes::close);
        nodes.open(homes);
        nodes.startAll();
        // from here on they are known, answer, and get shards
        founding.stake(nodes.ids());
        chain.drive();
        new Readiness(ledger, host, scheme, nodes).await();
        String token = folders.token(host.random());
        DescriptorBoard board =
                new DescriptorBoard(chain, scheme, folders.tokenFile(), folders.files(setup));
        HttpServer server =
                server(
                        host,
                        new PracticeApi(new BlobDesk(ledger), new Switches(nodes, board), token));
        open.add(() -> server.close(STOP_TIME));
        String control = "http://127.0.0.1:" + server.address().getPort();
        PracticeNetwork network =
                new PracticeNetwork(open, home, chain, host, nodes, board, control);
        extra.open(network, open);
        open.add(board::close);
        board.open(control);
        return network;
    }

    private static HttpServer server(NodeHost host, PracticeApi api) throws IOException {
        return HttpServer.open(
                new HttpServer.Setup(
                        "practice",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        ServerLimits.forHome().withConnections(256, 256),
                        host.background(),
                        host.metrics(),
                        host.clock()),
                api);
    }

    /// What the control address does.
    private record Switches(Neighbours nodes, DescriptorBoard board)
            implements PracticeApi.Control {
        @Override
        public ObjectNode descriptor() throws IOException, InterruptedException {
            return board.current();
        }

        @Override
        public void stop(int index) throws IOException {
            nodes.get(index).stop();
        }

        @Override
        public void start(int index) throws IOException, InterruptedException {
            nodes.get(index).start();
            board.write();
        }

        @Override
        public void wipe(int index) throws IOException, InterruptedException {
            nodes.get(index).wipe();
        }
    }

    /// The ledger.
    public EmbeddedLedger ledger() {
        return chain.ledger();
    }

    /// What all nodes share.
    public NodeHost host() {
        return host;
    }

    /// Its data directory.
    public NodeHome home() {
        return home;
    }

    /// The drives of this computer's own node, as the resource rules see them.
    public List<LentView> lent() throws IOException {
        Optional<RunningNode> own = nodes.get(0).running();
        return own.isPresent() ? own.get().lent() : List.of();
    }

    /// What has been seen of this computer's own node; empty while it does not run.
    public Optional<NodeWatch> watch() {
        return nodes.all().getFirst().running().map(RunningNode::watch);
    }

    /// Address of the control server, without a path.
    public String controlUrl() {
        return control;
    }

    /// How to reach the network as it is now, as JSON.
    public String descriptor() throws IOException {
        return board.current().toString();
    }

    /// How many nodes there are, running or not.
    public int nodeCount() {
        return nodes.all().size();
    }

    /// How a node is, by its place; empty if it does not run.
    public Optional<NodeSnapshot> snapshot(int index) throws IOException {
        return nodes.get(index).snapshot();
    }

    /// Takes a node away; its data stay.
    public void stop(int index) throws IOException {
        nodes.get(index).stop();
    }

    /// Brings a node back.
    public void start(int index) throws IOException, InterruptedException {
        nodes.get(index).start();
        board.write();
    }

    /// Erases a node's store, but not who it is.
    public void wipe(int index) throws IOException, InterruptedException {
        nodes.get(index).wipe();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
