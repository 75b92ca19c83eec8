// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.core.EncodingConfig;
import haulout.crypto.NativeLeftovers;
import haulout.http.StorageApi;
import haulout.http.server.HttpServer;
import haulout.http.server.TlsKeys;
import haulout.http.tls.NodeCertificate;
import haulout.node.NodeIdentity;
import haulout.node.NodePorts;
import haulout.node.NodeSnapshot;
import haulout.node.NodeThreads;
import haulout.node.StorageNode;
import haulout.node.sync.NodeSync;
import haulout.node.sync.PeerRecords;
import haulout.node.sync.SyncSnapshot;
import haulout.redstuff.TemporaryFile;
import haulout.resources.guest.LentView;
import haulout.store.ShardState;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.file.CountedFiles;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.store.segment.Evacuation;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentMetadata;
import haulout.store.segment.SegmentSlivers;
import haulout.store.segment.StoreFigures;
import haulout.store.shield.DriveShield;
import haulout.store.shield.Scrub;
import haulout.store.shield.ShieldFigures;
import haulout.store.shield.ShieldMode;
import haulout.store.sqlite.Database;
import haulout.store.sqlite.SqliteBlobRecords;
import haulout.store.sqlite.SqliteNodeStates;
import haulout.store.sqlite.SqliteSegmentIndex;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole storage node in this process: store, node and server, opened in that order and closed in
/// the other.
///
/// Threads: any.
public final class RunningNode implements AutoCloseable {
    /// How long requests may take to end when the node stops; the whole stop has 5 s, of which the
    /// command has 3.
    private static final Duration STOP_TIME = Duration.ofMillis(1500);

    private static final int MAX_OVERHEAD_PART = 4;

    private static final Logger log = LoggerFactory.getLogger(RunningNode.class);

    private final OpenThings open;
    private final NodeKeys keys;
    private final RecordStore store;
    private final DriveShield shield;
    private final ShieldMode shieldMode;
    private final Scrub scrub;
    private final StorageNode node;
    private final HttpServer server;
    private final NodeSync sync;
    private final NodeWatch watch;
    private final Upkeep upkeep;
    private final LentDrives lent;

    private RunningNode(
            OpenThings open,
            NodeKeys keys,
            RecordStore store,
            DriveShield shield,
            ShieldMode shieldMode,
            Scrub scrub,
            StorageNode node,
            HttpServer server,
            NodeSync sync,
            NodeWatch watch,
            Upkeep upkeep) {
        this.open = open;
        this.keys = keys;
        this.store = store;
        this.shield = shield;
        this.shieldMode = shieldMode;
        this.scrub = scrub;
        this.node = node;
        this.server = server;
        this.sync = sync;
        this.watch = watch;
        this.upkeep = upkeep;
        this.lent = new LentDrives(store.drives());
    }

    /// Opens a node.
    ///
    /// @param home stays the caller's, who closes it afterwards
    /// @param host likewise
    /// @throws IOException if anything that it needs cannot be opened; nothing stays open then
    public static RunningNode open(NodeHome home, NodeHost host, NodeSetup setup)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            RunningNode node = open(open, home, host, setup);
            opened = true;
            return node;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // because it is closed with everything that is open
    private static RunningNode open(OpenThings open, NodeHome home, NodeHost host, NodeSetup setup)
            throws IOException, InterruptedException {
        NodeKeys keys = NodeKeys.open(home, host.random());
        host.writers().execute(() -> cleanUp(host.clock()));
        Database database =
                Database.openOrBegin(
                        home.database(),
                        host.writers(),
                        host.clock(),
                        aside -> log.atWarn().addKeyValue("file", aside).log("kept aside"));
        open.add(database::close);
        Runnable caches = database::releaseMemory;
        host.memory().add(caches);
        open.add(() -> host.memory().remove(caches));
        Drives drives = drives(keys, home, host, setup);
        DriveShield shield = new DriveShield(drives, setup.shield(), host.clock(), host.writers());
        RecordStore store =
                RecordStore.open(
                        setup.segments(),
                        drives,
                        new SqliteSegmentIndex(database),
                        host.clock(),
                        host.writers(),
                        shield,
                        host.guest().drives());
        open.add(store::close);
        Runnable records = store::releaseMemory;
        host.memory().add(records);
        open.add(() -> host.memory().remove(records));
        AtomicReference<@Nullable NodeSync> sync = new AtomicReference<>();
        PeerClients peers = peers(host, setup);
        shield.bind(store);
        open.add(shield::close);
        Scrub scrub =
                Scrub.open(
                        shield,
                        store,
                        setup.scrubPeriod(),
                        new SystemFiles(),
                        home.scrub(),
                        host.clock());
        open.add(scrub::close);
        StorageNode node = node(keys, host, setup, database, store, peers, sync);
        open.add(node::close);
        Upkeep upkeep =
                Upkeep.start(
                        new Upkeep.Charges(store, database, shield, scrub, node),
                        setup.mayScrub(),
                        host);
        open.add(upkeep::close);
        HttpServer server = server(keys, host, setup, node);
        open.add(() -> server.close(STOP_TIME));
        NodeFigures.register(host.metrics(), setup.name(), store, node);
        ShieldMetrics.register(host.metrics(), setup.name(), shield, scrub, host.clock());
        log.atInfo()
                .addKeyValue("node", keys.nodeId())
                .addKeyValue("address", server.address())
                .log("node answers");
        host.warmUp();
        NodeWatch watch = watch(keys, home, host, setup, store, peers, scrub, node);
        open.add(watch::close);
        return new RunningNode(
                open,
                keys,
                store,
                shield,
                setup.shield(),
                scrub,
                node,
                server,
                Objects.requireNonNull(sync.get()),
                watch,
                upkeep);
    }

