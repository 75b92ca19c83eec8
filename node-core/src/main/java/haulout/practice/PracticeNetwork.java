// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.Guest;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.assembly.OwnDrives;
import haulout.assembly.RunningNode;
import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.client.Traffic;
import haulout.client.transfer.BlobTransfers;
import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.gateway.GatewayApi;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.OwnFiles;
import haulout.network.OwnNode;
import haulout.node.NodeSnapshot;
import haulout.redstuff.TemporaryFile;
import haulout.resources.guest.LentView;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole practice network in this process: ledger, nodes, and what other programs need to use it.
///
/// It lives in a data directory and goes on from there after a restart, with the same keys, ledger
/// and data.
///
/// Threads: any.
public final class PracticeNetwork implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofMillis(500);

    // each takes some 150 MB at most
    private static final int TRANSFERS = 2;
    private static final int WAITING_TRANSFERS = 8;

    // bodies go to files, a mebibyte of each is in memory
    private static final long GATEWAY_BYTES = 32L << 20;

    // what the heads of a form's parts take besides the files
    private static final long FORM_BYTES = 1L << 20;

    // the largest blob on a slow computer, behind eight others
    private static final Duration TRANSFER_TIME = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(PracticeNetwork.class);

    private final OpenThings open;
    private final NodeHome home;
    private final PracticeLedger chain;
    private final NodeHost host;
    private final Neighbours nodes;
    private final DescriptorBoard board;
    private final String control;
    private final Desks desks;

    private PracticeNetwork(
            OpenThings open,
            NodeHome home,
            PracticeLedger chain,
            NodeHost host,
            Neighbours nodes,
            DescriptorBoard board,
            String control,
            Desks desks) {
        this.open = open;
        this.home = home;
        this.chain = chain;
        this.host = host;
        this.nodes = nodes;
        this.board = board;
        this.control = control;
        this.desks = desks;
    }

    /// What its owner can do with it.
    private record Desks(
            PracticeFiles files,
            PracticeMoney money,
            PracticeNeighbourhood neighbourhood,
            OwnDrives own) {}

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
        return open(setup, guest, new SystemFiles(), extra, clock);
    }

    /// The same on drives that are not as they should be, for trials.
    ///
    /// @param files through which lent drives are read and written
    static PracticeNetwork open(
            PracticeSetup setup, Guest guest, FileLayer files, Extra extra, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            PracticeNetwork network = open(open, setup, guest, files, extra, clock);
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
            FileLayer files,
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
        NodeHost host =
                new NodeHost(ledger.rules().encoding(), setup.codecThreads(), clock, guest, files);
        open.add(host::close);
        Founding founding = new Founding(chain, host.random(), setup.lentBytes());
        PeerClients.Scheme scheme =
                setup.plainHttp() ? PeerClients.Scheme.PLAIN_HTTP : PeerClients.Scheme.HTTPS;
        Neighbours nodes = new Neighbours(host, chain, founding, scheme, setup.lentBytes());
        List<NodeHome> homes = folders.openNodes(open, count, setup.keyring());
        open.add(nodes::close);
        nodes.open(homes);
        nodes.startAll(setup.keeps());
        // from here on they are known, answer, and get shards
        founding.stake(nodes.ids(), setup.keeps());
        chain.drive();
        new Readiness(ledger, host, scheme, nodes.started()).await();
        String token = folders.token(host.random());
        AccountAddress owner = founding.row(nodes.ids().getFirst()).owner();
        DescriptorBoard board =
                new DescriptorBoard(
                        chain, owner, scheme, folders.tokenFile(), folders.files(setup));
        CurrentPeers peers = new CurrentPeers(ledger, clients(host, ledger, scheme));
        Findings findings =
                new Findings(
                        ledger,
                        () -> nodes.all().getFirst().running().map(RunningNode::peers),
                        id -> Neighbours.name(nodes.place(id)));
        BlobTransfers transfers = transfers(host, peers, setup, findings);
        open.add(transfers::close);
        if (setup.custom() && count > 1) {
            AccountAddress neighbour = founding.row(nodes.ids().get(1)).owner();
            Custom custom =
                    Custom.start(
                            ledger,
                            neighbour,
                            transfers,
                            host.background(),
                            host.timer(),
                            host.random());
            open.add(custom::close);
        }
        Desks desks =
                new Desks(
                        new PracticeFiles(
                                ledger, owner, transfers, peers, host.background(), nodes::place),
                        new PracticeMoney(chain, owner),
                        new PracticeNeighbourhood(nodes, chain, board, findings),
                        new OwnDrives(nodes.get(0), homes.getFirst(), host, true));
        HttpServer server =
                server(
                        host,
                        new PracticeApi(
                                new BlobDesk(ledger),
                                board::current,
                                desks.neighbourhood(),
                                new LedgerApi(desks.money(), desks.neighbourhood()),
                                token));
        open.add(() -> server.close(STOP_TIME));
        String control = "http://127.0.0.1:" + server.address().getPort();
        HttpServer gateway = gateway(host, transfers, new PracticeSales(ledger, owner), ledger);
        open.add(() -> gateway.close(STOP_TIME));
        PracticeNetwork network =
                new PracticeNetwork(open, home, chain, host, nodes, board, control, desks);
        extra.open(network, open);
        Future<?> resumed = host.background().submit(network::resume);
        open.add(() -> resumed.cancel(true));
        open.add(board::close);
        board.open(control, "http://127.0.0.1:" + gateway.address().getPort());
        return network;
    }

    private static PeerClients clients(
            NodeHost host, EmbeddedLedger ledger, PeerClients.Scheme scheme) {
        // a transfer repeats by its own rules
        return new PeerClients(
                host.transport(),
                scheme,
                ledger.rules().encoding(),
                ClientLimits.forClients().once(),
                Traffic.UNLIMITED,
                Pause.real(),
                host.random());
    }

    private static BlobTransfers transfers(
            NodeHost host, CurrentPeers peers, PracticeSetup setup, Findings findings) {
        return new BlobTransfers(
                new BlobTransfers.Setup(
                        peers,
                        host.kernels(),
                        host.background(),
                        Pause.real(),
                        host.random(),
                        TemporaryFile.folder(),
                        findings::add),
                TRANSFERS,
                WAITING_TRANSFERS,
                // all of them, because somebody waits for what is stored and read
                Math.max(setup.codecThreads(), Runtime.getRuntime().availableProcessors()));
    }

    private static HttpServer gateway(
            NodeHost host, BlobTransfers transfers, PracticeSales sales, EmbeddedLedger ledger)
            throws IOException {
        EncodingConfig config = ledger.rules().encoding();
        // whatever the network takes: it is this computer's own
        GatewayApi.Limits limits =
                new GatewayApi.Limits(config.maxBlobBytes(), config.maxBlobBytes() + FORM_BYTES);
        return HttpServer.open(
                new HttpServer.Setup(
                        "gateway",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        ServerLimits.forHome()
                                .withConnections(256, 256)
                                .withBytes(GATEWAY_BYTES, GATEWAY_BYTES)
                                .withRequestTime(TRANSFER_TIME),
                        host.background(),
                        host.metrics(),
                        host.clock()),
                new GatewayApi(transfers, sales, config, limits, TemporaryFile.folder()));
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

    private void resume() {
        try {
            desks.own().resume();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("work on a drive cannot go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the network stops
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

    /// Whether this computer's own node must save pieces that cannot wait.
    public boolean isUrgent() {
        return nodes.all().getFirst().running().filter(RunningNode::isUrgent).isPresent();
    }

    /// What has been seen of this computer's own node; empty while it does not run.
    public Optional<NodeWatch> watch() {
        return nodes.all().getFirst().running().map(RunningNode::watch);
    }

    /// How many of the neighbours run.
    public int runningNeighbours() {
        return (int) nodes.all().stream().skip(1).filter(Neighbour::isRunning).count();
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

    /// The nodes and what can be done to them.
    public Neighbourhood neighbourhood() {
        return desks.neighbourhood();
    }

    /// This computer's own node.
    public OwnNode own() {
        return desks.own();
    }

    /// The owner's files.
    public OwnFiles files() {
        return desks.files();
    }

    /// The ledger as its people use it.
    public LedgerDesk money() {
        return desks.money();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
