// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.http.server.ServerLimits;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both protocols on one port, however they are chosen, and what travels through them.
@ExtendWith(LeakWatch.class)
class ProtocolsTest {
    private static final String PAIR = "/v1/blobs/" + FakeNode.blob(1) + "/slivers/3/primary";
    private static final String HEALTH = "GET /v1/health HTTP/1.1\r\nhost: n\r\n\r\n";

    private final FakeNode node = new FakeNode(1000);

    private TestServer server(boolean tls) throws IOException {
        return tls
                ? TestServer.tls(TestServer.api(node), ServerLimits.forHome())
                : TestServer.plain(TestServer.api(node), ServerLimits.forHome());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void http1NeedsNoNegotiation(boolean tls) throws Exception {
        try (TestServer server = server(tls);
                RawClient client = new RawClient(server.socket())) {
            assertEquals(200, client.send(HEALTH).reply().status());
            // again, and one byte at a time
            for (byte b : HEALTH.getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {b});
            }
            assertEquals(200, client.reply().status());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void http2NeedsNoNegotiation(boolean tls) throws Exception {
        try (TestServer server = server(tls);
                Http2Client client = new Http2Client(server, tls, 65535)) {
            assertEquals(200, client.get("/v1/health").status());
            byte[] sliver = bytes(3_000_000);
            assertEquals(201, client.put(PAIR, sliver).status());
            assertArrayEquals(sliver, client.get(PAIR).body());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAtHandIsAnsweredOnTheLoopAndClosed(boolean tls) throws Exception {
        byte[] sliver = bytes(60_000);
        try (TestServer server = server(tls);
                Http2Client http2 = new Http2Client(server, tls, 65535);
                HttpClient http1 = server.client(HttpClient.Version.HTTP_1_1)) {
            assertEquals(201, http2.put(PAIR, sliver).status());
            node.isReady = true;
            node.calls.clear();
            HttpRequest get = HttpRequest.newBuilder(server.uri(PAIR)).build();
            for (int i = 0; i < 20; i++) {
                assertArrayEquals(sliver, http2.get(PAIR).body());
                HttpResponse<byte[]> answer =
                        http1.send(get, HttpResponse.BodyHandlers.ofByteArray());
                assertEquals(200, answer.statusCode());
                assertEquals(
                        "application/octet-stream",
                        answer.headers().firstValue("content-type").orElseThrow());
                assertArrayEquals(sliver, answer.body());
            }
            assertEquals(List.of(), List.copyOf(node.calls));
            // the head alone is asked for on the usual way
            HttpRequest head = HttpRequest.newBuilder(server.uri(PAIR)).HEAD().build();
            assertEquals(
                    200, http1.send(head, HttpResponse.BodyHandlers.discarding()).statusCode());
            assertEquals(1, node.calls.size());
        }
        assertEquals(0, node.readyOpen.get(), "answers that were not closed");
    }

    @Test
    void aCallerWhoLeavesWhileItIsAnsweredOnTheLoopLeavesNothingOpen() throws Exception {
        byte[] sliver = bytes(20_000_000);
        try (TestServer server = server(false);
                Http2Client http2 = new Http2Client(server, false, 65535)) {
            assertEquals(201, http2.put(PAIR, sliver).status());
            node.isReady = true;
            try (RawClient client = new RawClient(server.socket())) {
                client.send("GET " + PAIR + " HTTP/1.1\r\n\r\n");
                assertEquals(1, awaitReadyOpen(1));
            }
            assertEquals(0, awaitReadyOpen(0));
        }
    }

    private int awaitReadyOpen(int wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (node.readyOpen.get() != wanted && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return node.readyOpen.get();
    }

    static Stream<Arguments> offers() {
        return Stream.of(
                Arguments.of(List.of("h2", "http/1.1"), "h2"),
                Arguments.of(List.of("http/1.1"), "http/1.1"),
                Arguments.of(List.of("h2"), "h2"),
                Arguments.of(List.of("spdy/3", "http/1.1"), "http/1.1"),
                Arguments.of(List.of("spdy/3"), ""),
                Arguments.of(List.of(), ""));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void bothProtocolsAreOfferedInNegotiation(List<String> offered, String chosen)
            throws Exception {
        try (TestServer server = server(true);
                javax.net.ssl.SSLSocket socket =
                        (javax.net.ssl.SSLSocket)
                                TestServer.trustingAll()
                                        .getSocketFactory()
                                        .createSocket("127.0.0.1", server.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered.toArray(new String[0]));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertEquals(chosen, socket.getApplicationProtocol());
        }
    }

    /// 667 symbols of 65534 bytes: the longest primary sliver of a network of 1000 shards.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLongestSliverTravelsBothWays(boolean tls) throws Exception {
        byte[] sliver = bytes(Math.toIntExact(node.config.maxSliverBytes()) + 8);
        assertTrue(sliver.length > 43_000_000);
        try (TestServer server = server(tls);
                Http2Client http2 = new Http2Client(server, tls, 1 << 20);
                HttpClient http1 = server.client(HttpClient.Version.HTTP_1_1)) {
            assertEquals(201, http2.put(PAIR, sliver).status());
            HttpResponse<byte[]> answer =
                    http1.send(
                            HttpRequest.newBuilder(server.uri(PAIR)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(sliver, answer.body());
            assertEquals(
                    201,
                    http1.send(
                                    HttpRequest.newBuilder(server.uri(PAIR.replace("/3/", "/4/")))
                                            .PUT(HttpRequest.BodyPublishers.ofByteArray(sliver))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofByteArray())
                            .statusCode());
            assertArrayEquals(sliver, http2.get(PAIR.replace("/3/", "/4/")).body());
        }
    }

    @Test
    void aThousandStreamsShareAConnection() throws Exception {
        try (TestServer server = server(true);
                Http2Client client = new Http2Client(server, true, 65535)) {
            assertEquals(201, client.put(PAIR, bytes(10_000)).status());
            List<Http2Client.Exchange> all = new ArrayList<>();
            for (int i = 0; i < ServerLimits.STREAMS; i++) {
                all.add(client.get(PAIR));
            }
            for (Http2Client.Exchange one : all) {
                assertArrayEquals(bytes(10_000), one.body());
            }
        }
    }

    @Test
    void requestsMayBePipelined() throws Exception {
        try (TestServer server = server(false);
                RawClient client = new RawClient(server.socket())) {
            client.send(
                    (HEALTH
                                    + "PUT "
                                    + PAIR
                                    + " HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello"
                                    + "GET "
                                    + PAIR
                                    + " HTTP/1.1\r\n\r\n"
                                    + "GET /nowhere HTTP/1.1\r\n\r\n")
                            .repeat(3));
            for (int i = 0; i < 3; i++) {
                assertEquals(200, client.reply().status());
                assertEquals(i == 0 ? 201 : 200, client.reply().status());
                assertEquals("hello", client.reply().body());
                assertEquals(404, client.reply().status());
            }
        }
    }

    @Test
    void bodiesMayComeInChunksAndAfterBeingAskedFor() throws Exception {
        try (TestServer server = server(false);
                RawClient client = new RawClient(server.socket())) {
            client.send(
                    "PUT "
                            + PAIR
                            + " HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nt: r\r\n\r\n");
            assertEquals(201, client.reply().status());
            assertArrayEquals(
                    "abcde".getBytes(StandardCharsets.US_ASCII),
                    node.stored.values().iterator().next());
            client.send(
                    "PUT "
                            + PAIR
                            + " HTTP/1.1\r\ncontent-length: 5\r\n"
                            + "expect: 100-continue\r\n\r\n");
            assertEquals(100, client.reply().status());
            assertEquals(200, client.send("hello").reply().status());
            client.send(
                    "PUT "
                            + PAIR
                            + "x HTTP/1.1\r\ncontent-length: 5\r\n"
                            + "expect: 100-continue\r\n\r\n");
            assertEquals(400, client.reply().status());
        }
    }

    @Test
    void oldAndClosingClientsAreClosedAfterTheirAnswer() throws Exception {
        try (TestServer server = server(false)) {
            for (String request :
                    List.of(
                            "GET /v1/health HTTP/1.0\r\n\r\n",
                            "GET /v1/health HTTP/1.1\r\nconnection: close\r\n\r\n")) {
                try (RawClient client = new RawClient(server.socket())) {
                    RawClient.Reply reply = client.send(request).reply();
                    assertEquals(200, reply.status());
                    assertEquals("close", reply.headers().get("connection"));
                    assertTrue(client.isClosed());
                }
            }
        }
    }

    @Test
    void wholeUrlsAreTargetsToo() throws Exception {
        try (TestServer server = server(false);
                RawClient client = new RawClient(server.socket())) {
            client.send("GET http://node:9185/v1/health?detailed=true HTTP/1.1\r\n\r\n");
            assertEquals(200, client.reply().status());
            assertEquals(List.of("health true"), List.copyOf(node.calls));
            client.send("GET http://node?x HTTP/1.1\r\n\r\n");
            assertEquals(404, client.reply().status());
            client.send("OPTIONS * HTTP/1.1\r\n\r\n");
            assertEquals(200, client.reply().status());
        }
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("GET /" + "a".repeat(1 << 15) + " HTTP/1.1\r\n\r\n", 414),
                Arguments.of("GET / HTTP/1.1\r\nx: " + "a".repeat(1 << 14) + "\r\n\r\n", 431),
                Arguments.of("GET / HTTP/1.1\r\n" + "x: a\r\n".repeat(1 << 13) + "\r\n", 431),
                Arguments.of("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
                Arguments.of("GET / HTTP/1.1\r\ncontent-length: x\r\n\r\n", 400),
                Arguments.of("GET / HTTP/1.1\r\ncontent-length: -1\r\n\r\n", 400),
                Arguments.of(
                        "GET / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", 400),
                Arguments.of("GET / HTTP/7.1\r\n\r\n", 505),
                Arguments.of("\u0016\u0003\u0001\u0002\r\n\r\n", 400));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNoRequestIsAnsweredAndClosed(String request, int status) throws Exception {
        try (TestServer server = server(false);
                RawClient client = new RawClient(server.socket())) {
            RawClient.Reply reply = client.send(request).reply();
            assertEquals(status, reply.status());
            assertEquals("*", reply.headers().get("access-control-allow-origin"));
            assertTrue(client.isClosed());
        }
        assertEquals(List.of(), List.copyOf(node.calls));
    }

    @Test
    void curlIsServed() throws Exception {
        Path curl = Path.of("/usr/bin/curl");
        assumeTrue(Files.isExecutable(curl));
        for (String protocol : List.of("--http1.1", "--http2", "--http2-prior-knowledge")) {
            try (TestServer server = server(true)) {
                Process process =
                        new ProcessBuilder(
                                        curl.toString(),
                                        "-sk",
                                        protocol,
                                        "-w",
                                        " %{http_code} %{content_type}",
                                        server.uri("/v1/blobs/" + FakeNode.blob(1) + "/status")
                                                .toString())
                                .redirectErrorStream(true)
                                .start();
                String out =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, process.waitFor(), out);
                assertEquals(
                        "{\"success\":{\"code\":200,\"data\":\"nonexistent\"}} 200 application/json",
                        out);
            }
        }
    }
}