    // what processes that were killed have left outside of the data directory
    private static void cleanUp(InstantSource clock) {
        NativeLeftovers.clean(clock);
        TemporaryFile.cleanUp(TemporaryFile.folder());
    }

    private static Drives drives(NodeKeys keys, NodeHome home, NodeHost host, NodeSetup setup)
            throws IOException {
        List<LentDrive> lent =
                new Lending(home, new SystemFiles(), host.random())
                        .drives(keys.nodeId(), setup.lentBytes(), setup.space());
        DriveAlertLog alertLog = new DriveAlertLog();
        List<Drive> drives = new ArrayList<>();
        for (LentDrive drive : lent) {
            FileLayer files = new CountedFiles(host.files());
            Drive one = new Drive(drive, keys.nodeId(), files, host.clock(), alertLog);
            one.checkMarker();
            one.setOverheadBytes(overhead(drive.lentBytes(), setup));
            drives.add(one);
        }
        return new Drives(drives);
    }

    private static NodeWatch watch(
            NodeKeys keys,
            NodeHome home,
            NodeHost host,
            NodeSetup setup,
            RecordStore store,
            PeerClients peers,
            Scrub scrub,
            StorageNode node) {
        return new NodeWatch(
                store.drives(),
                node,
                scrub,
                DamageLog.open(new SystemFiles(), home.damage(), host.clock().instant()),
                new PeerWatch(
                        keys.nodeId(),
                        peers,
                        setup.chain(),
                        host.clock(),
                        () -> node.health(false)),
                host);
    }

    private static PeerClients peers(NodeHost host, NodeSetup setup) {
        return new PeerClients(
                host.transport(),
                setup.scheme(),
                setup.settings().config(),
                ClientLimits.betweenNodes(),
                new RepairTraffic(host.guest().traffic(), setup.sync().bytesPerSecond()),
                Pause.real(),
                host.random());
    }

    /// Kept back for work: compaction copies a segment before it deletes it, and mode changes of
    /// the shield make the new parity of one before the old goes. Of little that is lent a part, so
    /// that something can be stored at all; compaction then has less room ahead of it.
    private static long overhead(long lentBytes, NodeSetup setup) {
        long segment = setup.segments().segmentBytes();
        return Math.min(segment + segment / 4, lentBytes / MAX_OVERHEAD_PART);
    }

    private static StorageNode node(
            NodeKeys keys,
            NodeHost host,
            NodeSetup setup,
            Database database,
            RecordStore store,
            PeerClients peers,
            AtomicReference<@Nullable NodeSync> sync)
            throws IOException, InterruptedException {
        EncodingConfig config = setup.settings().config();
        SegmentMetadata metadata =
                new SegmentMetadata(
                        store,
                        unverified -> unverified.verify(config, host.kernels().get().hash()));
        NodePorts ports =
                new NodePorts(
                        new SegmentSlivers(store),
                        metadata,
                        new SqliteBlobRecords(database),
                        new SqliteNodeStates(database),
                        setup.chain(),
                        setup.actions());
        NodeSync.Surroundings surroundings =
                new NodeSync.Surroundings(
                        host.background(),
                        host.timer(),
                        host.clock(),
                        Pause.real(),
                        host.random(),
                        host.guest().sync());
        return StorageNode.open(
                new NodeIdentity(keys.nodeId(), keys.protocol()),
                setup.settings(),
                ports,
                new NodeThreads(host.codec(), host.background(), host.timer(), host.followers()),
                holdings -> {
                    NodeSync made =
                            new NodeSync(
                                    holdings,
                                    peers::of,
                                    setup.actions(),
                                    holdings::lastUpload,
                                    setup.sync(),
                                    surroundings);
                    sync.set(made);
                    return made;
                },
                host.clock(),
                NodeFigures.counters(host.metrics(), setup.name()),
                snapshot -> {});
    }

