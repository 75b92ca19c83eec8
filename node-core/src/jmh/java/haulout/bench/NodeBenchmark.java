// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.bench.LoadLines.Load;
import haulout.bench.NodeBenchBlobs.Piece;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole node over plain HTTP: PUT of verified slivers against a bare loop that appends the
/// same bytes and flushes, and against the same server with a handler that drops them; GET against
/// nginx with the same bytes; all in alternation. And what a node with many slivers costs when it
/// does nothing.
///
/// * `load FOLDER ROUNDS CONNECTIONS SIZES WHAT -- JAVA…`: SIZES such as `4K,64K,1M`, WHAT is
///   `put`, `get` or `both`.
/// * `idle FOLDER SLIVERS SECONDS -- JAVA…`
///
/// The words behind `--` start the node's Java machine.
final class NodeBenchmark {
    private static final Duration GET_TIME = Duration.ofSeconds(2);
    private static final Duration PUT_TIME = Duration.ofMinutes(1);
    private static final int RECORD_HEADER_BYTES = 128;

    /// Between one measurement and the next the node is left alone until it has come to rest:
    /// parity of what it was given would otherwise take processors and the drive from whoever it is
    /// compared to.
    private static final int SETTLE_MILLIS = 4000;

    private static final int SETTLE_STEP_MILLIS = 50;

    /// Rounds go by until the compiler has had so much time under load: before that it takes more
    /// of the processors than the server does.
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmup", 10));

    private final Path folder;
    private final int rounds;
    private final int connections;
    private final String what;
    private final ProcessHandle node;
    private final int nodePort;
    private final Nginx nginx;
    private final Dropping dropping;
    private final NodeBenchBlobs blobs;

    /// How slivers of one size are made.
    private enum Size {
        K4("4K", 62, 40_000, 100),
        K64("64K", 978, 4000, 100),
        M1("1M", 15_650, 300, 100);

        private final String word;
        private final int symbolBytes;
        private final int puts;
        private final int files;

        Size(String word, int symbolBytes, int puts, int files) {
            this.word = word;
            this.symbolBytes = symbolBytes;
            this.puts = puts;
            this.files = files;
        }

