// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.Traffic;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.BodyPool;
import haulout.http.server.HttpServer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import haulout.http.server.ServerLimits;
import haulout.http.server.SocketLine;
import haulout.metrics.MetricsRegistry;
import haulout.resources.limits.LineBudget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One budget for a server and for clients at the same time, over real sockets, for half a minute:
/// what arrives in any ten seconds is at most a twentieth over what was promised.
@EnabledIfSystemProperty(named = "haulout.long", matches = "true")
class LineOvershootTest {
    private static final Logger log = LoggerFactory.getLogger(LineOvershootTest.class);
    private static final int SECONDS = 30;
    private static final int WINDOW = 100;
    private static final int BODY = 1_000_000;
    private static final long LIMIT = 3_000_000;
    private static final int CONNECTIONS = 8;

    /// The computer's own line counts as the line here.
    record Everybody(SocketLine line) implements SocketLine {
        @Override
        public boolean isFor(SocketAddress remote) {
            return true;
        }

        @Override
        public int connections() {
            return line.connections();
        }

        @Override
        public boolean rests() {
            return line.rests();
        }

        @Override
        public int send(int wanted) {
            return line.send(wanted);
        }

        @Override
        public Duration sendWait() {
            return line.sendWait();
        }

        @Override
        public void received(int bytes) {
            line.received(bytes);
        }

        @Override
        public Duration receiveWait() {
            return line.receiveWait();
        }
    }

    static final class Giver implements HttpService {
        private final int byteCount;

        Giver(int byteCount) {
            this.byteCount = byteCount;
        }

        @Override
        public Admission admit(RequestHead head) {
            return new Admission.Run(
                    "all",
                    0,
                    Answer.empty(413),
                    body -> Answer.bytes(200, "application/octet-stream", new byte[byteCount]));
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

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong uploaded = new AtomicLong();

    private void read(InetSocketAddress address) {
        byte[] buffer = new byte[1 << 16];
        while (!stop.get()) {
            try (Socket socket = new Socket()) {
                socket.connect(address);
                socket.setSoTimeout(2_000);
                socket.getOutputStream()
                        .write(
                                "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    arrived.addAndGet(count);
                }
            } catch (IOException e) {
                continue; // the next one
            }
        }
    }

    // as a client that repairs: asks before each part of a body that it sends
    private void send(Traffic traffic) {
        try {
            while (!stop.get()) {
                traffic.beforeSending(16_000);
                uploaded.addAndGet(16_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void inNoTenSecondsMoreThanATwentiethOverWhatWasPromised() throws Exception {
        LineBudget budget = new LineBudget(System::nanoTime);
        budget.limit(LIMIT, LIMIT);
        long[] sum = new long[SECONDS * 10];
        long[] at = new long[SECONDS * 10];
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
                                new Giver(BODY),
                                new Everybody(Guest.line(budget)),
                                new BodyPool())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(() -> read(server.address()));
            }
            threads.execute(() -> send(Guest.counted(budget)));
            for (int i = 0; i < sum.length; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                at[i] = System.nanoTime();
                sum[i] = arrived.get() + uploaded.get();
            }
            stop.set(true);
            threads.shutdownNow();
        }
        double most = 0;
        for (int i = WINDOW; i < sum.length; i++) {
            double seconds = (at[i] - at[i - WINDOW]) / 1e9;
            most = Math.max(most, (sum[i] - sum[i - WINDOW]) / (LIMIT * seconds));
        }
        double all = sum[sum.length - 1] / (LIMIT * (at[at.length - 1] - at[0]) / 1e9);
        log.atInfo().addKeyValue("most", most).addKeyValue("mean", all).log("of what was promised");
        String file = System.getProperty("haulout.line.file");
        if (file != null) {
            Files.writeString(
                    Path.of(file), "most in ten seconds " + most + " of the limit, mean " + all);
        }
        assertTrue(most <= 1.05, "in ten seconds " + most + " of the limit");
        assertTrue(all > 0.5, "hardly anything went through: " + all);
    }
}