    private static HttpServer server(
            NodeKeys keys, NodeHost host, NodeSetup setup, StorageNode node) throws IOException {
        Optional<TlsKeys> tls = Optional.empty();
        if (setup.scheme() == PeerClients.Scheme.HTTPS) {
            X509Certificate certificate =
                    NodeCertificate.selfSigned(keys.network(), setup.publicHost(), host.random());
            tls = Optional.of(new TlsKeys(keys.network().toJcaKey(), List.of(certificate)));
        }
        return HttpServer.open(
                new HttpServer.Setup(
                        setup.name(),
                        setup.listen(),
                        tls,
                        setup.server(),
                        host.background(),
                        host.metrics(),
                        host.clock()),
                new StorageApi(setup.face().apply(node), host.random(), host.guest().duties()),
                host.guest().line(),
                host.bodies());
    }

    /// Who it is.
    public NodeKeys keys() {
        return keys;
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.address();
    }

    /// How it is now.
    public NodeSnapshot snapshot() {
        return node.snapshot();
    }

    /// How far it is with what it fetches and rebuilds.
    public SyncSnapshot sync() {
        return sync.snapshot();
    }

    /// How the other nodes have behaved towards it.
    public PeerRecords peers() {
        return sync.peers();
    }

    /// What its store has done and holds.
    public StoreFigures figures() {
        return store.figures();
    }

    /// Its drives.
    public List<Drive> drives() {
        return store.drives().all();
    }

    /// Its drives as the resource rules see them. One at a time; may wait for drives.
    public List<LentView> lent() throws IOException {
        synchronized (lent) {
            return lent.views();
        }
    }

    /// Whether pieces must be saved that cannot wait: a drive fails, drives have lost some, or a
    /// shard came to this node and its holder does not give it.
    public boolean isUrgent() {
        boolean fails =
                driveAlerts().stream()
                        .anyMatch(alert ->
                                alert.check() == DriveCheck.ERRORS
                                        && alert.level() == DriveAlert.Level.AT_RISK);
        return fails
                || node.lostSlivers() > 0
                || node.snapshot().shards().getOrDefault(ShardState.ACTIVE_RECOVER, 0) > 0;
    }

    /// What is seen of it from the first call on: proofs that it is well.
    public NodeWatch watch() {
        watch.start();
        return watch;
    }

    /// Brings every record of a drive to the others. One at a time for each drive.
    ///
    /// @throws StoreException if it is not one of this node's
    public Evacuation evacuation(DriveId drive) throws StoreException {
        return new Evacuation(store, drive);
    }

    /// Takes the records of a drive for lost: its owner says that it will not come back.
    public void declareLost(DriveId drive) throws StoreException, InterruptedException {
        store.declareLost(drive);
    }

    /// How much parity protects what is stored.
    public ShieldMode shieldMode() {
        return shieldMode.on(store.drives().all().size());
    }

    /// What its drive shield has done and holds.
    public ShieldFigures shieldFigures() {
        return shield.figures();
    }

    /// When everything on a drive was last read again; empty if never.
    public Optional<Instant> lastFullCheck(DriveId drive) {
        return scrub.lastFullCheck(drive);
    }

    /// What was found damaged in the last month.
    public NodeWatch.Damaged damagedOfMonth() {
        return watch.damagedOfMonth();
    }

    /// Has everything on a drive read again, in small steps, as soon as its rules allow it.
    public void checkNow(DriveId drive) {
        upkeep.checkNow(drive);
    }

    /// How far that is; empty if nobody wants it.
    public Optional<Scrub.Wished> checking(DriveId drive) {
        return scrub.wished(drive);
    }

    /// What is the matter with its drives.
    public List<DriveAlert> driveAlerts() {
        return store.drives().alerts();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
