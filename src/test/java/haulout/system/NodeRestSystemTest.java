// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.Kernels;
import haulout.redstuff.RecoverySymbolVerifier;
import haulout.wire.MessageVerdict;
import haulout.wire.SignedMessage;
import haulout.wire.SymbolFormat;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A client written from the description of the REST API alone, over HTTPS with the certificate
/// pinned, against a node in a process of its own.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeRestSystemTest {
    private static final int SHARDS = 10;
    private static final EncodingConfig CONFIG = new EncodingConfig(SHARDS);

    /// The node has the shards below; the others belong to somebody who is never there.
    private static final int OWN_SHARDS = 7;

    private static final String OBJECT = "0x" + "ab".repeat(32);

    @TempDir private static Path folder;

    private NodeLedger ledger;
    private NodeProcess node;
    private PlainClient client;
    private BlsSecretKey strangerKey;

    @BeforeAll
    void startTheNode() throws Exception {
        ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        node = NodeProcess.start(folder.resolve("home"), ledger.file());
        assertEquals("https", node.url().getScheme());
        strangerKey = BlsSecretKey.generate(new Random(5));
        NodeLedger.Stranger stranger =
                new NodeLedger.Stranger(
                        "0x" + "5".repeat(64),
                        strangerKey,
                        NetworkSecretKey.generate(),
                        OWN_SHARDS,
                        SHARDS - OWN_SHARDS);
        ledger.enter(1, List.of(new NodeLedger.Member(node, 0, OWN_SHARDS)), stranger);
        client = PlainClient.pinned(node, node.networkKey(), HttpClient.Version.HTTP_2);
        client.awaitActive(OWN_SHARDS);
    }

    @AfterAll
    void stopTheNode() {
        if (client != null) {
            client.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private static boolean isOwn(SampleBlob blob, int part) {
        return blob.id().shard(new SliverPairIndex(part / 2), CONFIG).value() < OWN_SHARDS;
    }

    private static List<Integer> parts(SampleBlob blob, boolean own) {
        return IntStream.range(0, blob.partCount())
                .filter(part -> isOwn(blob, part) == own)
                .boxed()
                .toList();
    }

    private void putMetadata(SampleBlob blob) throws Exception {
        PlainClient.Reply reply = client.put(blob.path() + "/metadata", blob.metadataBytes());
        while (reply.status() == 400 && reply.reason().equals("NOT_REGISTERED")) {
            reply = client.put(blob.path() + "/metadata", blob.metadataBytes());
        }
        assertEquals(201, reply.status(), reply.text());
    }

    private SampleBlob stored(long seed) throws Exception {
        SampleBlob blob = SampleBlob.of(SHARDS, 3000, seed);
        ledger.registered(blob);
        putMetadata(blob);
        for (int part : parts(blob, true)) {
            assertEquals(201, client.put(blob.path(part), blob.part(part)).status());
        }
        return blob;
    }

    private void assertData(String expected, String path) throws Exception {
        PlainClient.Reply reply = client.get(path);
        assertEquals(200, reply.status(), reply.text());
        assertEquals("application/json", reply.type());
        assertEquals(
                "*",
                reply.response().headers().firstValue("access-control-allow-origin").orElse(""));
        assertEquals(200, reply.json().path("success").path("code").asInt());
        assertEquals(expected, reply.data().toString(), path);
    }

    private static void assertRefused(
            int status, String word, String reason, PlainClient.Reply reply) throws IOException {
        assertEquals(status, reply.status(), reply.text());
        assertEquals("application/json", reply.type());
        JsonNode error = reply.json().path("error");
        assertEquals(word, error.path("status").asText());
        assertEquals(status, error.path("code").asInt());
        assertFalse(error.path("message").asText().isEmpty());
        assertEquals("ErrorInfo", error.path("details").path(0).path("@type").asText());
        assertEquals("storage.walrus.space", error.path("details").path(0).path("domain").asText());
        assertEquals(reason, reply.reason());
    }

    private static void assertArgument(String reason, PlainClient.Reply reply) throws IOException {
        assertRefused(400, "INVALID_ARGUMENT", reason, reply);
    }

    private static void assertState(String reason, PlainClient.Reply reply) throws IOException {
        assertRefused(400, "FAILED_PRECONDITION", reason, reply);
    }

    private static void assertNotFound(String reason, PlainClient.Reply reply) throws IOException {
        assertRefused(404, "NOT_FOUND", reason, reply);
    }

    @Test
    void anotherKeyIsNotTrusted() throws Exception {
        try (PlainClient other =
                PlainClient.pinned(
                        node,
                        NetworkSecretKey.generate().publicKey(),
                        HttpClient.Version.HTTP_1_1)) {
            assertThrows(SSLException.class, () -> other.get("/v1/health"));
        }
    }

    @Test
    void aBlobIsWrittenConfirmedAndRead() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            try (PlainClient own = PlainClient.pinned(node, node.networkKey(), version)) {
                assertEquals(version, own.get("/v1/health").response().version());
            }
        }
        SampleBlob blob = SampleBlob.of(SHARDS, 3000, 1);
        assertData("\"nonexistent\"", blob.path() + "/status");
        assertData("\"nonexistent\"", blob.path() + "/metadata/status");
        ledger.registered(blob);
        putMetadata(blob);
        assertData("\"stored\"", blob.path() + "/metadata/status");
        assertEquals(200, client.put(blob.path() + "/metadata", blob.metadataBytes()).status());
        List<Integer> own = parts(blob, true);
        assertEquals(2 * OWN_SHARDS, own.size());
        for (int part : own) {
            assertData("\"nonexistent\"", blob.path(part) + "/status");
            PlainClient.Reply first = client.put(blob.path(part), blob.part(part));
            assertEquals(201, first.status(), first.text());
            assertEquals(201, first.json().path("success").path("code").asInt());
            assertEquals(200, client.put(blob.path(part), blob.part(part)).status());
            assertData("\"stored\"", blob.path(part) + "/status");
            PlainClient.Reply read = client.get(blob.path(part));
            assertEquals("application/octet-stream", read.type());
            assertArrayEquals(blob.part(part), read.body());
        }
        PlainClient.Reply metadata = client.get(blob.path() + "/metadata");
        assertEquals("application/octet-stream", metadata.type());
        assertArrayEquals(blob.metadataWithId(), metadata.body());
        assertConfirmed(blob, "permanent", new byte[] {0});
        ledger.certified(blob);
        while (!client.get(blob.path() + "/status").text().contains("\"isCertified\":true")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        JsonNode status = client.get(blob.path() + "/status").data().path("permanent");
        assertEquals(50, status.path("endEpoch").asInt());
        assertEquals(1, status.path("initialCertifiedEpoch").asInt());
        assertTrue(status.path("statusEvent").path("eventSeq").isTextual());
        assertEquals(
                "{\"count_deletable_total\":0,\"count_deletable_certified\":0}",
                status.path("deletableCounts").toString());
    }

    /// The signed bytes are put together here from the description: 01 00 03, epoch, blob ID, kind.
    private void assertConfirmed(SampleBlob blob, String path, byte[] kind) throws Exception {
        PlainClient.Reply reply = client.get(blob.path() + "/confirmation/" + path);
        assertEquals(200, reply.status(), reply.text());
        JsonNode signed = reply.data().path("signed");
        byte[] expected =
                ByteBuffer.allocate(39 + kind.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(new byte[] {1, 0, 3})
                        .putInt(1)
                        .put(blob.id().toBytes())
                        .put(kind)
                        .array();
        assertEquals(
                Base64.getEncoder().encodeToString(expected),
                signed.path("serializedMessage").asText());
        assertEquals(96, Base64.getDecoder().decode(signed.path("signature").asText()).length);
        assertInstanceOf(
                MessageVerdict.Accepted.class,
                SignedMessage.ofJson(signed).verify(node.publicKey()));
    }

    @Test
    void aDeletableBlobIsConfirmedAndDeleted() throws Exception {
        SampleBlob blob = SampleBlob.of(SHARDS, 500, 2);
        ledger.registeredDeletable(blob, OBJECT);
        putMetadata(blob);
        assertState(
                "MISSING_SLIVERS", client.get(blob.path() + "/confirmation/deletable/" + OBJECT));
        for (int part : parts(blob, true)) {
            assertEquals(201, client.put(blob.path(part), blob.part(part)).status());
        }
        byte[] kind = new byte[33];
        Arrays.fill(kind, (byte) 0xab);
        kind[0] = 1;
        assertConfirmed(blob, "deletable/" + OBJECT, kind);
        String other = "0x" + "cd".repeat(32);
        assertState("NOT_REGISTERED", client.get(blob.path() + "/confirmation/deletable/" + other));
        assertData(
                "{\"deletable\":{\"initialCertifiedEpoch\":null,\"deletableCounts\":"
                        + "{\"count_deletable_total\":1,\"count_deletable_certified\":0}}}",
                blob.path() + "/status");
        ledger.deleted(blob, OBJECT);
        while (client.get(blob.path() + "/metadata").status() == 200) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertNotFound("METADATA_NOT_FOUND", client.get(blob.path() + "/metadata"));
        assertNotFound("SLIVER_NOT_FOUND", client.get(blob.path(parts(blob, true).getFirst())));
        assertState(
                "NOT_REGISTERED", client.get(blob.path() + "/confirmation/deletable/" + OBJECT));
    }

    @Test
    void recoverySymbolsVerify() throws Exception {
        SampleBlob blob = stored(3);
        RecoverySymbolVerifier verifier =
                new RecoverySymbolVerifier(blob.metadata(), Kernels.scalar().hash());
        SliverPairIndex missing = blob.id().pair(new ShardIndex(SHARDS - 1), CONFIG);
        for (Axis axis : Axis.values()) {
            String type = axis == Axis.PRIMARY ? "primary" : "secondary";
            SliverIndex target = missing.sliver(axis, CONFIG);
            PlainClient.Reply reply =
                    client.get(
                            blob.path()
                                    + "/recoverySymbols?targetSliver="
                                    + target.value()
                                    + "&targetType="
                                    + type);
            assertEquals(200, reply.status(), reply.text());
            assertEquals("application/octet-stream", reply.type());
            List<GeneralRecoverySymbol> symbols = SymbolFormat.decodeRecoverySymbols(reply.body());
            assertEquals(OWN_SHARDS, symbols.size());
            for (GeneralRecoverySymbol symbol : symbols) {
                verifier.verify(symbol, axis, target);
            }
        }
        PlainClient.Reply one =
                client.get(
                        blob.path()
                                + "/recoverySymbols?proofAxis=primary&id="
                                + blob.id()
                                        .pair(new ShardIndex(0), CONFIG)
                                        .sliver(Axis.PRIMARY, CONFIG)
                                        .value()
                                + "-0");
        assertEquals(200, one.status(), one.text());
        assertEquals(1, one.body()[0]);
    }

    @Test
    void decodingSymbolsAreThoseOfTheSlivers() throws Exception {
        SampleBlob blob = stored(4);
        int size = blob.metadata().symbolBytes();
        PlainClient.Reply reply =
                client.get(blob.path() + "/decodingSymbols?targetSlivers=1&targetType=primary");
        assertEquals(200, reply.status(), reply.text());
        ByteBuffer body = ByteBuffer.wrap(reply.body()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(1, body.get());
        assertEquals(1, body.getShort());
        assertEquals(OWN_SHARDS, body.get());
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < OWN_SHARDS; i++) {
            assertEquals(0, body.get());
            int source = body.getShort();
            sources.add(source);
            int length = body.get() & 0x7f;
            if (size > 0x7f) {
                length |= body.get() << 7;
            }
            assertEquals(size, length);
            byte[] symbol = new byte[size];
            body.get(symbol);
            // symbol 1 of that secondary sliver, whose body begins with a length of two bytes
            byte[] sliver = blob.part(2 * (SHARDS - 1 - source) + 1);
            int begin = sliver.length - 4 - CONFIG.sliverSymbolCount(Axis.SECONDARY) * size + size;
            assertArrayEquals(Arrays.copyOfRange(sliver, begin, begin + size), symbol);
        }
        assertFalse(body.hasRemaining());
        assertEquals(OWN_SHARDS, sources.stream().distinct().count());
    }

    @Test
    void healthSaysWhoAndHow() throws Exception {
        JsonNode health = client.get("/v1/health?detailed=true").data();
        assertEquals("Active", health.path("nodeStatus").asText());
        assertEquals(1, health.path("epoch").asInt());
        assertArrayEquals(
                node.publicKey().toBytes(),
                Base64.getDecoder().decode(health.path("publicKey").asText()));
        assertTrue(health.path("uptime").path("secs").isNumber());
        assertEquals(OWN_SHARDS, health.path("shardSummary").path("owned").asInt());
        assertEquals(OWN_SHARDS, health.path("shardDetail").path("owned").size());
        assertFalse(client.get("/v1/health").data().has("shardDetail"));
    }

    @Test
    void uploadsThatAreRefused() throws Exception {
        SampleBlob blob = SampleBlob.of(SHARDS, 3000, 6);
        SampleBlob other = SampleBlob.of(SHARDS, 3000, 7);
        int own = parts(blob, true).getFirst();
        String metadata = blob.path() + "/metadata";
        byte[] bytes = blob.metadataBytes();
        assertState("NOT_REGISTERED", client.put(metadata, bytes));
        assertState("CACHE_SATURATED", client.put(metadata + "?pending=true", bytes));
        assertState("NOT_REGISTERED", client.put(blob.path(own), blob.part(own)));
        assertState(
                "METADATA_NOT_FOUND", client.put(blob.path(own) + "?pending=true", blob.part(own)));
        assertState("NOT_REGISTERED", client.get(blob.path() + "/confirmation/permanent"));
        ledger.registered(blob);
        while (!client.get(blob.path() + "/status").text().contains("permanent")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertState("METADATA_NOT_FOUND", client.put(blob.path(own), blob.part(own)));
        assertArgument(
                "INVALID_CONTENT_TYPE", client.put(metadata, bytes, "content-type", "text/plain"));
        assertArgument("INVALID_CONTENT_TYPE", client.put(metadata, Arrays.copyOf(bytes, 40)));
        assertArgument("INVALID_CONTENT_TYPE", client.put(metadata, new byte[(2 << 20) + 1]));
        assertArgument("INVALID_METADATA", client.put(metadata, other.metadataBytes()));
        putMetadata(blob);
        assertState("MISSING_SLIVERS", client.get(blob.path() + "/confirmation/permanent"));
        assertArgument("INVALID_CONTENT_TYPE", client.put(blob.path(own), new byte[3]));
        String outside = blob.path() + "/slivers/" + SHARDS + "/primary";
        assertArgument("INDEX_OUT_OF_RANGE", client.put(outside, blob.part(own)));
        assertArgument(
                "SLIVER_INDEX_MISMATCH",
                client.put(blob.path(own), blob.part((own + 2) % blob.partCount())));
        int foreign = parts(blob, false).getFirst();
        assertState("SHARD_NOT_ASSIGNED", client.put(blob.path(foreign), blob.part(foreign)));
        byte[] flipped = blob.part(own);
        flipped[10] ^= 1;
        assertArgument("INVALID_SLIVER", client.put(blob.path(own), flipped));
        assertArgument("INVALID_SLIVER", client.put(blob.path(own), other.part(own)));
        long limit = CONFIG.maxSliverBytes() + 128;
        PlainClient.Reply tooLong = client.put(blob.path(own), new byte[(int) limit + 1]);
        assertEquals(413, tooLong.status());
        assertTrue(tooLong.type().startsWith("text/plain"), tooLong.type());
        assertNotFound("SLIVER_NOT_FOUND", client.get(blob.path(own)));
        ledger.invalid(other);
        while (!client.get(other.path() + "/status").text().contains("invalid")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertState("INVALID_BLOB", client.put(other.path() + "/metadata", other.metadataBytes()));
    }

    @Test
    void readsThatAreRefused() throws Exception {
        SampleBlob blob = stored(8);
        SampleBlob unknown = SampleBlob.of(SHARDS, 3000, 9);
        int foreign = parts(blob, false).getFirst();
        assertNotFound("METADATA_NOT_FOUND", client.get(unknown.path() + "/metadata"));
        assertNotFound("SLIVER_NOT_FOUND", client.get(unknown.path(0)));
        assertState("SHARD_NOT_ASSIGNED", client.get(blob.path(foreign)));
        assertState("SHARD_NOT_ASSIGNED", client.get(blob.path(foreign) + "/status"));
        assertArgument("INDEX_OUT_OF_RANGE", client.get(blob.path() + "/slivers/10/primary"));
        String symbols = blob.path() + "/recoverySymbols";
        assertState("NO_SYMBOLS_SPECIFIED", client.get(symbols));
        assertArgument("INVALID_FILTER", client.get(symbols + "?targetSliver=1"));
        assertArgument("INDEX_OUT_OF_RANGE", client.get(symbols + "?id=10-0"));
        assertNotFound("SLIVER_NOT_FOUND", client.get(unknown.path() + "/recoverySymbols?id=1-1"));
        SliverPairIndex missing = blob.id().pair(new ShardIndex(SHARDS - 1), CONFIG);
        SliverPairIndex alsoMissing = blob.id().pair(new ShardIndex(SHARDS - 2), CONFIG);
        assertState(
                "SYMBOL_NOT_PRESENT_AT_SHARDS",
                client.get(
                        symbols
                                + "?id="
                                + missing.sliver(Axis.PRIMARY, CONFIG).value()
                                + "-"
                                + alsoMissing.sliver(Axis.SECONDARY, CONFIG).value()));
        String decoding = blob.path() + "/decodingSymbols?targetType=primary";
        assertState("NO_TARGET_SLIVERS_SPECIFIED", client.get(decoding));
        assertArgument("RECOVERY_SYMBOL_OUT_OF_RANGE", client.get(decoding + "&targetSlivers=9"));
        assertState(
                "METADATA_NOT_FOUND",
                client.send(
                        "POST",
                        unknown.path() + "/inconsistencyProof/primary",
                        BodyPublishers.ofByteArray(new byte[] {0, 0, 0})));
        assertArgument(
                "INVALID_PROOF",
                client.send(
                        "POST",
                        blob.path() + "/inconsistencyProof/primary",
                        BodyPublishers.ofByteArray(new byte[] {0, 0, 0})));
    }

    @Test
    void malformedRequestsAreRefusedInPlainText() throws Exception {
        String blob = SampleBlob.of(SHARDS, 10, 10).path();
        for (String path :
                List.of(
                        "/v1/blobs/short/metadata",
                        blob + "/slivers/x/primary",
                        blob + "/slivers/70000/primary",
                        blob + "/slivers/1/tertiary",
                        blob + "/confirmation/deletable/0xzz",
                        blob + "/decodingSymbols?targetSlivers=1",
                        blob + "/recoverySymbols?id=1",
                        blob + "/recoverySymbols?proofAxis=none&id=1-1")) {
            PlainClient.Reply reply = client.get(path);
            assertEquals(400, reply.status(), path);
            assertTrue(reply.type().startsWith("text/plain"), path + " " + reply.type());
            assertFalse(reply.text().isEmpty());
        }
        assertEquals(400, client.put(blob + "/metadata?other=1", new byte[1]).status());
        PlainClient.Reply unknown = client.get("/v1/nothing");
        assertEquals(404, unknown.status());
        assertEquals(0, unknown.body().length);
        PlainClient.Reply method =
                client.send("DELETE", blob + "/metadata", BodyPublishers.noBody());
        assertEquals(405, method.status());
        PlainClient.Reply preflight =
                client.send("OPTIONS", blob + "/metadata", BodyPublishers.noBody());
        assertEquals(200, preflight.status());
        assertEquals(
                "*",
                preflight
                        .response()
                        .headers()
                        .firstValue("access-control-allow-methods")
                        .orElse(""));
    }

    @Test
    void shardsAreSyncedToTheirOwnersOnly() throws Exception {
        String path = "/v1/migrate/sync_shard";
        byte[] request = syncRequest(strangerKey, 1, OWN_SHARDS, 10);
        assertEquals(401, client.send("POST", path, BodyPublishers.ofByteArray(request)).status());
        assertEquals(400, sync("nonsense", request).status());
        BlsSecretKey nobody = BlsSecretKey.generate(new Random(6));
        assertRefused(403, "PERMISSION_DENIED", "REQUEST_UNAUTHORIZED", sync(nobody, request));
        assertArgument(
                "MESSAGE_VERIFICATION_FAILED",
                sync(strangerKey, syncRequest(nobody, 1, OWN_SHARDS, 10)));
        PlainClient.Reply epoch = sync(strangerKey, syncRequest(strangerKey, 2, OWN_SHARDS, 10));
        assertArgument("INVALID_EPOCH", epoch);
        assertEquals(
                "{\"request_epoch\":\"2\",\"server_epoch\":\"1\"}",
                epoch.json().path("error").path("details").path(0).path("metadata").toString());
        assertRefused(
                403,
                "PERMISSION_DENIED",
                "REQUEST_UNAUTHORIZED",
                sync(strangerKey, syncRequest(strangerKey, 1, 0, 10)));
        assertArgument(
                "SLIVER_COUNT_EXCEEDS_LIMIT",
                sync(strangerKey, syncRequest(strangerKey, 1, OWN_SHARDS, 1_000_000)));
        assertState("SHARD_NOT_ASSIGNED", sync(strangerKey, request));
    }

    private PlainClient.Reply sync(BlsSecretKey key, byte[] body) throws Exception {
        return sync(Base64.getEncoder().encodeToString(key.publicKey().toBytes()), body);
    }

    private PlainClient.Reply sync(String key, byte[] body) throws Exception {
        return client.send(
                "POST",
                "/v1/migrate/sync_shard",
                BodyPublishers.ofByteArray(body),
                "authorization",
                key);
    }

    /// 03 00 03, epoch, 00, shard, type, first blob ID, count, epoch, all signed.
    private static byte[] syncRequest(BlsSecretKey key, int epoch, int shard, long count) {
        byte[] message =
                ByteBuffer.allocate(55)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(new byte[] {3, 0, 3})
                        .putInt(epoch)
                        .put((byte) 0)
                        .putShort((short) shard)
                        .put((byte) 0)
                        .put(new byte[32])
                        .putLong(count)
                        .putInt(epoch)
                        .array();
        return ByteBuffer.allocate(1 + message.length + 96)
                .put((byte) message.length)
                .put(message)
                .put(key.sign(message).toBytes())
                .array();
    }
}
