// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.http.server.ServerLimits;
import haulout.node.AnswerBody;
import haulout.node.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that mean harm or are broken: the server keeps within its limits, honest ones are
/// served, and nothing is left when they are gone.
@ExtendWith(LeakWatch.class)
class HostileClientsTest {
    private static final String PAIR = "/v1/blobs/" + FakeNode.blob(1) + "/slivers/3/primary";
    private static final String HEALTH = "GET /v1/health HTTP/1.1\r\n\r\n";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeNode node = new FakeNode(1000);

    private TestServer server(ServerLimits limits) throws IOException {
        return TestServer.plain(TestServer.api(node), limits).stoppingWithin(Duration.ZERO);
    }

    private static int health(TestServer server) throws IOException {
        try (RawClient client = new RawClient(server.socket())) {
            return client.send(HEALTH).reply().status();
        }
    }

    private static String put(String path, int length) {
        return "PUT " + path + " HTTP/1.1\r\ncontent-length: " + length + "\r\n\r\n";
    }

    /// A body that never ends by itself, and says when it was closed.
    private static final class Endless implements AnswerBody {
        final CountDownLatch closed = new CountDownLatch(1);
        final AtomicLong given = new AtomicLong();
        private final long byteCount;
        private final long failsAfter;

        Endless(long byteCount, long failsAfter) {
            this.byteCount = byteCount;
            this.failsAfter = failsAfter;
        }

