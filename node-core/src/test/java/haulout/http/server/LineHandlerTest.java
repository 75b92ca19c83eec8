// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.metrics.MetricsRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Many connections share one line, in both directions, over real sockets.
class LineHandlerTest {
    private static final int CONNECTIONS = 6;
    private static final int BODY = 400_000;
    private static final long LIMIT = 1_000_000;

    /// A line of so many bytes a second, that keeps what went through and when.
    private static final class SlowLine implements SocketLine {
        private final long begin = System.nanoTime();
        private final Deque<long[]> passed = new ArrayDeque<>();
        private final AtomicLong total = new AtomicLong();
        private double tokens;
        private long last = begin;

        private synchronized void fill() {
            long now = System.nanoTime();
            tokens = Math.min(LIMIT / 2.0, tokens + (now - last) * LIMIT / 1e9);
            last = now;
        }

        @Override
        public boolean isFor(SocketAddress remote) {
            return true;
        }

        @Override
        public int connections() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean rests() {
            return false;
        }

        @Override
        public synchronized int send(int wanted) {
            fill();
            int granted = Math.clamp((long) tokens, 0, wanted);
            tokens -= granted;
            note(granted);
            return granted;
        }

        private void note(int bytes) {
            passed.add(new long[] {System.nanoTime(), bytes});
            total.addAndGet(bytes);
        }

        @Override
        public synchronized Duration sendWait() {
            fill();
            return tokens >= 1 ? Duration.ZERO : Duration.ofMillis(5);
        }

        @Override
        public synchronized void received(int bytes) {
            fill();
            tokens -= bytes;
            note(bytes);
        }

        @Override
        public Duration receiveWait() {
            return sendWait();
        }

        /// Seconds that the bytes must have taken at least.
        synchronized double seconds() {
            return (passed.getLast()[0] - begin) / 1e9;
        }
    }

    private static final class Echo implements HttpService {
        @Override
        public Admission admit(RequestHead head) {
            return new Admission.Run(
                    "all",
                    BODY,
                    Answer.empty(413),
                    body ->
                            head.method().equals("GET")
                                    ? Answer.bytes(200, "application/octet-stream", new byte[BODY])
                                    : Answer.text(200, "took " + body.length));
        }

        @Override
        public Answer failed(RequestHead head, Throwable failure) {
            return Answer.empty(500);
        }

        @Override
        public Answer overloaded() {
            return Answer.empty(503);
        }

        @Override
        public Map<String, String> commonHeaders() {
            return Map.of();
        }
    }

    private interface Client {
        long run(Socket socket) throws IOException;
    }

    private static double run(SlowLine line, Client client) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpServer server =
                        HttpServer.open(
                                new HttpServer.Setup(
                                        "line",
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        Optional.empty(),
                                        ServerLimits.forHome(),
                                        threads,
                                        new MetricsRegistry(),
                                        InstantSource.system()),
                                new Echo(),
                                line,
                                new BodyPool())) {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                tasks.add(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(server.address());
                        return client.run(socket);
                    }
                });
            }
            long sum = 0;
            for (Future<Long> done : threads.invokeAll(tasks)) {
                sum += done.get();
            }
            assertEquals((long) CONNECTIONS * BODY, sum);
            return line.seconds();
        }
    }

    @Test
    void downloadsOfAllConnectionsTogetherKeepTheLimitAndArriveWhole() throws Exception {
        SlowLine line = new SlowLine();
        double seconds =
                run(
                        line,
                        socket -> {
                            write(socket, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
                            return body(socket);
                        });
        assertTrue(line.total.get() >= (long) CONNECTIONS * BODY);
        // half a second's worth may be saved up
        assertTrue(
                line.total.get() <= LIMIT * (seconds + 0.55),
                line.total + " bytes in " + seconds + " s");
    }

    @Test
    void uploadsAreHeldBackAtTheSocket() throws Exception {
        SlowLine line = new SlowLine();
        double seconds =
                run(
                        line,
                        socket -> {
                            write(
                                    socket,
                                    "PUT / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: "
                                            + BODY
                                            + "\r\n\r\n");
                            socket.getOutputStream().write(new byte[BODY]);
                            String answer =
                                    new String(
                                            socket.getInputStream().readAllBytes(),
                                            StandardCharsets.US_ASCII);
                            assertTrue(answer.endsWith("took " + BODY), answer);
                            return BODY;
                        });
        // one read of each connection may come at once before the line is in debt
        assertTrue(
                line.total.get() <= LIMIT * (seconds + 0.55) + CONNECTIONS * (1 << 16),
                line.total + " bytes in " + seconds + " s");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long body(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] all = in.readAllBytes();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        return all.length - text.indexOf("\r\n\r\n") - 4;
    }
}
