// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Keep-alive connections to a server over plain HTTP/1.1, each of which asks for the next thing as
/// soon as it has its answer. One thread serves all of them, so that little is taken from the
/// server on a small machine.
final class LoadLines {
    private static final byte[] LENGTH =
            "content-length: ".getBytes(StandardCharsets.US_ASCII); // compared without case

    private LoadLines() {}

    /// What is asked for, in turn.
    interface Requests {
        /// The next request, in pieces that are read and not changed; null if that was all.
        ByteBuffer[] next();
    }

    /// What came of it.
    ///
    /// @param perSecond requests
    /// @param medianMicros between a request and the end of its answer
    /// @param p99Micros the same, of which one in a hundred takes longer
    /// @param cpuMicros processor time of the server for each
    /// @param clientMicros processor time of whoever asked, for each
    record Load(
            long count,
            double perSecond,
            double medianMicros,
            double p99Micros,
            double cpuMicros,
            double clientMicros) {}

    private static final class Line {
        final SocketChannel channel;
        ByteBuffer[] request = {};
        long sentNanos;
        long expected = -1;
        long received;

        Line(SocketChannel channel) {
            this.channel = channel;
        }

        boolean isSent() {
            return request.length == 0 || !request[request.length - 1].hasRemaining();
        }
    }

    /// Asks until everything was asked for or the time is over.
    ///
    /// @param server whose processor time counts
    static Load run(ProcessHandle server, int port, int lines, Requests requests, Duration time)
            throws IOException {
        ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
        long[] times = new long[1 << 16];
        int done = 0;
        List<Line> open = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < lines; i++) {
                Line line = new Line(connect(port));
                line.channel.register(selector, SelectionKey.OP_READ, line);
                open.add(line);
            }
            long cpu = cpuNanos(server);
            long own = ownCpuNanos();
            long start = System.nanoTime();
            int busy = 0;
            for (SelectionKey key : selector.keys()) {
                busy += ask(key, requests, start) ? 1 : 0;
            }
            long end = start + time.toNanos();
            long last = start;
            while (busy > 0) {
                selector.select(100);
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    Line line = (Line) key.attachment();
                    if (!step(key, line, in)) {
                        continue;
                    }
                    if (done == times.length) {
                        times = Arrays.copyOf(times, 2 * done);
                    }
                    last = System.nanoTime();
                    times[done++] = last - line.sentNanos;
                    if (now >= end || !ask(key, requests, last)) {
                        busy--;
                    }
                }
                selector.selectedKeys().clear();
            }
            double micros = (last - start) / 1e3;
            long[] sorted = Arrays.copyOf(times, done);
            Arrays.sort(sorted);
            return new Load(
                    done,
                    done / micros * 1e6,
                    sorted[done / 2] / 1e3,
                    sorted[(int) (done * 99L / 100)] / 1e3,
                    (cpuNanos(server) - cpu) / 1e3 / done,
                    (ownCpuNanos() - own) / 1e3 / done);
        } finally {
            for (Line line : open) {
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
            } catch (ConnectException e) {
                if (attempt == 100_000) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static boolean ask(SelectionKey key, Requests requests, long now) throws IOException {
        ByteBuffer[] next = requests.next();
        if (next == null) {
            return false;
        }
        Line line = (Line) key.attachment();
        line.request = next;
        line.sentNanos = now;
        line.received = 0;
        line.expected = -1;
        send(key, line);
        return true;
    }

    private static void send(SelectionKey key, Line line) throws IOException {
        if (line.request.length == 1) {
            line.channel.write(line.request[0]);
        } else {
            line.channel.write(line.request);
        }
        int wanted =
                line.isSent() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private static boolean step(SelectionKey key, Line line, ByteBuffer in) throws IOException {
        if (!line.isSent()) {
            send(key, line);
        }
        if (!key.isReadable()) {
            return false;
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
        if (line.received > line.expected) {
            throw new IOException(line.received + " bytes came, expected " + line.expected);
        }
        return line.received == line.expected;
    }

    /// How long an answer is, by its head, which has to come in one piece.
    private static long answerBytes(ByteBuffer in) throws IOException {
        int end = 0;
        long length = -1;
        boolean good = in.limit() > 12 && in.get(9) == '2' && in.get(10) == '0';
        while (end + 4 <= in.limit() && in.getInt(end) != 0x0D0A0D0A) {
            if (in.get(end) == '\n' && startsLength(in, end + 1)) {
                length = 0;
                for (int at = end + 1 + LENGTH.length; in.get(at) != '\r'; at++) {
                    length = 10 * length + in.get(at) - '0';
                }
            }
            end++;
        }
        if (!good || length < 0 || end + 4 > in.limit()) {
            int shown = Math.min(in.limit(), 500);
            throw new IOException(
                    "answer: " + StandardCharsets.ISO_8859_1.decode(in.slice(0, shown)));
        }
        return end + 4 + length;
    }

    private static boolean startsLength(ByteBuffer in, int from) {
        if (from + LENGTH.length > in.limit()) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((in.get(from + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /// Processor time of a process and its children.
    static long cpuNanos(ProcessHandle server) {
        return Stream.concat(Stream.of(server), server.descendants())
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    private static long ownCpuNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
