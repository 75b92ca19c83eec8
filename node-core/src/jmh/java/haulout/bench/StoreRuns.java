// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.store.SliverKey;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
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
import haulout.store.segment.StoreFigures;
import haulout.store.sqlite.Database;
import haulout.store.sqlite.SqliteSegmentIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The store against a bare loop that appends the same records in groups and flushes, in one run;
/// and its start with many slivers.
///
/// * `put DIR`: slivers of 4 KB, 64 KB and 1 MB from 64 writers, store and loop in turn.
/// * `fill DIR COUNT`: a store of COUNT small slivers, closed.
/// * `fill-and-kill DIR COUNT`: likewise, ended without closing.
/// * `start DIR COUNT`: time to open, time of a lookup and of a read, memory of the process.
final class StoreRuns {
    private static final int WRITERS = 64;
    private static final int ROUNDS = 5;

    private StoreRuns() {}

    private static final class Opened implements AutoCloseable {
        private final ExecutorService executor = Executors.newCachedThreadPool();
        private final ExecutorService writer = Executors.newSingleThreadExecutor();
        private final Database database;
        private final RecordStore store;
        private final SegmentSlivers slivers;

        private Opened(Path folder) throws Exception {
            LentDrive lent =
                    new LentDrive(
                            new DriveId(1, 2),
                            folder.resolve("drive"),
                            1L << 40,
                            new SpaceRule(0, 0));
            SystemFiles files = new SystemFiles();
            NodeId node = new NodeId(new Hash32(1, 2, 3, 4));
            new DriveMarker(lent.id(), node).write(files, lent.root());
            database = Database.open(folder.resolve("node.db"), writer);
            Drive drive = new Drive(lent, node, files, InstantSource.system(), DriveListener.NONE);
            store =
                    RecordStore.open(
                            SegmentConfig.DEFAULT,
                            new Drives(List.of(drive)),
                            new SqliteSegmentIndex(database),
                            InstantSource.system(),
                            executor,
                            SegmentListener.NONE);
            slivers = new SegmentSlivers(store);
        }

        @Override
        public void close() {
            store.close();
            database.close();
            executor.close();
            writer.close();
        }
    }