        static Size of(String word) {
            return Arrays.stream(values())
                    .filter(size -> size.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private NodeBenchmark(
            Path folder,
            int rounds,
            int connections,
            String what,
            Node node,
            Nginx nginx,
            Dropping dropping,
            NodeBenchBlobs blobs) {
        this.folder = folder;
        this.rounds = rounds;
        this.connections = connections;
        this.what = what;
        this.node = node.process.toHandle();
        this.nodePort = URI.create(node.url).getPort();
        this.nginx = nginx;
        this.dropping = dropping;
        this.blobs = blobs;
    }

    /// A node that runs.
    private record Node(Process process, String url, int openMillis, double startSeconds) {
        static Node start(List<String> java, Path home, Path script) throws IOException {
            List<String> command = new ArrayList<>(java);
            command.addAll(
                    List.of(
                            "-cp",
                            System.getProperty("java.class.path"),
                            NodeBenchServer.class.getName(),
                            home.toString(),
                            script.toString()));
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (line == null) {
                throw new IOException("the node did not start");
            }
            String[] words = line.split(" ");
            return new Node(
                    process,
                    words[0],
                    Integer.parseInt(words[1]),
                    (System.nanoTime() - start) / 1e9);
        }

        void stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    /// The same server with a handler that drops what is sent to it: what is left of a PUT without
    /// the node.
    private record Dropping(Process process, int port) {
        static Dropping start(List<String> java, Path folder) throws IOException {
            for (int file = 0; file < 3; file++) {
                Files.createFile(folder.resolve(Integer.toString(file)));
            }
            List<String> command = new ArrayList<>(java);
            command.addAll(
                    List.of(
                            "-cp",
                            System.getProperty("java.class.path"),
                            HttpBenchServer.class.getName(),
                            folder.toString()));
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (line == null) {
                throw new IOException("the server that drops did not start");
            }
            return new Dropping(process, Integer.parseInt(line));
        }

        void stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    public static void main(String[] words) throws Exception {
        int split = Arrays.asList(words).indexOf("--");
        List<String> java = Arrays.asList(words).subList(split + 1, words.length);
        Path folder = Files.createTempDirectory(Path.of(words[1]), "haulout-node-bench");
        try {
            NodeBenchServer.prepare(folder.resolve("home"), folder.resolve("script"));
            print("%s", Machine.describe());
            if (words[0].equals("idle")) {
                idle(folder, Integer.parseInt(words[2]), Integer.parseInt(words[3]), java);
            } else {
                load(folder, words, java);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void load(Path folder, String[] words, List<String> java) throws Exception {
        Path script = folder.resolve("script");
        Node node = Node.start(java, folder.resolve("home"), script);
        Nginx nginx = Nginx.start(Files.createDirectory(folder.resolve("files")), List.of());
        Dropping dropping = Dropping.start(java, Files.createDirectory(folder.resolve("dropped")));
        try {
            NodeBenchmark benchmark =
                    new NodeBenchmark(
                            folder,
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]),
                            words[5],
                            node,
                            nginx,
                            dropping,
                            new NodeBenchBlobs(script, node.url));
            for (String size : words[4].split(",")) {
                benchmark.run(Size.of(size));
            }
        } finally {
            nginx.process().destroy();
            nginx.process().waitFor();
            dropping.stop();
            node.stop();
        }
    }

    private void run(Size size) throws Exception {
        List<Piece> pieces = List.of();
        List<Load> puts = new ArrayList<>();
        List<Load> loops = new ArrayList<>();
        List<Load> drops = new ArrayList<>();
        boolean puttingOnly = !what.equals("get");
        int all = puttingOnly ? rounds : 1;
        double warm = 0;
        while (puts.size() < all) {
            pieces = blobs.make(size.symbolBytes, puttingOnly ? size.puts : size.files);
            boolean counts = warm > WARM_UP.toSeconds() || !puttingOnly;
            if (counts && puttingOnly) {
                settle();
                touch(pieces);
            }
            Load put = put(node, nodePort, pieces);
            warm += put.count() / put.perSecond();
            if (counts) {
                settle();
                touch(pieces);
                puts.add(put);
                loops.add(loop(pieces));
            }
            Load drop = put(dropping.process().toHandle(), dropping.port(), pieces);
            if (counts) {
                drops.add(drop);
            }
        }
        if (puttingOnly) {
            print(size, "PUT", puts);
            print(size, "loop", loops);
            ratios(puts, loops);
            print(size, "drop", drops);
            ratios(puts, drops);
        }
        if (!what.equals("put")) {
            get(size, pieces.subList(0, size.files));
        }
    }

    private Load put(ProcessHandle server, int port, List<Piece> pieces) throws IOException {
        return LoadLines.run(server, port, connections, NodeBenchBlobs.puts(pieces), PUT_TIME);
    }

    /// Waits until the node takes less than a tenth of a processor.
    private void settle() throws InterruptedException {
        long before = LoadLines.cpuNanos(node);
        for (int waited = 0; waited < SETTLE_MILLIS; waited += SETTLE_STEP_MILLIS) {
            Thread.sleep(SETTLE_STEP_MILLIS);
            long now = LoadLines.cpuNanos(node);
            if (now - before < SETTLE_STEP_MILLIS * 100_000L) {
                return;
            }
            before = now;
        }
    }

    private void get(Size size, List<Piece> pieces) throws IOException, InterruptedException {
        settle();
        List<String> ours = new ArrayList<>();
        List<String> its = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            String name = size.word + "-" + i;
            Files.write(folder.resolve("files").resolve(name), pieces.get(i).bytes());
            ours.add(pieces.get(i).path());
            its.add("/" + name);
        }
        List<Load> our = new ArrayList<>();
        List<Load> nginxs = new ArrayList<>();
        long warmUp = Math.ceilDiv(WARM_UP.toSeconds(), GET_TIME.toSeconds());
        for (int round = 0; round < warmUp + rounds; round++) {
            Load mine =
                    LoadLines.run(node, nodePort, connections, NodeBenchBlobs.gets(ours), GET_TIME);
            Load other =
                    LoadLines.run(
                            nginx.process().toHandle(),
                            nginx.port(),
                            connections,
                            NodeBenchBlobs.gets(its),
                            GET_TIME);
            if (round >= warmUp) {
                our.add(mine);
                nginxs.add(other);
            }
        }
        print(size, "GET", our);
        print(size, "nginx", nginxs);
        ratios(our, nginxs);
    }

    /// Writes as much as is going to be written, and deletes it: a virtual machine may have given
    /// memory back to its host and get it again page by page, at three times the cost of writing.
    /// Whoever writes next finds pages that are there, be it the node, which keeps what it is
    /// given, or the loop, which could otherwise use its own pages again and again.
    private void touch(List<Piece> pieces) throws IOException {
        loop(pieces);
    }

    /// Appends what the node would: as many records in a group as there are connections, a flush
    /// for each group.
    private Load loop(List<Piece> pieces) throws IOException {
        Path file = folder.resolve("loop");
        ByteBuffer header = ByteBuffer.allocateDirect(RECORD_HEADER_BYTES);
        List<ByteBuffer> bodies =
                pieces.stream()
                        .map(piece ->
                                ByteBuffer.allocateDirect(piece.bytes().length)
                                        .put(piece.bytes())
                                        .flip())
                        .toList();
        List<Double> times = new ArrayList<>();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long cpu = ownCpuNanos();
            long start = System.nanoTime();
            for (int done = 0; done < bodies.size(); done += connections) {
                long group = System.nanoTime();
                int end = Math.min(bodies.size(), done + connections);
                ByteBuffer[] buffers = new ByteBuffer[2 * (end - done)];
                long left = 0;
                for (int i = 0; i < end - done; i++) {
                    buffers[2 * i] = header.duplicate();
                    buffers[2 * i + 1] = bodies.get(done + i).duplicate();
                    left += RECORD_HEADER_BYTES + bodies.get(done + i).limit();
                }
                while (left > 0) {
                    left -= channel.write(buffers);
                }
                channel.force(false);
                times.add((System.nanoTime() - group) / 1e3);
            }
            double micros = (System.nanoTime() - start) / 1e3;
            double[] sorted = times.stream().mapToDouble(time -> time).sorted().toArray();
            double each = (ownCpuNanos() - cpu) / 1e3 / bodies.size();
            return new Load(
                    bodies.size(),
                    bodies.size() / micros * 1e6,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100],
                    each,
                    0);
        } finally {
            Files.delete(file);
        }
    }

    private static long ownCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void idle(Path folder, int count, int seconds, List<String> java)
            throws Exception {
        Path home = folder.resolve("home");
        Path script = folder.resolve("script");
        long start = System.nanoTime();
        NodeBenchServer.fill(home, script, count);
        print("filled with %d slivers in %.0f s", count, (System.nanoTime() - start) / 1e9);
        for (int round = 0; round < 3; round++) {
            Node node = Node.start(java, home, script);
            print(
                    "start %d: answers after %.2f s, %d ms of them to open the node",
                    round + 1, node.startSeconds, node.openMillis);
            if (round == 2) {
                Thread.sleep(30_000); // until the engines are warm and memory was given back
                watch(node, seconds);
            }
            node.stop();
        }
    }

    private static void watch(Node node, int seconds) throws Exception {
        long cpu = LoadLines.cpuNanos(node.process.toHandle());
        long start = System.nanoTime();
        Thread.sleep(1000L * seconds);
        double nanos = System.nanoTime() - start;
        print(
                "idle for %d s: %.3f %% of a processor, resident %s, at most %s",
                seconds,
                100 * (LoadLines.cpuNanos(node.process.toHandle()) - cpu) / nanos,
                memory(node.process, "VmRSS").orElse("?"),
                memory(node.process, "VmHWM").orElse("?"));
    }

    private static Optional<String> memory(Process process, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static void print(Size size, String who, List<Load> loads) {
        Load median =
                loads.stream()
                        .sorted(Comparator.comparingDouble(Load::perSecond))
                        .toList()
                        .get(loads.size() / 2);
        print(
                "%-4s %-5s %8.0f/s %7.1f MB/s, median %7.2f ms, p99 %7.2f ms,"
                        + " processor time %7.1f us each (client %.1f)",
                size.word,
                who,
                median.perSecond(),
                median.perSecond() * size.symbolBytes * 67 / 1e6,
                median.medianMicros() / 1e3,
                median.p99Micros() / 1e3,
                median.cpuMicros(),
                median.clientMicros());
    }

    private static void ratios(List<Load> ours, List<Load> theirs) {
        Figures speed = new Figures();
        Figures late = new Figures();
        Figures cpu = new Figures();
        for (int i = 0; i < ours.size(); i++) {
            speed.add(ours.get(i).perSecond() / theirs.get(i).perSecond());
            late.add(ours.get(i).p99Micros() / theirs.get(i).p99Micros());
            cpu.add(ours.get(i).cpuMicros() / theirs.get(i).cpuMicros());
        }
        print("     ratio of speed %s, of p99 %s, of processor time %s", speed, late, cpu);
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
