// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.http.server.Admission;
import haulout.http.server.RequestHead;
import haulout.http.server.ServerLimits;
import haulout.node.Accepted;
import haulout.node.AnswerBody;
import haulout.node.Caller;
import haulout.node.RefusedException;
import haulout.wire.ApiError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route through real sockets: statuses, bodies, types, and what the node was asked.
@NullUnmarked
@ExtendWith(LeakWatch.class)
class RoutesTest {
    private static final BlobId ID = FakeNode.blob(300);
    private static final String BLOB = "/v1/blobs/" + ID;
    private static final String PAIR = BLOB + "/slivers/3/primary";
    private static final String KEY = FakeNode.KEY.publicKey().toBase64();

    private final FakeNode node = new FakeNode(10);
    private TestServer server;
    private HttpClient client;

    private void start(HttpClient.Version version) throws IOException {
        server = TestServer.tls(TestServer.api(node), ServerLimits.forHome());
        client = server.client(version);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("*", answer.headers().firstValue("access-control-allow-origin").orElse(""));
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void sliversOfOneLengthDoNotMix(HttpClient.Version version) throws Exception {
        start(version);
        List<byte[]> slivers = new ArrayList<>();
        for (int pair = 0; pair < 8; pair++) {
            byte[] sliver = new byte[200_000];
            new Random(pair).nextBytes(sliver);
            slivers.add(sliver);
            assertEquals(201, send("PUT", pair(pair), sliver).statusCode());
        }
        for (int pair = 0; pair < 8; pair++) {
            assertArrayEquals(slivers.get(pair), send("GET", pair(pair), null).body());
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void theNodeKnowsFromWhereItsCallersAre(HttpClient.Version version) throws Exception {
        start(version);
        Set<Object> peers = ConcurrentHashMap.newKeySet();
        node.before = _ -> peers.add(Caller.peer());
        send("GET", BLOB + "/metadata/status", null);
        assertEquals(Set.of(InetAddress.getLoopbackAddress()), peers);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void whatFailsWhenItIsSentGivesItsRoomBack(HttpClient.Version version) throws Exception {
        start(version);
        send("PUT", PAIR, new byte[10]);
        node.nextBody =
                new AnswerBody() {
                    @Override
                    public long byteCount() {
                        return 60_000;
                    }

                    @Override
                    public int read(ByteBuffer target) {
                        throw new AssertionError("read");
                    }

                    @Override
                    public Optional<ByteBuffer> whole() {
                        throw new IllegalStateException("a bug that a test makes");
                    }

                    @Override
                    public void close() {}
                };
        assertEquals(500, send("GET", PAIR, null).statusCode());
        TestServer.await("no room taken", () -> server.gauge("haulout_http_answer_bytes") == 0);
    }

    @Test
    void aRequestForManySymbolsIsSmallWhileItWaits() {
        StorageApi api = TestServer.api(node);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 3600; i++) {
            line.append("id=").append(i / 60).append('-').append(i % 60).append('&');
        }
        assertTrue(line.length() < ServerLimits.LINE_BYTES);
        RequestHead head =
                new RequestHead(
                        "GET", BLOB + "/recoverySymbols", line.toString(), _ -> null, "test");
        long before = usedBytes();
        List<Admission> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Admission admission = api.admit(head);
            assertInstanceOf(Admission.Run.class, admission);
            waiting.add(admission);
        }
        // as lists they would be a hundred megabytes
        TestServer.await("the lists are garbage", () -> usedBytes() - before < 30 << 20);
        assertEquals(500, waiting.size());
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String pair(int pair) {
        return BLOB + "/slivers/" + pair + "/primary";
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aBlobIsStoredConfirmedAndRead(HttpClient.Version version) throws Exception {
        start(version);
        HttpResponse<byte[]> answer = send("GET", BLOB + "/metadata/status", null);
        assertEquals(version, answer.version());
        assertEquals("{\"success\":{\"code\":200,\"data\":\"nonexistent\"}}", text(answer));
        assertEquals("application/json", type(answer));
        answer = send("PUT", BLOB + "/metadata", new byte[] {1, 2, 3});
        assertEquals(201, answer.statusCode());
        assertEquals(
                "{\"success\":{\"code\":201,\"data\":\"metadata successfully stored\"}}",
                text(answer));
        answer = send("PUT", BLOB + "/metadata", new byte[] {1, 2, 3});
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"success\":{\"code\":200,\"data\":\"metadata already stored\"}}", text(answer));
        byte[] sliver = new byte[300_000];
        for (int i = 0; i < sliver.length; i++) {
            sliver[i] = (byte) (i * 31 >> 3);
        }
        answer = send("PUT", PAIR, sliver);
        assertEquals(
                "{\"success\":{\"code\":201,\"data\":\"sliver stored successfully\"}}",
                text(answer));
        assertEquals(201, answer.statusCode());
        answer = send("PUT", PAIR, sliver);
        assertEquals(
                "{\"success\":{\"code\":200,\"data\":\"sliver already stored\"}}", text(answer));
        answer = send("GET", PAIR + "/status", null);
        assertEquals("{\"success\":{\"code\":200,\"data\":\"buffered\"}}", text(answer));
        answer = send("GET", PAIR, null);
        assertEquals(200, answer.statusCode());
        assertEquals("application/octet-stream", type(answer));
        assertEquals("300000", answer.headers().firstValue("content-length").orElse("missing"));
        assertArrayEquals(sliver, answer.body());
        answer = send("GET", BLOB + "/metadata", null);
        assertArrayEquals(new byte[] {1, 2, 3}, answer.body());
        assertEquals("application/octet-stream", type(answer));
        answer = send("GET", BLOB + "/confirmation/permanent", null);
        assertEquals(200, answer.statusCode());
        assertTrue(text(answer).startsWith("{\"success\":{\"code\":200,\"data\":{\"signed\":{\""));
        answer = send("GET", BLOB + "/status", null);
        assertEquals("{\"success\":{\"code\":200,\"data\":\"nonexistent\"}}", text(answer));
    }

    @Test
    void theStatusFollowsTheOutcomeAndThePendingFlag() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        node.accepted = Accepted.BUFFERED;
        HttpResponse<byte[]> answer = send("PUT", BLOB + "/metadata?pending=true", new byte[] {1});
        assertEquals(202, answer.statusCode());
        assertEquals(
                "{\"success\":{\"code\":202,\"data\":\"metadata buffered pending registration\"}}",
                text(answer));
        answer = send("PUT", PAIR + "?pending=true", new byte[] {1});
        assertEquals(
                "{\"success\":{\"code\":202,\"data\":\"sliver buffered pending registration\"}}",
                text(answer));
        // only the metadata are buffered, the flag is not set
        answer = send("PUT", PAIR.replace("primary", "secondary"), new byte[] {1});
        assertEquals(201, answer.statusCode());
        node.accepted = Accepted.STORED;
        String other = "/v1/blobs/" + FakeNode.blob(301) + "/metadata?pending=true";
        assertEquals(202, send("PUT", other, new byte[] {1}).statusCode());
        assertEquals(200, send("PUT", other, new byte[] {1}).statusCode());
    }

    static Stream<Arguments> asked() {
        String object = "0x" + "0".repeat(61) + "abc";
        return Stream.of(
                Arguments.of(
                        "/confirmation/permanent",
                        "confirmation " + ID + " Permanent[] Optional.empty"),
                Arguments.of(
                        "/confirmation/permanent?wait_for_registration=true&wait_millis=1500",
                        "confirmation " + ID + " Permanent[] Optional[PT1.5S]"),
                Arguments.of(
                        "/confirmation/permanent?wait_for_registration=true",
                        "confirmation " + ID + " Permanent[] Optional[PT1M]"),
                Arguments.of(
                        "/confirmation/permanent?wait_millis=5&other=x&wait_for_registration=false",
                        "confirmation " + ID + " Permanent[] Optional.empty"),
                Arguments.of(
                        "/confirmation/permanent?wait_for_registration=true&wait_millis="
                                + "18446744073709551615",
                        "confirmation " + ID + " Permanent[] Optional[PT1M]"),
                Arguments.of(
                        "/confirmation/deletable/0xABC",
                        "confirmation " + ID + " Deletable[object=" + object + "] Optional.empty"),
                Arguments.of(
                        "/recoverySymbols?proofAxis=primary&id=3-4&id=1-2&id=3-4&id=1%2D10",
                        "recoverySymbols "
                                + ID
                                + " ByIds[ids=[1-2, 1-10, 3-4],"
                                + " proofAxis=Optional[PRIMARY]]"),
                Arguments.of(
                        "/recoverySymbols",
                        "recoverySymbols " + ID + " ByIds[ids=[], proofAxis=Optional.empty]"),
                Arguments.of(
                        "/recoverySymbols?targetSliver=72&targetType=secondary&unknown=1",
                        "recoverySymbols "
                                + ID
                                + " ForSliver[target=SliverIndex[value=72],"
                                + " targetAxis=SECONDARY, proofAxis=Optional.empty]"),
                Arguments.of(
                        "/decodingSymbols?targetSlivers=2&targetType=primary&targetSlivers=1",
                        "decodingSymbols "
                                + ID
                                + " [SliverIndex[value=2], SliverIndex[value=1]]"
                                + " PRIMARY"),
                Arguments.of(
                        "/decodingSymbols?targetType=primary",
                        "decodingSymbols " + ID + " [] PRIMARY"));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void parametersReachTheNode(String path, String call) throws Exception {
        start(HttpClient.Version.HTTP_2);
        assertEquals(200, send("GET", BLOB + path, null).statusCode());
        assertEquals(List.of(call), List.copyOf(node.calls));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("GET", "/v1/blobs/short/metadata"),
                Arguments.of("PUT", "/v1/blobs/short/metadata"),
                Arguments.of("GET", "/v1/blobs/%FF%FE/metadata"),
                Arguments.of("GET", "/v1/blobs/" + "A".repeat(42) + "B/status"),
                Arguments.of("GET", BLOB + "/slivers/65536/primary"),
                Arguments.of("GET", BLOB + "/slivers/-1/primary"),
                Arguments.of("GET", BLOB + "/slivers/x/primary"),
                Arguments.of("GET", BLOB + "/slivers/3/tertiary"),
                Arguments.of("GET", BLOB + "/slivers/3/Primary/status"),
                Arguments.of("GET", BLOB + "/confirmation/deletable/abc"),
                Arguments.of("GET", BLOB + "/confirmation/deletable/0x" + "1".repeat(65)),
                Arguments.of("GET", BLOB + "/confirmation/permanent?wait_for_registration=yes"),
                Arguments.of("GET", BLOB + "/confirmation/permanent?wait_millis=-1"),
                Arguments.of(
                        "GET", BLOB + "/confirmation/permanent?wait_millis=18446744073709551616"),
                Arguments.of("PUT", BLOB + "/metadata?pending=maybe"),
                Arguments.of("PUT", BLOB + "/metadata?pending=true&pending=true"),
                Arguments.of("PUT", BLOB + "/metadata?other=1"),
                Arguments.of("PUT", PAIR + "?pending=true&x"),
                Arguments.of("PUT", PAIR + "?Pending=true"),
                Arguments.of("GET", BLOB + "/recoverySymbols?id=1"),
                Arguments.of("GET", BLOB + "/recoverySymbols?id=1-65536"),
                Arguments.of("GET", BLOB + "/recoverySymbols?proofAxis=both"),
                Arguments.of("GET", BLOB + "/recoverySymbols?targetSliver=x&targetType=primary"),
                Arguments.of("GET", BLOB + "/decodingSymbols?targetSlivers=1"),
                Arguments.of("GET", BLOB + "/decodingSymbols?targetSlivers=x&targetType=primary"),
                Arguments.of("GET", "/v1/health?detailed=1"),
                Arguments.of("POST", BLOB + "/inconsistencyProof/both"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedParametersArePlainText400(String method, String path) throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        HttpResponse<byte[]> answer =
                send(method, path, method.equals("GET") ? null : new byte[] {1});
        assertEquals(400, answer.statusCode());
        assertEquals("text/plain; charset=utf-8", type(answer));
        assertFalse(text(answer).isEmpty());
        assertEquals(List.of(), List.copyOf(node.calls));
    }

    static Stream<String> unknown() {
        return Stream.of(
                "/",
                "/v1",
                "/v1/",
                "/v1/blobs",
                "/v1/api/",
                BLOB,
                BLOB + "/",
                BLOB + "/metadata/",
                "/v1/blobs//metadata",
                "/v2/health",
                BLOB + "/slivers/3",
                BLOB + "/slivers//primary",
                "//v1/health",
                "/v1/%68ealth",
                "/V1/health",
                "/v1/blobs/" + ID + "/metadata/status/x");
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void unknownPathsAreAnEmpty404(String path) throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        HttpResponse<byte[]> answer = send("GET", path, null);
        assertEquals(404, answer.statusCode());
        assertEquals(0, answer.body().length);
    }

    static Stream<Arguments> wrongMethods() {
        return Stream.of(
                Arguments.of("POST", BLOB + "/metadata", "GET,HEAD,PUT"),
                Arguments.of("DELETE", PAIR, "GET,HEAD,PUT"),
                Arguments.of("PUT", BLOB + "/status", "GET,HEAD"),
                Arguments.of("PATCH", "/v1/health", "GET,HEAD"),
                Arguments.of("GET", "/v1/migrate/sync_shard", "POST"),
                Arguments.of("HEAD", BLOB + "/inconsistencyProof/primary", "POST"));
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void otherMethodsAre405(String method, String path, String allowed) throws Exception {
        start(HttpClient.Version.HTTP_2);
        HttpResponse<byte[]> answer = send(method, path, null);
        assertEquals(405, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals(allowed, answer.headers().firstValue("allow").orElse(""));
    }

    @Test
    void preflightsAllowEverything() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        for (String path : List.of(PAIR, "/v1/health", "/nowhere")) {
            HttpResponse<byte[]> answer =
                    send(
                            "OPTIONS",
                            path,
                            null,
                            "origin",
                            "https://example.org",
                            "access-control-request-method",
                            "PUT");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "*", answer.headers().firstValue("access-control-allow-methods").orElse(""));
            assertEquals(
                    "*", answer.headers().firstValue("access-control-allow-headers").orElse(""));
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void headIsGetWithoutABody(HttpClient.Version version) throws Exception {
        start(version);
        send("PUT", PAIR, new byte[1000]);
        HttpResponse<byte[]> answer = send("HEAD", PAIR, null);
        assertEquals(200, answer.statusCode());
        assertEquals("1000", answer.headers().firstValue("content-length").orElse(""));
        assertEquals(0, answer.body().length);
        assertEquals(200, send("GET", PAIR, null).statusCode());
    }

    static Stream<Arguments> everyError() {
        return Stream.of(ApiError.values()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("everyError")
    void everyRefusalGoesThroughEveryRoute(ApiError error) throws Exception {
        start(HttpClient.Version.HTTP_2);
        node.before =
                call -> {
                    throw new RefusedException(error, "because", Map.of("request_epoch", "7"));
                };
        for (Route route : Route.values()) {
            if (route == Route.API_DOCUMENT) {
                continue;
            }
            String path =
                    route.template()
                            .replace("{blob_id}", ID.toString())
                            .replace("{pair}", "3")
                            .replace("{type}", "primary")
                            .replace("{object_id}", "0x1");
            path += route == Route.DECODING_SYMBOLS ? "?targetType=primary" : "";
            HttpResponse<byte[]> answer =
                    send(
                            route.method(),
                            path,
                            route.method().equals("GET") ? null : new byte[] {1},
                            "authorization",
                            KEY);
            assertEquals(error.status().httpStatus(), answer.statusCode(), path);
            assertEquals("application/json", type(answer));
            assertEquals(
                    "{\"error\":{\"status\":\"%s\",\"code\":%d,\"message\":\"because\",\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"%s\",\"domain\":\"%s\",\"metadata\":{\"request_epoch\":\"7\"}}]}}"
                            .formatted(
                                    error.status(),
                                    error.status().httpStatus(),
                                    error.reason(),
                                    error.domain()),
                    text(answer));
        }
    }

    @Test
    void failuresOfTheNodeSayNothingButANumber() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        node.before =
                call -> {
                    throw new IllegalStateException("secret");
                };
        HttpResponse<byte[]> answer = send("GET", BLOB + "/status", null);
        assertEquals(500, answer.statusCode());
        assertTrue(
                text(answer)
                        .matches(
                                "\\{\"error\":\\{\"status\":\"INTERNAL\",\"code\":500,\"message\":\"an"
                                        + " internal error has occurred\",\"details\":\\[\\{"
                                        + "\"@type\":\"ErrorInfo\",\"reason\":\"INTERNAL_ERROR\","
                                        + "\"domain\":\"global\",\"metadata\":\\{\\}\\},\\{\"@type\":"
                                        + "\"DebugInfo\",\"stackEntries\":\\[\\],\"detail\":\"TraceID:"
                                        + " [0-9a-f]{16}\"\\}\\]\\}\\}"),
                text(answer));
    }

    @Test
    void bodiesOfAnotherTypeAreRefusedWhereTheTypeMatters() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        for (String path : List.of(BLOB + "/metadata", PAIR)) {
            HttpResponse<byte[]> answer =
                    send("PUT", path, new byte[] {1}, "content-type", "application/json");
            boolean checked = !path.equals(PAIR);
            assertEquals(checked ? 400 : 201, answer.statusCode());
            assertEquals(checked, text(answer).contains("\"INVALID_CONTENT_TYPE\""));
        }
        assertEquals(
                201,
                send(
                                "PUT",
                                BLOB + "/metadata",
                                new byte[] {1},
                                "content-type",
                                "Application/Octet-Stream; x=y")
                        .statusCode());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bodiesOverTheLimitAreRefusedEachInItsWay(HttpClient.Version version) throws Exception {
        start(version);
        int sliverLimit = Math.toIntExact(node.config.maxSliverBytes()) + 128;
        assertEquals(201, send("PUT", PAIR, new byte[sliverLimit]).statusCode());
        HttpResponse<byte[]> answer = send("PUT", PAIR, new byte[sliverLimit + 1]);
        assertEquals(413, answer.statusCode());
        assertEquals("text/plain; charset=utf-8", type(answer));
        answer = send("PUT", BLOB + "/metadata", new byte[(2 << 20) + 1]);
        assertEquals(400, answer.statusCode());
        assertTrue(text(answer).contains("\"INVALID_CONTENT_TYPE\""));
        assertEquals(201, send("PUT", BLOB + "/metadata", new byte[2 << 20]).statusCode());
        answer = send("POST", BLOB + "/inconsistencyProof/primary", new byte[3 << 20]);
        assertEquals(400, answer.statusCode());
        answer = send("POST", "/v1/migrate/sync_shard", new byte[1 << 17], "authorization", KEY);
        assertEquals(400, answer.statusCode());
        assertTrue(text(answer).contains("\"INVALID_CONTENT_TYPE\""));
        // and the connection, or another one, goes on
        assertEquals(200, send("GET", "/v1/health", null).statusCode());
    }

    @Test
    void shardsAreAskedForWithAKey() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        HttpResponse<byte[]> answer = send("POST", "/v1/migrate/sync_shard", new byte[152]);
        assertEquals(401, answer.statusCode());
        assertEquals("text/plain; charset=utf-8", type(answer));
        for (String header : List.of("Bearer " + KEY, "x", KEY.substring(4), "A".repeat(64))) {
            answer = send("POST", "/v1/migrate/sync_shard", new byte[152], "authorization", header);
            assertEquals(400, answer.statusCode(), header);
            assertEquals("text/plain; charset=utf-8", type(answer));
        }
        assertEquals(List.of(), List.copyOf(node.calls));
        answer = send("POST", "/v1/migrate/sync_shard", new byte[152], "authorization", KEY);
        assertEquals(200, answer.statusCode());
        assertEquals("application/octet-stream", type(answer));
        assertEquals(List.of("syncShard true 152"), List.copyOf(node.calls));
    }

    @Test
    void filtersThatContradictThemselvesAreRefused() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        for (String query :
                List.of(
                        "targetSliver=1",
                        "targetType=primary",
                        "id=1-2&targetSliver=1&targetType=primary")) {
            HttpResponse<byte[]> answer = send("GET", BLOB + "/recoverySymbols?" + query, null);
            assertEquals(400, answer.statusCode());
            assertTrue(text(answer).contains("\"INVALID_FILTER\""), text(answer));
        }
    }

    @Test
    void inconsistencyProofsAndHealthReachTheNode() throws Exception {
        start(HttpClient.Version.HTTP_1_1);
        HttpResponse<byte[]> answer =
                send("POST", BLOB + "/inconsistencyProof/secondary", new byte[77]);
        assertEquals(200, answer.statusCode());
        assertTrue(text(answer).startsWith("{\"success\":{\"code\":200,\"data\":{\"serializedM"));
        answer = send("GET", "/v1/health?detailed=true", null);
        assertTrue(
                text(answer).contains("\"uptime\":{\"secs\":10,\"nanos\":5000000}"), text(answer));
        assertEquals(
                List.of("attestInconsistency " + ID + " SECONDARY 77", "health true"),
                List.copyOf(node.calls));
    }
}