        @Override
        public long byteCount() {
            return byteCount;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (given.get() >= failsAfter) {
                throw new IOException("damaged");
            }
            int count = target.remaining();
            target.position(target.limit());
            given.addAndGet(count);
            return count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOffAndCostsNobodyElse() throws Exception {
        try (TestServer server = server(ServerLimits.forHome().withTimes(SHORT, LONG, LONG));
                RawClient first = new RawClient(server.socket());
                RawClient second = new RawClient(server.socket())) {
            first.send("GET /v1/health HTTP/1.1\r\nx: ");
            // the next one on a connection that was good before
            assertEquals(200, second.send(HEALTH).reply().status());
            second.send("GET /v1/hea");
            assertEquals(200, health(server));
            assertTrue(first.isClosed());
            assertTrue(second.isClosed());
            assertEquals(2, server.counted("haulout_http_refused", "why", "timeout"));
        }
    }

    @Test
    void connectionsThatSayNothingAreClosed() throws Exception {
        try (TestServer server = server(ServerLimits.forHome().withTimes(LONG, SHORT, LONG));
                RawClient idle = new RawClient(server.socket())) {
            assertEquals(200, idle.send(HEALTH).reply().status());
            assertTrue(idle.isClosed());
        }
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws Exception {
        try (TestServer server = server(ServerLimits.forHome().withTimes(LONG, LONG, SHORT));
                RawClient slow = new RawClient(server.socket())) {
            slow.send(put(PAIR, 100)).send("only this");
            assertTrue(slow.isClosed());
            assertEquals(List.of(), List.copyOf(node.calls));
        }
    }

    @Test
    void announcedBodiesTakeRoomAndNotMemoryAndOthersWaitForIt() throws Exception {
        // room for one of 1 MB and a little beside it; nothing is given up before its time
        ServerLimits limits =
                ServerLimits.forHome()
                        .withBytes(1_200_000, 1 << 20)
                        .withTimes(LONG, LONG, Duration.ofSeconds(2));
        try (TestServer server = server(limits);
                RawClient slow = new RawClient(server.socket());
                RawClient waits = new RawClient(server.socket());
                RawClient small = new RawClient(server.socket())) {
            slow.send(put(PAIR, 1_000_000)).send("x");
            TestServer.await(
                    "room taken", () -> server.gauge("haulout_http_body_bytes") == 1_000_000);
            waits.send(put(PAIR, 900_000)).send(new byte[900_000]);
            TestServer.await("another waits", () -> server.gauge("haulout_http_waiting") == 1);
            assertTrue(server.gauge("haulout_http_body_bytes") <= 1_200_000);
            // what needs no room is served meanwhile
            assertEquals(200, small.send(HEALTH).reply().status());
            assertTrue(slow.isClosed());
            assertEquals(201, waits.reply().status());
        }
    }

    @Test
    void whenTooManyWaitTheRestIsToldSo() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        node.before = call -> go.await();
        ServerLimits limits = ServerLimits.forHome().withRequests(100, 2, 3);
        try (TestServer server = server(limits)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(new RawClient(server.socket()).send(HEALTH));
                int sent = i + 1;
                TestServer.await(
                        "request " + i,
                        () ->
                                server.gauge("haulout_http_running_requests")
                                                + server.gauge("haulout_http_waiting")
                                        == sent);
            }
            try (RawClient more = new RawClient(server.socket())) {
                RawClient.Reply reply = more.send(HEALTH).reply();
                assertEquals(503, reply.status());
                assertEquals("1", reply.headers().get("retry-after"));
                assertTrue(reply.body().contains("\"reason\":\"UNAVAILABLE\""), reply.body());
                go.countDown();
                TestServer.await(
                        "room again", () -> server.gauge("haulout_http_running_requests") == 0);
                assertEquals(200, more.send(HEALTH).reply().status());
            }
            for (RawClient client : clients) {
                assertEquals(200, client.reply().status());
                client.close();
            }
            assertEquals(1, server.counted("haulout_http_refused", "why", "overloaded"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledDownloadClosesItsSourceAtOnce(boolean http2) throws Exception {
        Endless body = new Endless(1L << 40, Long.MAX_VALUE);
        node.nextBody = body;
        try (TestServer server = server(ServerLimits.forHome())) {
            if (http2) {
                try (Http2Client client = new Http2Client(server, false, 1 << 20)) {
                    Http2Client.Exchange download = client.get(PAIR);
                    assertEquals(200, download.status());
                    download.cancel();
                    assertTrue(body.closed.await(60, TimeUnit.SECONDS));
                    assertEquals(200, client.get("/v1/health").status());
                }
            } else {
                try (RawClient client = new RawClient(server.socket())) {
                    client.send("GET " + PAIR + " HTTP/1.1\r\n\r\n");
                    client.in().readNBytes(100_000);
                }
                assertTrue(body.closed.await(60, TimeUnit.SECONDS));
            }
            TestServer.await("given back", () -> server.gauge("haulout_http_answer_bytes") == 0);
            TestServer.await(
                    "counted", () -> server.counted("haulout_http_aborted", "by", "peer") == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyWorksForACallerWhoHasLeft(boolean http2) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        String wait =
                "/v1/blobs/"
                        + PAIR.split("/", -1)[3]
                        + "/confirmation/permanent?wait_for_registration=true";
        try (TestServer server = server(ServerLimits.forHome())) {
            node.before =
                    call -> {
                        begun.countDown();
                        try {
                            Caller.await(() -> {
                                new CountDownLatch(1).await();
                                return call;
                            });
                        } catch (InterruptedException e) {
                            letGo.countDown();
                            throw e;
                        } catch (ExecutionException e) {
                            throw new AssertionError(e);
                        }
                    };
            if (http2) {
                try (Http2Client client = new Http2Client(server, false, 1 << 20)) {
                    Http2Client.Exchange asked = client.get(wait);
                    assertTrue(begun.await(60, TimeUnit.SECONDS));
                    asked.cancel();
                    assertTrue(letGo.await(60, TimeUnit.SECONDS));
                }
            } else {
                try (RawClient client = new RawClient(server.socket())) {
                    client.send("GET " + wait + " HTTP/1.1\r\n\r\n");
                    assertTrue(begun.await(60, TimeUnit.SECONDS));
                }
                assertTrue(letGo.await(60, TimeUnit.SECONDS));
            }
            TestServer.await(
                    "counted", () -> server.counted("haulout_http_aborted", "by", "peer") == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatFailsInTheMiddleCutsTheAnswerOff(boolean http2) throws Exception {
        try (TestServer server = server(ServerLimits.forHome())) {
            Endless body = new Endless(1 << 20, 200_000);
            node.nextBody = body;
            if (http2) {
                try (Http2Client client = new Http2Client(server, false, 1 << 20)) {
                    Http2Client.Exchange download = client.get(PAIR);
                    assertEquals(200, download.status());
                    assertEquals(2, download.reset());
                    assertEquals(200, client.get("/v1/health").status());
                }
            } else {
                try (RawClient client = new RawClient(server.socket())) {
                    client.send("GET " + PAIR + " HTTP/1.1\r\n\r\n");
                    assertThrows(IOException.class, client::reply);
                }
            }
            assertTrue(body.closed.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void aSourceThatFailsAtOnceIsAnInternalError() throws Exception {
        try (TestServer server = server(ServerLimits.forHome());
                RawClient client = new RawClient(server.socket())) {
            Endless body = new Endless(1 << 20, 0);
            node.nextBody = body;
            client.send("GET " + PAIR + " HTTP/1.1\r\n\r\n");
            RawClient.Reply reply = client.reply();
            assertEquals(500, reply.status());
            assertTrue(reply.body().contains("TraceID: "));
            assertTrue(body.closed.await(60, TimeUnit.SECONDS));
            assertEquals(200, client.send(HEALTH).reply().status());
        }
    }

    /// A reader that takes nothing is given little, and is sent away.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderThatTakesNothingIsGivenLittleAndGivenUp(boolean http2) throws Exception {
        Endless body = new Endless(1L << 40, Long.MAX_VALUE);
        node.nextBody = body;
        try (TestServer server =
                server(ServerLimits.forHome().withTimes(LONG, LONG, Duration.ofSeconds(1)))) {
            if (http2) {
                try (Http2Client client = new Http2Client(server, false, 0)) {
                    Http2Client.Exchange download = client.get(PAIR);
                    assertEquals(200, download.status());
                    assertTrue(download.reset() >= 0);
                    assertTrue(body.given.get() <= 2 << 16, () -> "given " + body.given);
                }
            } else {
                try (RawClient client = new RawClient(server.socket())) {
                    client.send("GET " + PAIR + " HTTP/1.1\r\n\r\n");
                    assertTrue(body.closed.await(60, TimeUnit.SECONDS));
                    // the buffers of both sockets, and two chunks
                    assertTrue(body.given.get() < 32 << 20, () -> "given " + body.given);
                }
            }
            assertTrue(body.closed.await(60, TimeUnit.SECONDS));
            assertEquals(200, health(server));
        }
    }

    /// Each stream holds some answer back; all together hold no more than there is room for.
    @Test
    void manyStreamsWithoutAWindowStayWithinTheRoomForAnswers() throws Exception {
        int room = 1 << 20;
        node.stored.put(FakeNode.blob(1) + "/3/PRIMARY", new byte[60_000]);
        ServerLimits limits =
                ServerLimits.forHome()
                        .withBytes(1 << 20, room)
                        .withTimes(LONG, LONG, Duration.ofSeconds(1));
        try (TestServer server = server(limits);
                Http2Client client = new Http2Client(server, false, 0)) {
            List<Http2Client.Exchange> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(client.get(PAIR));
            }
            TestServer.await(
                    "some wait for room", () -> server.gauge("haulout_http_waiting") > 100);
            assertTrue(server.gauge("haulout_http_answer_bytes") <= room);
            for (Http2Client.Exchange one : all) {
                assertTrue(one.reset() >= 0);
            }
            assertEquals(200, health(server));
        }
    }

    @Test
    void streamsThatWaitForRoomDoNotKeepThoseFromSendingThatHaveIt() throws Exception {
        // room for one body at a time
        ServerLimits limits = ServerLimits.forHome().withBytes(2_000_000, 1 << 20);
        try (TestServer server = server(limits);
                Http2Client client = new Http2Client(server, false, 65535)) {
            List<Http2Client.Exchange> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String path = "/v1/blobs/" + FakeNode.blob(i) + "/slivers/3/primary";
                all.add(client.put(path, new byte[1_500_000]));
            }
            for (Http2Client.Exchange one : all) {
                int status = one.status();
                assertEquals(201, status);
            }
        }
    }

    @Test
    void idleConnectionsMakeRoomForNewOnes() throws Exception {
        ServerLimits limits = ServerLimits.forHome().withConnections(50, 50);
        try (TestServer server = server(limits)) {
            Deque<RawClient> idle = new ArrayDeque<>();
            CountDownLatch go = new CountDownLatch(1);
            try (RawClient busy = new RawClient(server.socket())) {
                node.before = call -> go.await();
                busy.send(HEALTH);
                TestServer.await("busy", () -> server.gauge("haulout_http_running_requests") == 1);
                node.before = call -> {};
                for (int i = 0; i < 300; i++) {
                    idle.add(new RawClient(server.socket()));
                }
                TestServer.await(
                        "all seen",
                        () ->
                                server.counted("haulout_http_refused", "why", "evicted_connection")
                                        >= 251);
                assertTrue(server.gauge("haulout_http_connections") <= 50);
                assertEquals(200, health(server));
                go.countDown();
                assertEquals(200, busy.reply().status());
            }
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void tenThousandConnectionsLeaveRoomForAnHonestOne() throws Exception {
        boolean all = Boolean.getBoolean("haulout.long");
        int count = all ? 10_000 : 2_000;
        ServerLimits limits =
                ServerLimits.forHome().withConnections(all ? 4096 : 1024, all ? 4096 : 1024);
        try (TestServer server = server(limits)) {
            List<RawClient> idle = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                RawClient client = new RawClient(server.socket());
                // some say nothing, some begin
                idle.add(i % 2 == 0 ? client : sendUnlessClosed(client, "GET /v1/"));
                if (i % 500 == 0) {
                    assertEquals(200, health(server));
                }
            }
            assertEquals(200, health(server));
            assertTrue(server.gauge("haulout_http_connections") <= limits.connections());
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    private static RawClient sendUnlessClosed(RawClient client, String text) throws IOException {
        try {
            return client.send(text);
        } catch (java.net.SocketException e) {
            return client;
        }
    }

    @Test
    void aFloodOfRequestsRunsNoMoreHandlersThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        node.before =
                call -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                };
        ServerLimits limits = ServerLimits.forHome().withRequests(500, 4, 10_000);
        try (TestServer server = server(limits);
                Http2Client flood = new Http2Client(server, false, 65535)) {
            List<Http2Client.Exchange> all = new ArrayList<>();
            for (int i = 0; i < 900; i++) {
                all.add(flood.get("/v1/health"));
            }
            assertEquals(200, health(server));
            int good = 0;
            for (Http2Client.Exchange one : all) {
                int status = one.status();
                assertTrue(status == 200 || status == 503);
                good += status == 200 ? 1 : 0;
            }
            assertTrue(good > 0);
            assertTrue(most.get() <= 4, () -> "ran " + most);
        }
    }

    @Test
    void requestsThatAreResetAtOnceLeaveNothing() throws Exception {
        try (TestServer server = server(ServerLimits.forHome())) {
            try (Http2Client client = new Http2Client(server, false, 65535)) {
                for (int i = 0; i < 500; i++) {
                    client.get("/v1/health").cancel();
                    client.begin("PUT", PAIR, false).cancel();
                }
                assertEquals(200, client.get("/v1/health").status());
            }
            TestServer.await("all over", () -> server.gauge("haulout_http_open_requests") == 0);
        }
    }

    @Test
    void halfAConnectionIsNoConnection() throws Exception {
        try (TestServer server = server(ServerLimits.forHome());
                java.net.Socket half = server.socket();
                RawClient client = new RawClient(half)) {
            client.send(put(PAIR, 100)).send("some");
            half.shutdownOutput();
            assertTrue(client.isClosed());
            TestServer.await("gone", () -> server.gauge("haulout_http_open_requests") == 0);
        }
    }

    @Test
    void aBodyThatNobodyWantsIsReadToItsEndAndTheConnectionGoesOn() throws Exception {
        try (TestServer server = server(ServerLimits.forHome());
                RawClient client = new RawClient(server.socket())) {
            client.send(put("/nowhere", 1_000_000)).send(new byte[1_000_000]);
            assertEquals(404, client.reply().status());
            client.send(put("/v1/blobs/x/metadata", 1_000_000)).send(new byte[1_000_000]);
            assertEquals(400, client.reply().status());
            assertEquals(200, client.send(HEALTH).reply().status());
            assertEquals(0, server.gauge("haulout_http_body_bytes"));
        }
    }

    @Test
    void chunksBeyondTheLimitAreRefused() throws Exception {
        try (TestServer server = server(ServerLimits.forHome());
                RawClient client = new RawClient(server.socket())) {
            String path = "/v1/blobs/" + FakeNode.blob(1) + "/metadata";
            client.send("PUT " + path + " HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("100000\r\n").send(new byte[1 << 20]).send("\r\n");
            }
            assertEquals(400, client.reply().status());
            client.send("0\r\n\r\n");
            assertEquals(200, client.send(HEALTH).reply().status());
            assertEquals(List.of("health false"), List.copyOf(node.calls));
        }
    }

    @Test
    void aStoppingServerFinishesWhatItHasBegunAndNothingElse() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        node.before =
                call -> {
                    begun.countDown();
                    go.await();
                };
        TestServer server = server(ServerLimits.forHome()).stoppingWithin(Duration.ofMinutes(1));
        RawClient idle = new RawClient(server.socket());
        RawClient busy = new RawClient(server.socket());
        Http2Client http2 = new Http2Client(server, false, 65535);
        busy.send(HEALTH);
        Http2Client.Exchange stream = http2.get("/v1/health");
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        Thread stopper = Thread.ofPlatform().start(server::close);
        assertTrue(idle.isClosed());
        assertThrows(IOException.class, () -> retrying(server));
        go.countDown();
        RawClient.Reply reply = busy.reply();
        assertEquals(200, reply.status());
        assertEquals("close", reply.headers().get("connection"));
        assertTrue(busy.isClosed());
        assertEquals(200, stream.status());
        stopper.join();
        server.server.close();
        http2.close();
        idle.close();
        busy.close();
    }

    private static void retrying(TestServer server) throws IOException {
        server.socket().close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNotOverAtTheDeadlineIsInterrupted(boolean callerWaits) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        node.before =
                call -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                };
        TestServer server = server(ServerLimits.forHome()).stoppingWithin(Duration.ofMillis(100));
        try (RawClient busy = new RawClient(server.socket())) {
            busy.send(HEALTH);
            assertTrue(begun.await(60, TimeUnit.SECONDS));
            if (callerWaits) {
                server.close();
            }
        }
        server.close();
        assertTrue(interrupted.await(60, TimeUnit.SECONDS));
    }
}
