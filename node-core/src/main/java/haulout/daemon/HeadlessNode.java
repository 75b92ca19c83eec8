// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HouseRules;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeKeys;
import haulout.assembly.NodePlace;
import haulout.assembly.NodeSetup;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.assembly.OwnDrives;
import haulout.assembly.RunningNode;
import haulout.client.PeerClients;
import haulout.core.EncodingConfig;
import haulout.core.NodeId;
import haulout.desk.OwnerDesks;
import haulout.http.server.ServerLimits;
import haulout.identity.Keyring;
import haulout.identity.TwinLock;
import haulout.ledger.script.ScriptFile;
import haulout.ledger.script.ScriptedChain;
import haulout.node.NodeSettings;
import haulout.node.NodeSnapshot;
import haulout.node.sync.SyncLimits;
import haulout.resources.guest.LentView;
import haulout.resources.guest.Obedience;
import haulout.store.drive.SpaceRule;
import haulout.store.segment.SegmentConfig;
import haulout.store.shield.ShieldMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node without a window, following a scripted ledger: all that runs, from its data directory
/// to its ports.
///
/// Threads: any.
public final class HeadlessNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeadlessNode.class);

    private final OpenThings open;
    private final NodePlace node;
    private final String url;

    private HeadlessNode(OpenThings open, NodePlace node, String url) {
        this.open = open;
        this.node = node;
        this.url = url;
    }

    /// What the owner chose.
    ///
    /// @param home data directory
    /// @param script the ledger
    /// @param listen where the API listens; port 0 for any that is free
    /// @param publicHost name or address by which others reach this computer
    /// @param plainHttp whether the network does without TLS
    /// @param lentBytes what is lent at the first start; empty: as the resource policy suggests
    /// @param floorBytes what stays free on the drive; empty: as the resource policy says
    /// @param shield how much parity protects what is stored
    /// @param codecThreads threads that encode, hash and sign
    /// @param rules whether the rules about the use of this computer are obeyed
    public record Options(
            Path home,
            Path script,
            InetSocketAddress listen,
            String publicHost,
            boolean plainHttp,
            OptionalLong lentBytes,
            OptionalLong floorBytes,
            ShieldMode shield,
            int codecThreads,
            Obedience rules) {
        public Options {
            Objects.requireNonNull(home);
            Objects.requireNonNull(script);
            Objects.requireNonNull(listen);
            Objects.requireNonNull(publicHost);
            Objects.requireNonNull(shield);
        }
    }

    /// Starts a node; when this returns it answers.
    ///
    /// @throws IOException if anything that it needs is missing; nothing stays open then
    public static HeadlessNode open(Options options, InstantSource clock)
            throws IOException, InterruptedException {
        return open(options, Keyring.empty(), clock);
    }

    /// As the other, with what opens keys that are locked.
    public static HeadlessNode open(Options options, Keyring keyring, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            HeadlessNode node = open(open, options, keyring, clock);
            opened = true;
            return node;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    private static HeadlessNode open(
            OpenThings open, Options options, Keyring keyring, InstantSource clock)
            throws IOException, InterruptedException {
        NodeHome home = NodeHome.open(options.home(), keyring);
        open.add(home::close);
        ScriptFile script =
                ScriptFile.open(
                        options.script(), Thread.ofPlatform().daemon().name("script").factory());
        open.add(script::close);
        ScriptedChain chain = script.chain();
        EncodingConfig config = new EncodingConfig(chain.shardCount());
        HouseRules rules = HouseRules.open(home.root(), clock, options.rules());
        open.add(rules::close);
        NodeHost host = new NodeHost(config, options.codecThreads(), clock, rules.guest());
        open.add(host::close);
        NodeKeys keys = NodeKeys.open(home, host.random());
        TwinLock twin = TwinLock.take(TwinLock.standardFolder(), keys.protocol().publicKey());
        open.add(twin::close);
        SameAddress address = new SameAddress(home, host, setup(options, chain, config));
        NodePlace node = new NodePlace(keys, address);
        open.add(node::close);
        node.start();
        serve(open, home, host, rules, node, clock);
        int metrics = MetricsPage.open(open, host, 0);
        String scheme = options.plainHttp() ? "http" : "https";
        String reached = options.publicHost() + ":" + address.port();
        home.identityFolder().noteAddress(reached, clock.instant());
        String url = scheme + "://" + reached;
        ControlFile control = ControlFile.write(home, url, MetricsPage.url(metrics), node.keys());
        open.add(control::close);
        return new HeadlessNode(open, node, url);
    }

    /// The rules, the status, and what the owner does by commands.
    private static void serve(
            OpenThings open,
            NodeHome home,
            NodeHost host,
            HouseRules rules,
            NodePlace node,
            InstantSource clock)
            throws IOException {
        // a script of a ledger pays nobody and counts no hours
        rules.owned(
                new OwnerWatch(
                        home.identityFolder(), Optional::empty, _ -> Optional.empty(), clock));
        Runnable lookNow = () -> watch(node).ifPresent(NodeWatch::lookNow);
        rules.start(() -> lent(node), () -> isUrgent(node), lookNow);
        CoreLook look =
                CoreLook.begin(
                        open,
                        host,
                        home.root(),
                        rules,
                        () -> watch(node),
                        Optional.empty(),
                        Optional::empty);
        OwnDrives drives = new OwnDrives(node, home, host, false);
        OwnerDesks owner =
                OwnerDesks.ofDrives(
                        home.root(),
                        drives,
                        lookNow,
                        task -> Thread.ofVirtual().name("owner").start(task));
        CoreDesk _ =
                CoreDesk.open(
                        open,
                        home.control(),
                        CoreDesk.Source.of(rules, look::look, () -> Optional.of(owner)),
                        CoreDesk.Means.of(host));
        Future<?> resumed = host.background().submit(() -> resume(drives));
        open.add(() -> resumed.cancel(true));
    }

    private static Optional<NodeWatch> watch(NodePlace node) {
        return node.running().map(RunningNode::watch);
    }

    private static List<LentView> lent(NodePlace node) throws IOException {
        Optional<RunningNode> running = node.running();
        return running.isPresent() ? running.get().lent() : List.of();
    }

    private static boolean isUrgent(NodePlace node) {
        return node.running().filter(RunningNode::isUrgent).isPresent();
    }

    private static void resume(OwnDrives drives) {
        try {
            drives.resume();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("work on a drive cannot go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        }
    }

    private static NodeSetup setup(Options options, ScriptedChain chain, EncodingConfig config) {
        SpaceRule rule =
                options.floorBytes().isPresent()
                        ? new SpaceRule(options.floorBytes().getAsLong(), 0)
                        : SpaceRule.SYSTEM_DRIVE;
        return new NodeSetup(
                "node",
                options.listen(),
                options.publicHost(),
                options.plainHttp() ? PeerClients.Scheme.PLAIN_HTTP : PeerClients.Scheme.HTTPS,
                options.lentBytes().orElse(0),
                rule,
                NodeSettings.of(config),
                SegmentConfig.DEFAULT,
                options.shield(),
                NodeSetup.SCRUB_PERIOD,
                NodeSetup.ALWAYS,
                ServerLimits.forHome(),
                SyncLimits.home(),
                chain,
                chain,
                UnaryOperator.identity());
    }

    /// Where others reach it.
    public String url() {
        return url;
    }

    /// Its identity on the ledger.
    public NodeId nodeId() {
        return node.keys().nodeId();
    }

    /// How it is now; empty while it is away because the list of its drives changes.
    public Optional<NodeSnapshot> snapshot() {
        return node.running().map(RunningNode::snapshot);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
