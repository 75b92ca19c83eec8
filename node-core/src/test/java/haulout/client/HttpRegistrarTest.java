// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.publish.HttpRegistrar;
import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.RegistrarException;
import haulout.client.publish.RegistrationRequest;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.crypto.UncheckedBlsSignature;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.EncodedBlob;
import haulout.testing.SampleDescriptor;
import haulout.wire.MessageCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpRegistrarTest {
    private static final String OBJECT = "0x" + "0b".repeat(32);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectNode json = SampleDescriptor.make(2);
    private final VerifiedBlobMetadata metadata =
            EncodedBlob.of(new EncodingConfig(13), 1000, 5).metadata();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private NetworkDescriptor network(ScriptedServer server) throws Exception {
        String url = "http://127.0.0.1:" + server.address().port();
        json.putObject("register").put("url", url + "/register");
        json.putObject("certify").put("url", url + "/{objectId}");
        return NetworkDescriptor.parse(SampleDescriptor.bytes(json));
    }

    private RegistrationRequest request() {
        return new RegistrationRequest(
                metadata,
                new RegistrationRequest.Options(4, true, Optional.empty(), Map.of("a", "b")));
    }

    private static ScriptedServer answering(int status, String body) throws Exception {
        return ScriptedServer.start(
                null,
                (request, out) ->
                        ScriptedServer.respond(
                                out,
                                status,
                                "application/json",
                                body.getBytes(StandardCharsets.UTF_8)));
    }

    private RegistrarException refused(int status, String body) throws Exception {
        try (ScriptedServer server = answering(status, body);
                HttpRegistrar registrar = new HttpRegistrar(network(server), executor)) {
            return assertThrows(RegistrarException.class, () -> registrar.register(request()));
        }
    }

    @Test
    void aRegistrationSaysEverythingAndComesBackWithAnObject() throws Exception {
        String answer = "{\"objectId\":\"" + OBJECT + "\",\"endEpoch\":11,\"more\":1}";
        try (ScriptedServer server = answering(200, answer);
                HttpRegistrar registrar = new HttpRegistrar(network(server), executor)) {
            RegisteredBlob blob = registrar.register(request());
            assertEquals(OBJECT, blob.object().toString());
            assertEquals(new Epoch(11), blob.endEpoch());
            ScriptedServer.Received received = server.received.getFirst();
            assertTrue(received.line.startsWith("POST /register "), received.line);
            JsonNode sent = new ObjectMapper().readTree(received.body);
            assertEquals(metadata.blobId().toString(), sent.path("blobId").textValue());
            assertEquals(metadata.root().toString(), sent.path("rootHash").textValue());
            assertEquals(1000, sent.path("size").intValue());
            assertEquals(
                    new EncodingConfig(13).encodedBytes(1000),
                    sent.path("encodedSize").longValue());
            assertEquals(1, sent.path("encodingType").intValue());
            assertTrue(sent.path("deletable").booleanValue());
            assertEquals(4, sent.path("epochs").intValue());
            assertEquals("0x" + "0a".repeat(32), sent.path("owner").textValue());
            assertEquals("b", sent.path("attributes").path("a").textValue());
        }
    }

    @Test
    void aRefusalIsToldWithWhatTheLedgerSaysAndWithoutWhatWritesOnTerminals() throws Exception {
        RegistrarException e =
                refused(409, "{\"error\":{\"message\":\"no \\u001b[31mmoney\\u0007 left\"}}");
        assertEquals(RegistrarException.Kind.REFUSED, e.kind());
        assertTrue(e.what().contains("409") && e.what().contains("money"), e.what());
        assertFalse(e.what().chars().anyMatch(c -> c < ' '), e.what());
        assertEquals(RegistrarException.Kind.REFUSED, refused(500, "no JSON").kind());
        assertTrue(refused(400, "{\"error\":\"" + "x".repeat(5000) + "\"}").what().length() < 500);
    }

    @Test
    void whatIsNoRegistrationIsRubbish() throws Exception {
        for (String body :
                new String[] {
                    "",
                    "[]",
                    "{}",
                    "{\"objectId\":\"0x1\",\"endEpoch\":2}",
                    "{\"objectId\":\"" + OBJECT + "\"}",
                    "{\"objectId\":\"" + OBJECT + "\",\"endEpoch\":-1}",
                    " ".repeat(1 << 20)
                }) {
            assertEquals(RegistrarException.Kind.RUBBISH, refused(200, body).kind(), body.strip());
        }
    }

    @Test
    void aLedgerThatIsNotThereIsUnreachable() throws Exception {
        NetworkDescriptor network;
        try (ScriptedServer server = answering(200, "")) {
            network = network(server);
        }
        try (HttpRegistrar registrar = new HttpRegistrar(network, executor)) {
            RegistrarException e =
                    assertThrows(RegistrarException.class, () -> registrar.register(request()));
            assertEquals(RegistrarException.Kind.UNREACHABLE, e.kind());
        }
    }

    @Test
    void anAnswerThatStopsHalfWayIsNotWaitedForForever() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server =
                        ScriptedServer.start(
                                null,
                                (request, out) -> {
                                    ScriptedServer.write(
                                            out, "HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n{");
                                    end.await();
                                });
                HttpRegistrar registrar =
                        new HttpRegistrar(network(server), executor, Duration.ofMillis(300))) {
            RegistrarException e =
                    assertThrows(RegistrarException.class, () -> registrar.register(request()));
            assertEquals(RegistrarException.Kind.UNREACHABLE, e.kind());
        } finally {
            end.countDown();
        }
    }

    /// @param last highest signer; the descriptor knows two nodes
    private JsonNode certified(int status, String body, int last) throws Exception {
        try (ScriptedServer server = answering(status, body);
                HttpRegistrar registrar = new HttpRegistrar(network(server), executor)) {
            registrar.certify(
                    new RegisteredBlob(ObjectId.parse(OBJECT), new Epoch(11)),
                    metadata,
                    new MessageCertificate(
                            List.of(0, last),
                            new byte[] {1},
                            UncheckedBlsSignature.parseBase64(
                                    Base64.getEncoder().encodeToString(new byte[96]))));
            return new ObjectMapper().readTree(server.received.getFirst().body);
        }
    }

    @Test
    void aCommitteeThatHasGrownIsNoMistake() throws Exception {
        JsonNode sent = certified(200, "{}", 9);
        assertEquals(9, sent.path("signers").path(1).intValue());
        assertEquals("0102", sent.path("signersBitmap").textValue());
    }

    @Test
    void whatAnotherStoreHasCertifiedIsCertified() throws Exception {
        String certified = "{\"error\":{\"code\":409,\"fault\":\"blob::EAlreadyCertified\"}}";
        assertEquals(1, certified(409, certified, 1).path("signers").path(1).intValue());
        String other = "{\"error\":{\"code\":409,\"fault\":\"blob::EInvalidBlobId\"}}";
        assertThrows(RegistrarException.class, () -> certified(409, other, 1));
    }

    @Test
    void aNetworkThatOffersNoRegistrationSaysSo() throws Exception {
        json.remove("register");
        json.remove("certify");
        NetworkDescriptor network = NetworkDescriptor.parse(SampleDescriptor.bytes(json));
        try (HttpRegistrar registrar = new HttpRegistrar(network, executor)) {
            RegistrarException e =
                    assertThrows(RegistrarException.class, () -> registrar.register(request()));
            assertEquals(RegistrarException.Kind.REFUSED, e.kind());
        }
    }
}
