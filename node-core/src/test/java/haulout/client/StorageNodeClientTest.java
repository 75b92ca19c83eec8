// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerException.Kind;
import haulout.client.PeerException.Phase;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverPairIndex;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import haulout.redstuff.BlobMetadata;
import haulout.testing.EncodedBlob;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import haulout.wire.MetadataFormat;
import haulout.wire.SliverFormat;
import haulout.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StorageNodeClientTest {
    private static final EncodingConfig CONFIG = new EncodingConfig(7);
    private static final EncodedBlob BLOB = EncodedBlob.of(CONFIG, 5000, 42);
    private static final BlobId ID = BLOB.metadata().blobId();
    private static final NetworkSecretKey KEY = NetworkSecretKey.generate();
    private static final String BCS = "application/octet-stream";
    private static final String JSON = "application/json";
    private static final ClientLimits LIMITS =
            new ClientLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    10,
                    1,
                    Duration.ofMillis(10),
                    Duration.ofMillis(20));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerTransport transport = new PeerTransport(executor, Duration.ofSeconds(30));
    private final TrafficMeter meter = new TrafficMeter(Traffic.UNLIMITED);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<ScriptedServer> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        transport.close();
        for (ScriptedServer server : servers) {
            server.close();
        }
        executor.shutdownNow();
    }

    private ScriptedServer plain(ScriptedServer.Script script) throws IOException {
        ScriptedServer server = ScriptedServer.start(null, script);
        servers.add(server);
        return server;
    }

    private RemoteNode node(ScriptedServer server) {
        return node(server, LIMITS);
    }

    private RemoteNode node(ScriptedServer server, ClientLimits limits) {
        return clients(PeerClients.Scheme.PLAIN_HTTP, limits).of(server.address(), KEY.publicKey());
    }

    private PeerClients clients(PeerClients.Scheme scheme, ClientLimits limits) {
        return new PeerClients(
                transport, scheme, CONFIG, limits, meter, pauses::add, new Random(1));
    }

    private static ScriptedServer.Script always(int status, String type, byte[] body) {
        return (_, out) -> ScriptedServer.respond(out, status, type, body);
    }

    private static Kind failure(RemoteNode node) {
        return assertThrows(PeerException.class, () -> node.metadata(ID)).kind();
    }

    private static byte[] metadataBytes() {
        return MetadataFormat.encodeWithId(ID, BLOB.metadata().metadata());
    }

    @Test
    void readsMetadataAndKeepsTheConnection() throws Exception {
        ScriptedServer server = plain(always(200, BCS, metadataBytes()));
        RemoteNode node = node(server);
        for (int i = 0; i < 3; i++) {
            assertEquals(BLOB.metadata().metadata(), node.metadata(ID).metadata());
        }
        assertEquals("GET /v1/blobs/" + ID + "/metadata HTTP/1.1", server.received.getFirst().line);
        assertEquals(BCS, server.received.getFirst().headers.get("accept"));
        assertEquals(1, server.connections.get());
        assertEquals(3L * metadataBytes().length, meter.receivedBytes());
    }

    @Test
    void refusesMetadataOfAnotherBlob() throws Exception {
        BlobMetadata other = EncodedBlob.of(CONFIG, 100, 1).metadata().metadata();
        byte[] bytes =
                MetadataFormat.encodeWithId(
                        EncodedBlob.of(CONFIG, 100, 1).metadata().blobId(), other);
        assertInstanceOf(Kind.Rubbish.class, failure(node(plain(always(200, BCS, bytes)))));
    }

    @Test
    void readsASliverOfThePairOnly() throws Exception {
        SliverPairIndex pair = new SliverPairIndex(2);
        byte[] right = BLOB.sliverBytes(pair, Axis.SECONDARY);
        RemoteNode node = node(plain(always(200, BCS, right)));
        assertArrayEquals(
                right, SliverFormat.encode(node.sliver(BLOB.metadata(), pair, Axis.SECONDARY)));
        PeerException other =
                assertThrows(
                        PeerException.class,
                        () -> node.sliver(BLOB.metadata(), new SliverPairIndex(3), Axis.SECONDARY));
        assertInstanceOf(Kind.Rubbish.class, other.kind());
    }

    @Test
    void bringsASliver() throws Exception {
        byte[] answer = new ApiAnswer.Success(201, WireJson.object().textNode("ok")).toBytes();
        ScriptedServer server = plain(always(201, JSON, answer));
        byte[] sliver = BLOB.sliverBytes(new SliverPairIndex(0), Axis.PRIMARY);
        UploadOutcome outcome =
                node(server)
                        .putSliver(
                                ID,
                                new SliverPairIndex(0),
                                Axis.PRIMARY,
                                UploadBody.of(sliver),
                                Registration.PENDING);
        assertEquals(UploadOutcome.STORED, outcome);
        ScriptedServer.Received request = server.received.getFirst();
        assertEquals(
                "PUT /v1/blobs/" + ID + "/slivers/0/primary?pending=true HTTP/1.1", request.line);
        assertArrayEquals(sliver, request.body);
        assertEquals(sliver.length, meter.sentBytes());
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiError.class,
            names = {"NOT_REGISTERED", "FORBIDDEN_BLOB", "UNAVAILABLE", "INTERNAL"})
    void saysWhyANodeRefuses(ApiError error) throws Exception {
        int status = error.status().httpStatus();
        byte[] body = ApiAnswer.Failure.of(error, "no").toBytes();
        RemoteNode node = node(plain(always(status, JSON, body)));
        PeerException e = assertThrows(PeerException.class, () -> node.metadata(ID));
        assertTrue(e.isRefusal(error));
        assertEquals(status == 503, e.isTransient());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405, 407, 413, 500})
    void takesARefusalWithoutAReason(int status) throws Exception {
        RemoteNode node = node(plain(always(status, "text/plain", new byte[] {1})));
        Kind.Refused refused = assertInstanceOf(Kind.Refused.class, failure(node));
        assertEquals(status, refused.status());
        assertTrue(refused.answer().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 301, 304, 600, 999})
    void refusesOtherStatuses(int status) throws Exception {
        RemoteNode node =
                node(
                        plain((_, out) ->
                                ScriptedServer.write(
                                        out,
                                        "HTTP/1.1 "
                                                + status
                                                + " X\r\nLocation: /x\r\n"
                                                + "Content-Length: 0\r\n\r\n")));
        assertInstanceOf(Kind.Rubbish.class, failure(node));
    }

    @Test
    void refusesAnotherContentType() throws Exception {
        assertInstanceOf(
                Kind.Rubbish.class,
                failure(node(plain(always(200, "text/html", metadataBytes())))));
        // absent is as good for binary answers
        node(plain((_, out) -> ScriptedServer.respond(out, 200, null, metadataBytes())))
                .metadata(ID);
    }

    @Test
    void refusesALongBodyBeforeItComes() throws Exception {
        RemoteNode node =
                node(
                        plain((_, out) ->
                                ScriptedServer.write(
                                        out,
                                        "HTTP/1.1 200 OK\r\n"
                                                + "Content-Length: 123456789\r\n\r\n")));
        assertInstanceOf(Kind.Rubbish.class, failure(node));
        assertEquals(0, meter.receivedBytes());
    }

    @Test
    void cutsOffAnEndlessBody() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        RemoteNode node =
                node(
                        plain((_, out) -> {
                            ScriptedServer.write(
                                    out,
                                    "HTTP/1.1 200 OK\r\n" + "Transfer-Encoding: chunked\r\n\r\n");
                            try {
                                while (true) {
                                    ScriptedServer.write(
                                            out, "400\r\n" + "x".repeat(1024) + "\r\n");
                                }
                            } catch (IOException e) {
                                cut.countDown();
                                throw e;
                            }
                        }));
        assertInstanceOf(Kind.Rubbish.class, failure(node));
        assertTrue(meter.receivedBytes() <= BodyLimits.metadataWithId(CONFIG));
        cut.await();
    }

    @Test
    void cutsOffAnEndlessHead() throws Exception {
        RemoteNode node =
                node(
                        plain((_, out) -> {
                            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\n");
                            for (int i = 0; ; i++) {
                                ScriptedServer.write(
                                        out, "X-" + i + ": " + "y".repeat(1000) + "\r\n");
                            }
                        }));
        assertInstanceOf(Kind.Rubbish.class, failure(node));
    }

    @Test
    void noticesATruncatedBody() throws Exception {
        RemoteNode node =
                node(
                        plain((_, out) -> {
                            ScriptedServer.write(
                                    out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                            throw new IOException("enough");
                        }));
        assertInstanceOf(Kind.BrokenOff.class, failure(node));
    }

    @Test
    void noticesAConnectionThatEndsWithoutAnAnswer() throws Exception {
        RemoteNode node =
                node(
                        plain((_, _) -> {
                            throw new IOException("bye");
                        }));
        assertInstanceOf(Kind.Unreachable.class, failure(node));
    }

    @Test
    void noticesThatNobodyIsThere() throws Exception {
        ScriptedServer server = plain(always(200, BCS, new byte[0]));
        RemoteNode node = node(server);
        server.close();
        assertInstanceOf(Kind.Unreachable.class, failure(node));
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail ready\r\n", "HTTP/1.1 abc OK\r\n\r\n", "\0\1\2\3\r\n\r\n"})
    void noticesWhatIsNotHttp(String text) throws Exception {
        RemoteNode node =
                node(
                        plain((_, out) -> {
                            ScriptedServer.write(out, text);
                            throw new IOException("enough");
                        }));
        Kind kind = failure(node);
        assertTrue(kind instanceof Kind.Rubbish || kind instanceof Kind.Unreachable, kind + "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 40})
    void noticesBcsThatIsCutShort(int length) throws Exception {
        byte[] bytes = java.util.Arrays.copyOf(metadataBytes(), length);
        assertInstanceOf(Kind.Rubbish.class, failure(node(plain(always(200, BCS, bytes)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"success\":{}}",
                "{\"success\":{\"code\":200,\"data\":\"perhaps\"}}",
                "{\"success\":{\"code\":200,\"data\":{\"permanent\":{\"endEpoch\":-1}}}}",
                "{\"error\":{}}"
            })
    void noticesJsonThatIsNoAnswer(String text) throws Exception {
        RemoteNode node = node(plain(always(200, JSON, text.getBytes(StandardCharsets.UTF_8))));
        for (var call :
                List.<org.junit.jupiter.api.function.Executable>of(
                        () -> node.status(ID),
                        () -> node.health(),
                        () -> node.metadataPresence(ID))) {
            PeerException e = assertThrows(PeerException.class, call);
            assertInstanceOf(Kind.Rubbish.class, e.kind());
        }
    }

    @Test
    void noticesDeepJson() throws Exception {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        byte[] body = ("{\"success\":{\"code\":200,\"data\":" + deep + "}}").getBytes("UTF-8");
        RemoteNode node = node(plain(always(200, JSON, body)));
        PeerException e = assertThrows(PeerException.class, () -> node.status(ID));
        assertInstanceOf(Kind.Rubbish.class, e.kind());
    }

    @Test
    void givesUpOnSilenceWithinABody() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ScriptedServer server =
                plain((_, out) -> {
                    ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                    done.await();
                });
        ClientLimits limits =
                new ClientLimits(
                        LIMITS.connect(),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5),
                        10,
                        1,
                        LIMITS.firstWait(),
                        LIMITS.maxWait());
        Kind.TimedOut timedOut =
                assertInstanceOf(Kind.TimedOut.class, failure(node(server, limits)));
        assertEquals(Phase.IDLE, timedOut.phase());
        done.countDown();
    }

    @Test
    void givesUpOnABodyThatTrickles() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ScriptedServer server =
                plain((_, out) -> {
                    ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                    do {
                        ScriptedServer.write(out, "a");
                    } while (!done.await(20, TimeUnit.MILLISECONDS));
                });
        Kind.TimedOut timedOut =
                assertInstanceOf(
                        Kind.TimedOut.class, failure(node(server).within(Duration.ofMillis(300))));
        assertEquals(Phase.WHOLE, timedOut.phase());
        done.countDown();
    }

    @Test
    void givesUpOnANodeThatSaysNothing() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ScriptedServer server = plain((_, _) -> done.await());
        Kind.TimedOut timedOut =
                assertInstanceOf(
                        Kind.TimedOut.class, failure(node(server).within(Duration.ofMillis(200))));
        assertEquals(Phase.ANSWER, timedOut.phase());
        done.countDown();
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ScriptedServer server =
                plain((_, _) -> {
                    asked.countDown();
                    done.await();
                });
        RemoteNode node = node(server);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                node.metadata(ID);
                            } catch (InterruptedException e) {
                                stopped.countDown();
                            } catch (PeerException e) {
                                throw new AssertionError(e);
                            }
                        });
        asked.await();
        thread.interrupt();
        stopped.await();
        done.countDown();
    }

    @Test
    void makesAtMostAsManyRequestsAtATimeAsAgreed() throws Exception {
        int limit = 3;
        CountDownLatch full = new CountDownLatch(limit);
        CountDownLatch go = new CountDownLatch(1);
        ScriptedServer server =
                plain((_, out) -> {
                    full.countDown();
                    go.await();
                    ScriptedServer.respond(out, 200, BCS, metadataBytes());
                });
        ClientLimits limits =
                new ClientLimits(
                        LIMITS.connect(),
                        LIMITS.idle(),
                        LIMITS.whole(),
                        limit,
                        1,
                        LIMITS.firstWait(),
                        LIMITS.maxWait());
        RemoteNode node = node(server, limits);
        AtomicInteger good = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    node.metadata(ID);
                                    good.incrementAndGet();
                                } catch (IOException | InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        full.await();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(12, good.get());
        assertEquals(limit, server.mostUnderWay.get());
    }

    @Test
    void triesAgainWhatMayPassWithLongerAndLongerPauses() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        byte[] busy = ApiAnswer.Failure.of(ApiError.UNAVAILABLE, "busy").toBytes();
        ScriptedServer server =
                plain((_, out) -> {
                    if (asked.incrementAndGet() < 4) {
                        ScriptedServer.respond(out, 503, JSON, busy);
                    } else {
                        ScriptedServer.respond(out, 200, BCS, metadataBytes());
                    }
                });
        ClientLimits limits =
                new ClientLimits(
                        LIMITS.connect(),
                        LIMITS.idle(),
                        LIMITS.whole(),
                        10,
                        4,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3));
        node(server, limits).metadata(ID);
        assertEquals(4, asked.get());
        assertEquals(3, pauses.size());
        long[] ceilings = {1000, 2000, 3000};
        for (int i = 0; i < 3; i++) {
            long millis = pauses.get(i).toMillis();
            assertTrue(millis >= ceilings[i] / 2 && millis <= ceilings[i], pauses + "");
        }
    }

    @Test
    void givesUpAfterTheLastAttempt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ScriptedServer server =
                plain((_, out) -> {
                    asked.incrementAndGet();
                    ScriptedServer.respond(out, 503, null, new byte[0]);
                });
        ClientLimits limits =
                new ClientLimits(
                        LIMITS.connect(),
                        LIMITS.idle(),
                        LIMITS.whole(),
                        10,
                        3,
                        LIMITS.firstWait(),
                        LIMITS.maxWait());
        assertInstanceOf(Kind.Refused.class, failure(node(server, limits)));
        assertEquals(3, asked.get());
        assertEquals(2, pauses.size());
    }

    private Kind overTls(TestCertificate.Flaw flaw, NetworkPublicKey wanted, String... names)
            throws Exception {
        var general =
                java.util.Arrays.stream(names)
                        .map(name ->
                                Character.isDigit(name.charAt(0))
                                        ? TestCertificate.ip(name)
                                        : TestCertificate.dns(name))
                        .toArray(org.bouncycastle.asn1.x509.GeneralName[]::new);
        SSLContext tls = TestCertificate.server(KEY, TestCertificate.of(KEY, flaw, general));
        ScriptedServer server = ScriptedServer.start(tls, always(200, BCS, metadataBytes()));
        servers.add(server);
        RemoteNode node = clients(PeerClients.Scheme.HTTPS, LIMITS).of(server.address(), wanted);
        try {
            node.metadata(ID);
            return new Kind.Rubbish("nothing: it was accepted");
        } catch (PeerException e) {
            return e.kind();
        } finally {
            if (wanted != KEY.publicKey()) {
                assertTrue(server.received.isEmpty(), "nothing is sent to an impostor");
            }
        }
    }

    private void accepted(TestCertificate.Flaw flaw, String... names) throws Exception {
        assertEquals(
                new Kind.Rubbish("nothing: it was accepted"),
                overTls(flaw, KEY.publicKey(), names));
    }

    @Test
    void trustsTheKeyThatTheLedgerHas() throws Exception {
        accepted(TestCertificate.Flaw.NONE, "127.0.0.1");
        accepted(TestCertificate.Flaw.NONE, "example.org", "127.0.0.1");
        accepted(TestCertificate.Flaw.EXPIRED, "127.0.0.1");
    }

    @Test
    void trustsNoOtherKey() throws Exception {
        Kind kind =
                overTls(
                        TestCertificate.Flaw.NONE,
                        NetworkSecretKey.generate().publicKey(),
                        "127.0.0.1");
        assertInstanceOf(Kind.Impostor.class, kind);
    }

    @Test
    void wantsTheHostAmongTheNames() throws Exception {
        assertInstanceOf(
                Kind.Impostor.class,
                overTls(TestCertificate.Flaw.NONE, KEY.publicKey(), "127.0.0.2", "localhost"));
    }

    @ParameterizedTest
    @EnumSource(
            value = TestCertificate.Flaw.class,
            names = {"NONE", "EXPIRED"},
            mode = EnumSource.Mode.EXCLUDE)
    void wantsAWellFormedCertificate(TestCertificate.Flaw flaw) throws Exception {
        assertInstanceOf(Kind.Impostor.class, overTls(flaw, KEY.publicKey(), "127.0.0.1"));
    }

    @Test
    void asksAgainForTheKeyWhenAnotherIsExpectedAtTheSameAddress() throws Exception {
        SSLContext tls =
                TestCertificate.server(
                        KEY,
                        TestCertificate.of(
                                KEY, TestCertificate.Flaw.NONE, TestCertificate.ip("127.0.0.1")));
        ScriptedServer server = ScriptedServer.start(tls, always(200, BCS, metadataBytes()));
        servers.add(server);
        PeerClients clients = clients(PeerClients.Scheme.HTTPS, LIMITS);
        clients.of(server.address(), KEY.publicKey()).metadata(ID);
        RemoteNode other = clients.of(server.address(), NetworkSecretKey.generate().publicKey());
        assertInstanceOf(Kind.Impostor.class, failure(other));
        clients.of(server.address(), KEY.publicKey()).metadata(ID);
        assertEquals(2, server.received.size());
    }

    @Test
    void doesNotSpeakPlainHttpToATlsPort() throws Exception {
        ScriptedServer server = plain(ScriptedServerScripts.NOTHING);
        RemoteNode node =
                clients(PeerClients.Scheme.HTTPS, LIMITS).of(server.address(), KEY.publicKey());
        Kind kind = failure(node);
        assertTrue(kind instanceof Kind.Unreachable || kind instanceof Kind.Rubbish, kind + "");
        assertTrue(server.received.stream().noneMatch(request -> request.line.startsWith("GET")));
    }

    private static final class ScriptedServerScripts {
        static final ScriptedServer.Script NOTHING =
                (_, out) -> {
                    ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    throw new IOException("enough");
                };
    }

    @Test
    void asksABudgetForEveryByte() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Traffic budget =
                new Traffic() {
                    @Override
                    public boolean begin(Duration patience) {
                        return true;
                    }

                    @Override
                    public void end() {}

                    @Override
                    public void beforeSending(int byteCount) {
                        asked.addAndGet(byteCount);
                    }

                    @Override
                    public void beforeReceiving(int byteCount) {
                        asked.addAndGet(byteCount);
                    }
                };
        ScriptedServer server = plain(always(200, BCS, metadataBytes()));
        new PeerClients(
                        transport,
                        PeerClients.Scheme.PLAIN_HTTP,
                        CONFIG,
                        LIMITS,
                        new TrafficMeter(budget),
                        pauses::add,
                        new Random(1))
                .of(server.address(), KEY.publicKey())
                .metadata(ID);
        assertEquals(metadataBytes().length, asked.get());
    }
}