    private static SliverKey key(long number) {
        long a = mix(number);
        long b = mix(a);
        Axis axis = number % 2 == 0 ? Axis.PRIMARY : Axis.SECONDARY;
        return new SliverKey(
                new BlobId(new Hash32(a, b, mix(b), number)),
                new ShardIndex((int) (number / 2 % 10)),
                axis);
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static byte[] sample(int bytes) {
        byte[] sample = new byte[bytes];
        new Random(3).nextBytes(sample);
        return sample;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        switch (arguments[0]) {
            case "put" -> put(folder);
            case "fill" -> fill(folder, Long.parseLong(arguments[2])).close();
            case "fill-and-kill" -> {
                fill(folder, Long.parseLong(arguments[2]));
                Runtime.getRuntime().halt(0);
            }
            case "start" -> start(folder, Long.parseLong(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void put(Path folder) throws Exception {
        int[] sizes = {4096, 65536, 1 << 20};
        int[] counts = {20_000, 4096, 320};
        for (int i = 0; i < sizes.length; i++) {
            byte[] sample = sample(sizes[i]);
            double[] stores = new double[ROUNDS];
            double[] loops = new double[ROUNDS];
            long[][] storeTimes = new long[ROUNDS][];
            long[][] loopTimes = new long[ROUNDS][];
            for (int round = -1; round < ROUNDS; round++) {
                long[] storeTime = new long[counts[i]];
                double store = putStore(folder.resolve("s"), sample, counts[i], storeTime);
                erase(folder.resolve("s"));
                long[] loopTime = new long[counts[i]];
                double loop = putLoop(folder.resolve("l"), sample, counts[i], loopTime);
                if (round >= 0) {
                    stores[round] = store;
                    loops[round] = loop;
                    storeTimes[round] = storeTime;
                    loopTimes[round] = loopTime;
                }
            }
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = stores[round] / loops[round];
            }
            print(
                    "%d bytes: store %.0f/s, loop %.0f/s, ratio median %.2f (%.2f to %.2f), p99 store %.1f ms, loop %.1f ms",
                    sizes[i],
                    median(stores),
                    median(loops),
                    median(ratios),
                    Arrays.stream(ratios).min().orElse(0),
                    Arrays.stream(ratios).max().orElse(0),
                    p99(storeTimes) / 1e6,
                    p99(loopTimes) / 1e6);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double p99(long[][] times) {
        long[] all = Stream.of(times).flatMapToLong(Arrays::stream).sorted().toArray();
        return all[all.length * 99 / 100];
    }

    private static double putStore(Path folder, byte[] sample, int count, long[] times)
            throws Exception {
        Files.createDirectories(folder);
        try (Opened opened = new Opened(folder)) {
            long start = System.nanoTime();
            putAll(opened, sample, count, times);
            double seconds = (System.nanoTime() - start) / 1e9;
            StoreFigures figures = opened.store.figures();
            print(
                    "  %d bytes: %.0f/s, %.1f records for each flush",
                    sample.length,
                    count / seconds,
                    (double) figures.groupedRecords() / figures.groups());
            return count / seconds;
        }
    }

    private static void putAll(Opened opened, byte[] sample, long count, long[] times)
            throws Exception {
        AtomicLong next = new AtomicLong();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                all.add(
                        clients.submit(() -> {
                            long number = next.getAndIncrement();
                            while (number < count) {
                                long start = System.nanoTime();
                                opened.slivers.put(key(number), ByteBuffer.wrap(sample));
                                if (times.length > 0) {
                                    times[(int) number] = System.nanoTime() - start;
                                }
                                number = next.getAndIncrement();
                            }
                            return null;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static double putLoop(Path file, byte[] sample, int count, long[] times)
            throws IOException {
        ByteBuffer header = ByteBuffer.allocateDirect(128);
        ByteBuffer record = ByteBuffer.allocateDirect(sample.length);
        record.put(sample).flip();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            for (int done = 0; done < count; done += WRITERS) {
                long group = System.nanoTime();
                int end = Math.min(count, done + WRITERS);
                ByteBuffer[] buffers = new ByteBuffer[2 * (end - done)];
                for (int i = 0; i < buffers.length; i += 2) {
                    buffers[i] = header.duplicate();
                    buffers[i + 1] = record.duplicate();
                }
                long left = (long) (end - done) * (128 + sample.length);
                while (left > 0) {
                    left -= channel.write(buffers);
                }
                channel.force(false);
                Arrays.fill(times, done, end, System.nanoTime() - group);
            }
            return count / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static void erase(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed, or killed, by the caller
    private static Opened fill(Path folder, long count) throws Exception {
        Opened opened = new Opened(folder);
        long start = System.nanoTime();
        putAll(opened, sample(100), count, new long[0]);
        print("filled %d in %.1f s", count, (System.nanoTime() - start) / 1e9);
        return opened;
    }

    private static void start(Path folder, long count) throws Exception {
        long start = System.nanoTime();
        try (Opened opened = new Opened(folder)) {
            try (StoredBytes first = opened.slivers.open(key(count / 2)).orElseThrow()) {
                print(
                        "open and first read: %.2f s, %d bytes",
                        (System.nanoTime() - start) / 1e9, first.byteCount());
            }
            Random random = new Random(1);
            for (int round = 0; round < 3; round++) {
                int reads = 20_000;
                long from = System.nanoTime();
                for (int i = 0; i < reads; i++) {
                    if (!opened.slivers.contains(key(random.nextLong(count)))) {
                        throw new IllegalStateException("a sliver is missing");
                    }
                }
                long middle = System.nanoTime();
                for (int i = 0; i < reads; i++) {
                    opened.slivers.open(key(random.nextLong(count))).orElseThrow().close();
                }
                print(
                        "lookup %.1f us, lookup and read %.1f us",
                        (middle - from) / 1e3 / reads, (System.nanoTime() - middle) / 1e3 / reads);
            }
            print("%s", opened.store.figures().drives());
            System.gc();
            long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            print("heap in use %.1f MB", heap / 1e6);
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                    print("%s", line);
                }
            }
        }
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
