// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.daemon.PracticeHost;
import haulout.network.FetchedBlob;
import haulout.network.NeighbourView;
import haulout.network.OwnFiles;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferListener;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ColumnSpool;
import haulout.redstuff.Crew;
import haulout.redstuff.FileBlob;
import haulout.redstuff.Kernels;
import haulout.redstuff.Progress;
import haulout.resources.guest.Obedience;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/// The whole path of a file over a practice network on loopback, against the encoder alone in the
/// same run.
///
/// `DIR SHARDS ROUNDS BYTES…`: for each size, in each round: encode alone (hashes and blob ID, no
/// slivers kept), store, first byte of a read over HTTP, read whole. Then a node is wiped and the
/// rate of its rebuilding is taken.
final class NetworkRuns {
    private static final double MEGA = 1e6;
    private static final double SECOND = 1e9;

    private final Path folder;
    private final PracticeHost network;
    private final EncodingConfig config;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private NetworkRuns(Path folder, PracticeHost network) {
        this.folder = folder;
        this.network = network;
        this.config = new EncodingConfig(network.shardCount());
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        PracticeHost.Options options =
                new PracticeHost.Options(
                        folder.resolve("home"),
                        OptionalInt.of(12),
                        OptionalInt.of(Integer.parseInt(arguments[1])),
                        Optional.of(Duration.ofDays(1)),
                        Optional.of(folder.resolve("network.json")),
                        false,
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                        Obedience.WATCH,
                        false,
                        true,
                        OptionalInt.empty());
        try (PracticeHost network = PracticeHost.open(options, InstantSource.system())) {
            NetworkRuns runs = new NetworkRuns(folder, network);
            runs.encode(runs.file(4_000_000, 0)); // the vector engines are compiled by now
            for (String size : Arrays.asList(arguments).subList(3, arguments.length)) {
                runs.measure(Long.parseLong(size), Integer.parseInt(arguments[2]));
            }
            runs.rebuild();
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Path file(long bytes, int seed) throws Exception {
        Path file = folder.resolve("file");
        Random random = new Random(seed);
        byte[] piece = new byte[1 << 16];
        try (var out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(left, piece.length));
            }
        }
        return file;
    }

    private double encode(Path file) throws Exception {
        long begin = System.nanoTime();
        try (FileBlob blob = FileBlob.open(file);
                ColumnSpool spool = ColumnSpool.open(config, config.symbolBytes(blob.length()))) {
            new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.FILES)
                    .encode(blob, spool, Progress.NONE);
        }
        return (System.nanoTime() - begin) / SECOND;
    }

    private void measure(long bytes, int rounds) throws Exception {
        List<Double> encode = new ArrayList<>();
        List<Double> store = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        OwnFiles files = network.files();
        for (int round = 0; round < rounds; round++) {
            Path file = file(bytes, round + 1);
            encode.add(encode(file));
            long begin = System.nanoTime();
            StoredBlob stored =
                    files.store(file, new StoreTerms(1, true, Map.of()), TransferListener.NONE);
            store.add((System.nanoTime() - begin) / SECOND);
            first.add(firstByte(stored.blobId()));
            Path copy = folder.resolve("copy");
            begin = System.nanoTime();
            FetchedBlob fetched = files.read(stored.blobId(), copy, false, TransferListener.NONE);
            read.add((System.nanoTime() - begin) / SECOND);
            if (fetched.bytes() != bytes || Files.mismatch(file, copy) >= 0) {
                throw new AssertionError("another file came back");
            }
            Files.delete(copy);
        }
        String row =
                String.format(
                        Locale.ROOT,
                        "| %d | %.1f | %.3f | %.3f | %.3f | %.3f | %.1f | %.1f | %.2f | %.2f |",
                        config.shardCount(),
                        bytes / MEGA,
                        median(encode),
                        median(store),
                        median(first),
                        median(read),
                        bytes / MEGA / median(store),
                        bytes / MEGA / median(read),
                        median(encode) / median(store),
                        median(encode) / median(read));
        System.out.println(row + " threads " + threads);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private double firstByte(BlobId blobId) throws Exception {
        String url =
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(network.descriptor())
                        .path("aggregator")
                        .path("url")
                        .textValue();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/v1/blobs/" + blobId))
                            .header("range", "bytes=0-0")
                            .build();
            long begin = System.nanoTime();
            try (InputStream body =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
                body.read();
            }
            return (System.nanoTime() - begin) / SECOND;
        }
    }

    private void rebuild() throws Exception {
        long before = network.neighbourhood().neighbours().get(3).storedSlivers();
        long begin = System.nanoTime();
        network.neighbourhood().wipe(3);
        while (network.neighbourhood().neighbours().get(3).state() == NeighbourView.State.WIPED) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        double seconds = (System.nanoTime() - begin) / SECOND;
        long after = network.neighbourhood().neighbours().get(3).storedSlivers();
        System.out.printf(
                Locale.ROOT,
                "rebuilt %d records (%d before) in %.1f s: %.0f a second%n",
                after,
                before,
                seconds,
                after / seconds);
    }
}
