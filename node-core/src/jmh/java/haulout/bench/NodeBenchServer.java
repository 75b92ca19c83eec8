// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeKeys;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ShardIndex;
import haulout.daemon.HeadlessNode;
import haulout.resources.guest.Obedience;
import haulout.store.SliverKey;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveList;
import haulout.store.drive.DriveListener;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.SystemFiles;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentConfig;
import haulout.store.segment.SegmentListener;
import haulout.store.segment.SegmentSlivers;
import haulout.store.shield.ShieldMode;
import haulout.store.sqlite.Database;
import haulout.store.sqlite.SqliteSegmentIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The node of [NodeBenchmark]: everything that `haulout node` runs, as a process of its own.
/// Prints its address, and ends with its standard input.
final class NodeBenchServer {
    private static final long LENT_BYTES = 1L << 40;
    private static final SpaceRule RULE = new SpaceRule(2_000_000_000L, 0);
    private static final int WRITERS = 64;

    private NodeBenchServer() {}

    public static void main(String[] words) throws Exception {
        long start = System.nanoTime();
        HeadlessNode.Options options =
                new HeadlessNode.Options(
                        Path.of(words[0]),
                        Path.of(words[1]),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        true,
                        OptionalLong.of(LENT_BYTES),
                        OptionalLong.of(RULE.floorBytes(0)),
                        ShieldMode.AUTOMATIC,
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                        Obedience.WATCH);
        try (HeadlessNode node = HeadlessNode.open(options, InstantSource.system())) {
            System.out.println(node.url() + " " + (System.nanoTime() - start) / 1_000_000);
            while (System.in.read() >= 0) {}
        }
    }

    /// Makes keys, and a ledger on which the node has all shards.
    static void prepare(Path home, Path script) throws IOException {
        try (NodeHome opened = NodeHome.open(home)) {
            NodeKeys keys = NodeKeys.open(opened, new SecureRandom());
            HexFormat hex = HexFormat.of();
            int shards = NodeBenchBlobs.CONFIG.shardCount();
            String lines =
                    """
                    {"shards":%d}
                    {"committee":{"epoch":1,"members":[{"nodeId":"%s","name":"n",\
                    "publicKey":"%s","networkKey":"%s","address":"127.0.0.1:1",\
                    "shards":[%s]}]}}
                    {"enter":1}
                    {"event":"EpochChangeStart","epoch":1}
                    {"event":"EpochChangeDone","epoch":1}
                    """
                            .formatted(
                                    shards,
                                    keys.nodeId(),
                                    hex.formatHex(keys.protocol().publicKey().toBytes()),
                                    hex.formatHex(keys.network().publicKey().toBytes()),
                                    IntStream.range(0, shards)
                                            .mapToObj(Integer::toString)
                                            .collect(Collectors.joining(",")));
            Files.writeString(script, lines);
        }
    }

    /// Fills the store of a node that does not run, through the port, with small slivers of blobs
    /// that are registered.
    static void fill(Path home, Path script, int count) throws Exception {
        StringBuilder lines = new StringBuilder();
        ExecutorService writers = Executors.newCachedThreadPool();
        try (NodeHome opened = NodeHome.open(home);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            NodeKeys keys = NodeKeys.open(opened, new SecureRandom());
            SystemFiles files = new SystemFiles();
            LentDrive lent =
                    new LentDrive(new DriveId(1, 2), opened.standardDrive(), LENT_BYTES, RULE);
            files.createDirectories(lent.root());
            new DriveMarker(lent.id(), keys.nodeId()).write(files, lent.root());
            DriveList.write(files, opened.drives(), List.of(lent));
            InstantSource clock = InstantSource.system();
            Drive drive = new Drive(lent, keys.nodeId(), files, clock, DriveListener.NONE);
            drive.checkMarker();
            try (Database database =
                            Database.openOrBegin(opened.database(), writers, clock, aside -> {});
                    RecordStore store =
                            RecordStore.open(
                                    SegmentConfig.DEFAULT,
                                    new Drives(List.of(drive)),
                                    new SqliteSegmentIndex(database),
                                    clock,
                                    writers,
                                    SegmentListener.NONE)) {
                SegmentSlivers slivers = new SegmentSlivers(store);
                List<Future<?>> all = new ArrayList<>();
                int shards = NodeBenchBlobs.CONFIG.shardCount();
                int blobs = count / (2 * shards);
                Random random = new Random(3);
                List<BlobId> ids = new ArrayList<>();
                for (int i = 0; i < blobs; i++) {
                    BlobId id =
                            new BlobId(
                                    new Hash32(
                                            random.nextLong(),
                                            random.nextLong(),
                                            random.nextLong(),
                                            i));
                    ids.add(id);
                    lines.append(NodeBenchBlobs.registration(id, 100_000, i));
                }
                for (int writer = 0; writer < WRITERS; writer++) {
                    int first = writer;
                    all.add(
                            clients.submit(() -> {
                                for (int i = first; i < blobs; i += WRITERS) {
                                    putAll(slivers, ids.get(i), shards);
                                }
                                return null;
                            }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
        } finally {
            writers.shutdown();
        }
        Files.writeString(script, lines, java.nio.file.StandardOpenOption.APPEND);
    }

    private static void putAll(SegmentSlivers slivers, BlobId id, int shards) throws Exception {
        byte[] sample = new byte[100];
        new Random(id.hashCode()).nextBytes(sample);
        for (int shard = 0; shard < shards; shard++) {
            for (Axis axis : Axis.values()) {
                slivers.put(
                        new SliverKey(id, new ShardIndex(shard), axis), ByteBuffer.wrap(sample));
            }
        }
    }
}
