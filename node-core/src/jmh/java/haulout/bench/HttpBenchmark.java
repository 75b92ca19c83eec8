// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// GET of slivers over keep-alive connections from our server and from nginx, which serve the same
/// files, in alternation; then PUT of the same sizes to ours. One thread asks, over plain HTTP/1.1.
///
/// `HttpBenchmark [ROUNDS [SECONDS [CONNECTIONS [CPU OF THE SERVERS]]]]`
final class HttpBenchmark {
    private static final int[] SIZES = {4096, 65536, 1 << 20};
    private static final String BLOB = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final int connections;
    private final Duration time;

    private HttpBenchmark(int connections, Duration time) {
        this.connections = connections;
        this.time = time;
    }

    /// @param perSecond requests
    /// @param cpuMicros processor time of the server for each
    private record Figure(double perSecond, double cpuMicros) {}

    public static void main(String[] words) throws Exception {
        int rounds = words.length > 0 ? Integer.parseInt(words[0]) : 3;
        int seconds = words.length > 1 ? Integer.parseInt(words[1]) : 3;
        int connections = words.length > 2 ? Integer.parseInt(words[2]) : 64;
        String cpu = words.length > 3 ? words[3] : "";
        Path folder = Files.createTempDirectory("haulout-http-bench");
        byte[] bytes = new byte[SIZES[2]];
        new Random(1).nextBytes(bytes);
        for (int i = 0; i < SIZES.length; i++) {
            Files.write(folder.resolve(i + ""), Arrays.copyOf(bytes, SIZES[i]));
        }
        Process ours = ours(folder, cpu);
        int ourPort =
                Integer.parseInt(
                        new BufferedReader(
                                        new InputStreamReader(
                                                ours.getInputStream(), StandardCharsets.US_ASCII))
                                .readLine());
        int nginxPort = freePort();
        Process nginx = nginx(folder, nginxPort, cpu);
        try {
            new HttpBenchmark(connections, Duration.ofSeconds(seconds))
                    .run(rounds, ours, ourPort, nginx, nginxPort);
        } finally {
            ours.destroy();
            nginx.destroy();
            ours.waitFor();
            nginx.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static Process ours(Path folder, String cpu) throws IOException {
        List<String> command = pinned(cpu);
        command.addAll(
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HttpBenchServer.class.getName(),
                        folder.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static List<String> pinned(String cpu) {
        return new ArrayList<>(cpu.isEmpty() ? List.of() : List.of("taskset", "-c", cpu));
    }

    private static Process nginx(Path folder, int port, String cpu) throws IOException {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                """
                daemon off; worker_processes 1; pid %1$s/pid; error_log /dev/null; %3$s
                events { worker_connections 4096; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
                  open_file_cache max=100; default_type application/octet-stream;
                  server { listen 127.0.0.1:%2$d backlog=4096; root %1$s; }
                }
                """
                        .formatted(
                                folder,
                                port,
                                System.getProperty("user.name").equals("root")
                                        ? "user root;"
                                        : ""));
        List<String> command = pinned(cpu);
        command.addAll(List.of("nginx", "-p", folder.toString(), "-c", config.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(int rounds, Process ours, int ourPort, Process nginx, int nginxPort)
            throws IOException {
        for (int i = 0; i < SIZES.length; i++) {
            String path = "/v1/blobs/" + BLOB + "/slivers/" + i + "/primary";
            byte[] ourGet = head("GET " + path, 0);
            byte[] nginxGet = head("GET /" + i, 0);
            load(ours, ourPort, ourGet);
            List<Figure> our = new ArrayList<>();
            List<Figure> its = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                our.add(load(ours, ourPort, ourGet));
                its.add(load(nginx, nginxPort, nginxGet));
            }
            print("GET", SIZES[i], our);
            print("GET nginx", SIZES[i], its);
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = our.get(round).perSecond / its.get(round).perSecond;
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "ratio %.2f [%.2f … %.2f]%n",
                    ratios[rounds / 2],
                    ratios[0],
                    ratios[rounds - 1]);
            byte[] put = head("PUT " + path, SIZES[i]);
            print("PUT", SIZES[i], List.of(load(ours, ourPort, put)));
        }
    }

    private static void print(String what, int size, List<Figure> figures) {
        Figure median =
                figures.stream()
                        .sorted(Comparator.comparingDouble(Figure::perSecond))
                        .toList()
                        .get(figures.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%-10s %8d bytes: %8.0f/s %7.1f MB/s, processor time %6.1f µs each%n",
                what,
                size,
                median.perSecond,
                median.perSecond * size / 1e6,
                median.cpuMicros);
    }

    private static byte[] head(String start, int bodyBytes) {
        byte[] head =
                (start + " HTTP/1.1\r\nhost: n\r\ncontent-length: " + bodyBytes + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(head, head.length + bodyBytes);
    }

    /// One connection: sends the same request whenever its answer is complete.
    private static final class Line {
        final SocketChannel channel;
        final ByteBuffer request;
        long expected = -1;
        long received;

        Line(SocketChannel channel, byte[] request) {
            this.channel = channel;
            this.request = ByteBuffer.wrap(request);
        }
    }

    private Figure load(Process server, int port, byte[] request) throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = connect(port);
                Line line = new Line(channel, request);
                channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, line);
                lines.add(line);
            }
            long cpu = cpuNanos(server);
            long start = System.nanoTime();
            long end = start + time.toNanos();
            long done = 0;
            while (System.nanoTime() < end) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    done += step(key, in);
                }
                selector.selectedKeys().clear();
            }
            double nanos = System.nanoTime() - start;
            return new Figure(
                    done / nanos * 1e9, (cpuNanos(server) - cpu) / 1e3 / Math.max(1, done));
        } finally {
            for (Line line : lines) {
                line.channel.close();
            }
        }
    }

    /// The server may still be starting.
    private static SocketChannel connect(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int attempt = 0; ; attempt++) {
            try {
                SocketChannel channel = SocketChannel.open(address);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                return channel;
            } catch (java.net.ConnectException e) {
                if (attempt == 100_000) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int step(SelectionKey key, ByteBuffer in) throws IOException {
        Line line = (Line) key.attachment();
        if (line.request.hasRemaining()) {
            line.channel.write(line.request);
            if (!line.request.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        in.clear();
        int count = line.channel.read(in);
        if (count < 0) {
            throw new IOException("connection closed by the server");
        }
        line.received += count;
        if (line.expected < 0 && count > 0) {
            line.expected = answerBytes(in.flip());
        }
        if (line.received != line.expected) {
            return 0;
        }
        line.received = 0;
        line.request.rewind();
        line.channel.write(line.request);
        if (line.request.hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        return 1;
    }

    /// How long an answer is, by its head; all of a connection are alike.
    private static long answerBytes(ByteBuffer in) {
        String text =
                StandardCharsets.ISO_8859_1
                        .decode(in.slice(0, Math.min(in.limit(), 2048)))
                        .toString();
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int end = lower.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 20") || end < 0) {
            throw new IllegalStateException("answer: " + text);
        }
        return end + 4 + Long.parseLong(lower.substring(at, lower.indexOf('\r', at)));
    }

    private static long cpuNanos(Process server) {
        return Stream.concat(Stream.of(server.toHandle()), server.toHandle().descendants())
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
