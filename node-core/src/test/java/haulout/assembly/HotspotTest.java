// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.assembly.LineOvershootTest.Everybody;
import haulout.assembly.LineOvershootTest.Giver;
import haulout.http.server.BodyPool;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.metrics.MetricsRegistry;
import haulout.resources.guest.Governors;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Decision;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Memory;
import haulout.resources.policy.Moment;
import haulout.resources.policy.Permit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The computer joins a phone's hotspot while eight others download from it: they are cut off, and
/// hardly anything goes out after that.
class HotspotTest {
    private static final int CONNECTIONS = 8;
    private static final int BODY = 2_000_000;
    private static final long MOST_AFTER = 100_000;

    private final LineBudget budget = new LineBudget(System::nanoTime);
    private final Governors governors =
            new Governors(new WorkGate(System::nanoTime, 2), budget, System::nanoTime);

    private static Decision decision(Permit answering) {
        Map<Duty, Permit> permits = new EnumMap<>(Duty.class);
        permits.put(Duty.STAY_IN_TOUCH, Permit.FREE);
        permits.put(Duty.ANSWER, answering);
        Moment now = new Moment(Instant.EPOCH, ZoneId.of("UTC"), Duration.ZERO);
        return new Decision(permits, Map.of(), List.of(), false, Memory.fresh(now, 1));
    }

    private static long read(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[1 << 16];
            long all = 0;
            for (int count = 0; count >= 0 && all < BODY; all += count) {
                count = socket.getInputStream().read(buffer);
            }
            return all;
        } catch (IOException e) {
            return 0; // cut off
        }
    }

    @Test
    void pol11DownloadsUnderWayEndAndHardlyAnythingGoesOutAfter() throws Exception {
        governors.apply(
                decision(
                        new Permit(
                                true, 100, Integer.MAX_VALUE, true, 400_000, 400_000, Map.of())));
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
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                readers.add(threads.submit(() -> read(server.address())));
            }
            while (budget.sentBytes() < 300_000) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            governors.apply(decision(Permit.STOPPED));
            long before = budget.sentBytes();
            for (Future<Long> reader : readers) {
                assertTrue(reader.get(2, TimeUnit.MINUTES) < BODY, "a download went on");
            }
            long after = budget.sentBytes() - before;
            assertTrue(after <= MOST_AFTER, after + " bytes went out after");
        }
    }
}
