// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.NodeCommand;
import haulout.network.AccountView;
import haulout.network.BlobPlace;
import haulout.network.EpochRewards;
import haulout.network.LedgerDesk;
import haulout.network.NeighbourView;
import haulout.network.OwnedBlob;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.testing.TestSeed;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A practice network as its owner's programs use it: by its API in the process, and by the HTTP of
/// publisher and aggregator.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeUseTest {
    private static final int NODES = 5;

    // f = 4, a quorum is 9, two or three shards a node
    private static final int SHARDS = 13;
    private static final Duration EPOCH = Duration.ofDays(1);

    private final Random random = TestSeed.random("practice use", 4);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir static Path temp;
    private PracticeNetwork network;

    @BeforeAll
    void open() throws Exception {
        network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                temp.resolve("home"),
                                OptionalInt.of(NODES),
                                OptionalInt.of(SHARDS),
                                Optional.of(EPOCH),
                                true,
                                Optional.empty(),
                                1L << 30,
                                1),
                        Instant::now);
    }

    @AfterAll
    void close() throws Exception {
        network.close();
        http.close();
    }

    @AfterEach
    void makeAllWell() throws Exception {
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            network.neighbourhood().start(node.place());
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(temp.resolve("file" + random.nextLong()), bytes);
    }

    private Path target() {
        return temp.resolve("target" + random.nextLong());
    }

    private StoredBlob store(byte[] bytes, boolean deletable) throws Exception {
        return network.files()
                .store(
                        file(bytes),
                        new StoreTerms(2, deletable, Map.of(StoreTerms.NAME, "photo.jpg")),
                        TransferListener.NONE);
    }

    private byte[] read(BlobId blobId) throws Exception {
        Path target = target();
        network.files().read(blobId, target, false, TransferListener.NONE);
        return Files.readAllBytes(target);
    }

    /// Who fell short, by what was said of them, and which stages there were.
    private static final class Heard implements TransferListener {
        final Set<Stage> stages = ConcurrentHashMap.newKeySet();
        final Map<String, Boolean> shortcomings = new ConcurrentHashMap<>();
        final Set<BlobId> known = ConcurrentHashMap.newKeySet();

        @Override
        public void progress(Stage stage, long done, long total) {
            stages.add(stage);
        }

        @Override
        public void known(BlobId blobId) {
            known.add(blobId);
        }

        @Override
        public void shortcoming(String node, boolean lied, String what) {
            shortcomings.merge(node, lied, Boolean::logicalOr);
        }
    }

    @Test
    void aFileIsStoredReadExtendedAndDeleted() throws Exception {
        byte[] bytes = bytes(300_000);
        long before = network.money().account().balance();
        Heard heard = new Heard();
        long price = network.files().price(bytes.length, 2).frost();
        StoredBlob stored =
                network.files()
                        .store(
                                file(bytes),
                                new StoreTerms(2, true, Map.of(StoreTerms.NAME, "photo.jpg")),
                                heard);
        assertEquals(price, stored.paid());
        assertEquals(before - price, network.money().account().balance());
        assertEquals(Set.of(stored.blobId()), heard.known);
        assertTrue(
                heard.stages.containsAll(
                        EnumSet.of(
                                TransferListener.Stage.ENCODING,
                                TransferListener.Stage.REGISTERING,
                                TransferListener.Stage.SENDING,
                                TransferListener.Stage.CERTIFYING)),
                heard.stages.toString());
        assertArrayEquals(bytes, read(stored.blobId()));
        OwnedBlob owned = owned(stored.object());
        assertEquals("photo.jpg", owned.attributes().get(StoreTerms.NAME));
        assertTrue(owned.isCertified() && owned.isDeletable());
        assertEquals(owned.endEpoch() + 3, network.files().extend(stored.object(), 3));
        assertEquals(owned.endEpoch() + 3, owned(stored.object()).endEpoch());
        List<BlobPlace> places = network.files().places(stored.blobId());
        assertEquals(NODES, places.size());
        for (BlobPlace place : places) {
            assertEquals(BlobPlace.Holding.ALL, place.holding(), place.toString());
        }
        network.files().delete(stored.object());
        assertTrue(
                network.files().blobs().stream()
                        .noneMatch(blob -> blob.object().equals(stored.object())));
        assertThrows(TransferException.class, () -> network.files().delete(stored.object()));
    }

    private OwnedBlob owned(ObjectId object) {
        return network.files().blobs().stream()
                .filter(blob -> blob.object().equals(object))
                .findFirst()
                .orElseThrow();
    }

    private int awayUpTo(int shards) throws Exception {
        int away = 0;
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            boolean isThere = node.state() != NeighbourView.State.STOPPED;
            if (isThere && away + node.shards().size() <= shards) {
                network.neighbourhood().stop(node.place());
                away += node.shards().size();
            }
        }
        return away;
    }

    @Test
    void withSomeNodesAwayItGoesOnAndWithMoreItSaysHowManyAnswered() throws Exception {
        byte[] bytes = bytes(50_000);
        StoredBlob stored = store(bytes, false);
        int away = awayUpTo(4);
        assertArrayEquals(bytes, read(stored.blobId()));
        StoredBlob second = store(bytes(1000), false);
        assertEquals(SHARDS - away, second.shards());
        int more = awayUpTo(13 - 5 - away);
        int left = SHARDS - away - more;
        TransferException store =
                assertThrows(TransferException.class, () -> store(bytes(1000), false));
        assertEquals(TransferException.Kind.TOO_FEW_SHARDS, store.kind());
        assertEquals(left, store.shards());
        assertEquals(9, store.shardsNeeded());
        // five bring a blob back
        assertArrayEquals(bytes, read(stored.blobId()));
        awayUpTo(SHARDS);
        Path target = target();
        TransferException read =
                assertThrows(
                        TransferException.class,
                        () ->
                                network.files()
                                        .read(
                                                stored.blobId(),
                                                target,
                                                false,
                                                TransferListener.NONE));
        assertEquals(TransferException.Kind.TOO_FEW_SHARDS, read.kind());
        assertFalse(Files.exists(target));
    }

    @Test
    void nodesThatLieAreNamedAndHarmNothing() throws Exception {
        byte[] bytes = bytes(80_000);
        StoredBlob stored = store(bytes, false);
        Set<String> liars = new HashSet<>();
        int lying = 0;
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            if (lying + node.shards().size() <= 4) {
                network.neighbourhood().lie(node.place());
                lying += node.shards().size();
                liars.add(node.name());
            }
        }
        Heard heard = new Heard();
        StoredBlob second =
                network.files().store(file(bytes(2000)), new StoreTerms(1, false, Map.of()), heard);
        assertEquals(SHARDS - lying, second.shards());
        assertEquals(liars, heard.shortcomings.keySet());
        assertTrue(heard.shortcomings.values().stream().allMatch(lied -> lied));
        Set<String> named = new HashSet<>();
        // a read asks some nodes only, so some reads are needed to meet them all
        for (int round = 0; round < 50 && !named.equals(liars); round++) {
            Heard reading = new Heard();
            Path target = target();
            network.files().read(stored.blobId(), target, false, reading);
            assertArrayEquals(bytes, Files.readAllBytes(target));
            reading.shortcomings.forEach((node, lied) -> assertTrue(lied, node));
            named.addAll(reading.shortcomings.keySet());
        }
        assertEquals(liars, named);
    }

    @Test
    void aSlowNodeIsNotWaitedForWhenReading() throws Exception {
        byte[] bytes = bytes(20_000);
        StoredBlob stored = store(bytes, false);
        network.neighbourhood().slow(1);
        assertEquals(NeighbourView.State.SLOW, network.neighbourhood().neighbours().get(1).state());
        assertArrayEquals(bytes, read(stored.blobId()));
        network.neighbourhood().start(1);
        assertEquals(
                NeighbourView.State.RUNNING, network.neighbourhood().neighbours().get(1).state());
    }

    @Test
    void aWipedNodeRebuildsAndTheEpochCanBeEnded() throws Exception {
        StoredBlob stored = store(bytes(10_000), false);
        network.neighbourhood().wipe(2);
        PracticeNetworkTest.await(
                "node 2 rebuilt",
                () ->
                        network.neighbourhood().neighbours().get(2).state()
                                        == NeighbourView.State.RUNNING
                                && network.files().places(stored.blobId()).stream()
                                        .allMatch(
                                                place -> place.holding() == BlobPlace.Holding.ALL));
        LedgerDesk money = network.money();
        PracticeNetworkTest.await("epoch runs", () -> !network.ledger().isChangingEpoch());
        long epoch = money.epoch().epoch();
        network.neighbourhood().nextEpoch();
        assertEquals(epoch + 1, money.epoch().epoch());
        // noted by whoever moves the epochs on, which may be a moment later
        PracticeNetworkTest.await(
                "rewards noted",
                () -> !money.rewards(10).isEmpty() && money.rewards(10).getLast().epoch() == epoch);
        EpochRewards rewards = money.rewards(10).getLast();
        assertEquals(NODES, rewards.nodes().size());
        assertEquals(SHARDS, rewards.nodes().stream().mapToInt(EpochRewards.Entry::shards).sum());
        PracticeNetworkTest.await("epoch runs", () -> !network.ledger().isChangingEpoch());
        // the ledger's time has jumped, people's has not
        Instant latest = Instant.now().plusSeconds(1);
        assertTrue(rewards.ended().isBefore(latest), "ended at " + rewards.ended());
        Instant next = money.epoch().change().orElseThrow();
        assertTrue(next.isBefore(latest.plus(EPOCH)), "the next epoch begins at " + next);
        assertTrue(next.isAfter(Instant.now()), "the next epoch began at " + next);
    }

    @Test
    void theOwnerStakesAndTakesTheStakeBack() throws Exception {
        LedgerDesk money = network.money();
        NodeId node = network.neighbourhood().neighbours().get(3).node();
        AccountView before = money.account();
        long amount = 5_000_000_000L;
        ObjectId stake = money.stake(node, amount);
        assertEquals(before.balance() - amount, money.account().balance());
        assertTrue(money.stakers(node).stream().anyMatch(other -> other.id().equals(stake)));
        assertEquals(NODES, money.pools().size());
        assertTrue(money.pool(node).isPresent());
        // it has not earned yet, so it can be had back at once
        assertEquals(amount, money.withdraw(stake));
        assertEquals(before.balance(), money.account().balance());
        assertTrue(money.prices().totalBytes() > 0);
    }

    private String gateway() throws Exception {
        return new ObjectMapper()
                .readTree(network.descriptor())
                .path("aggregator")
                .path("url")
                .textValue();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> put(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway() + path))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<?> response) throws Exception {
        Object body = response.body();
        return body instanceof byte[] bytes
                ? new ObjectMapper().readTree(bytes)
                : new ObjectMapper().readTree(String.valueOf(body));
    }

    private static void assertError(int status, String reason, HttpResponse<?> response)
            throws Exception {
        assertEquals(status, response.statusCode());
        JsonNode error = json(response).path("error");
        assertEquals(status, error.path("code").intValue());
        JsonNode info = error.path("details").path(0);
        assertEquals(reason, info.path("reason").textValue());
        assertEquals("daemon.walrus.space", info.path("domain").textValue());
    }

    @Test
    void theCommissionThatIsScheduledIsShownUntilItIsTheSame() throws Exception {
        NodeId own = network.own().id();
        AccountAddress owner = network.money().account().address();
        assertEquals(Optional.empty(), nextCommission(own));
        network.ledger().submit(owner, new NodeCommand.SetCommission(own, 2_000));
        assertEquals(Optional.of(2_000), nextCommission(own));
        network.ledger().submit(owner, new NodeCommand.SetCommission(own, 1_000));
        assertEquals(Optional.empty(), nextCommission(own));
    }

    private Optional<Integer> nextCommission(NodeId node) {
        return network.money().pool(node).orElseThrow().nextCommissionBps();
    }

    @Test
    void aBlobIsPutAndGotOverHttp() throws Exception {
        byte[] bytes = bytes(123_456);
        HttpResponse<String> put = put("/v1/blobs?epochs=2&permanent=true", bytes);
        assertEquals(200, put.statusCode(), put.body());
        JsonNode created = json(put).path("newlyCreated");
        JsonNode object = created.path("blobObject");
        String id = object.path("blobId").textValue();
        assertEquals(bytes.length, object.path("size").intValue());
        assertEquals("RS2", object.path("encodingType").textValue());
        assertFalse(object.path("deletable").booleanValue());
        assertTrue(object.path("certifiedEpoch").isIntegralNumber());
        assertEquals(
                object.path("storage").path("startEpoch").longValue() + 2,
                object.path("storage").path("endEpoch").longValue());
        assertTrue(created.path("cost").longValue() > 0);
        JsonNode operation = created.path("resourceOperation").path("registerFromScratch");
        assertEquals(2, operation.path("epochsAhead").intValue());
        assertEquals(
                object.path("storage").path("storageSize").longValue(),
                operation.path("encodedLength").longValue());

        JsonNode again = json(put("/v1/blobs?epochs=1&permanent=true", bytes));
        assertEquals(
                object.path("id"), again.path("alreadyCertified").path("object"), again.toString());
        assertTrue(
                json(put("/v1/blobs?epochs=1&permanent=true&force=true", bytes))
                        .has("newlyCreated"));

        HttpResponse<byte[]> got = get("/v1/blobs/" + id, "accept", "image/png");
        assertEquals(200, got.statusCode());
        assertArrayEquals(bytes, got.body());
        assertEquals(id, got.headers().firstValue("etag").orElseThrow());
        assertEquals("image/png", got.headers().firstValue("content-type").orElseThrow());
        assertEquals("nosniff", got.headers().firstValue("x-content-type-options").orElseThrow());
        assertEquals(
                "public, max-age=86400, stale-while-revalidate=3600",
                got.headers().firstValue("cache-control").orElseThrow());
        assertEquals("*", got.headers().firstValue("access-control-allow-origin").orElseThrow());
        assertArrayEquals(
                bytes, get("/v1/blobs/by-object-id/" + object.path("id").textValue()).body());
        HttpResponse<byte[]> stream = get("/v1alpha/blobs/" + id + "/stream");
        assertArrayEquals(bytes, stream.body());
        assertEquals("true", stream.headers().firstValue("x-walrus-streaming").orElseThrow());
    }

    @Test
    void piecesOfABlobAreGotAlsoWhenTheirNodesAreAway() throws Exception {
        byte[] bytes = bytes(200_000);
        String id = store(bytes, false).blobId().toString();
        for (int round = 0; round < 3; round++) {
            HttpResponse<byte[]> part = get("/v1/blobs/" + id, "range", "bytes=100-70099");
            assertEquals(206, part.statusCode());
            assertEquals(
                    "bytes 100-70099/200000",
                    part.headers().firstValue("content-range").orElseThrow());
            assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 100, 70_100), part.body());
            HttpResponse<byte[]> piece =
                    get("/v1/blobs/" + id + "/byte-range?start=199000&length=1000");
            assertEquals(200, piece.statusCode());
            assertEquals(id + "-199000-1000", piece.headers().firstValue("etag").orElseThrow());
            assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 199_000, 200_000), piece.body());
            // first a node away, then more
            network.neighbourhood().stop(round);
        }
        for (String wrong : List.of("bytes=5-", "bytes=-5", "bytes=7-3", "bytes=0-200000", "x")) {
            assertError(416, "INVALID_BYTE_RANGE", get("/v1/blobs/" + id, "range", wrong));
        }
        assertError(
                400,
                "INVALID_BYTE_RANGE",
                get("/v1/blobs/" + id + "/byte-range?start=1&length=200000"));
    }

    @Test
    void whatIsWrongIsAnsweredAsDocumented() throws Exception {
        byte[] some = bytes(32);
        String unknown = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(some);
        assertError(404, "BLOB_NOT_FOUND", get("/v1/blobs/" + unknown));
        assertError(
                404,
                "OBJECT_ID_RESOLUTION_FAILED",
                get("/v1/blobs/by-object-id/0x" + "ab".repeat(32)));
        assertError(400, "MALFORMED_REQUEST", get("/v1/blobs/short"));
        assertError(400, "MALFORMED_REQUEST", get("/v1/blobs/" + unknown + "?x=1"));
        assertError(
                400,
                "MALFORMED_REQUEST",
                get(
                        "/v1/blobs/"
                                + unknown
                                + "?strict_consistency_check=true&skip_consistency_check=true"));
        assertError(
                400,
                "INVALID_BLOB_PERSISTENCE",
                put("/v1/blobs?permanent=true&deletable=true", some));
        assertError(400, "MALFORMED_REQUEST", put("/v1/blobs?epochs=0", some));
        assertError(400, "MALFORMED_REQUEST", put("/v1/blobs?encoding_type=RS3", some));
        assertError(400, "MALFORMED_REQUEST", put("/v1/blobs?send_object_to=me", some));
        assertError(400, "MALFORMED_REQUEST", put("/v1/quilts", some));
        assertError(400, "INVALID_ID_FORMAT", get("/v1alpha/blobs/concat?ids=x"));
        assertError(500, "BLOB_READ_FAILED", get("/v1alpha/blobs/concat?ids=" + unknown));
        assertEquals(404, get("/v1/other").statusCode());
        assertEquals(405, put("/v1/blobs/" + unknown, some).statusCode());
        assertEquals(
                413,
                put("/v1/blobs", new byte[(int) network.files().mostBytes() + 1]).statusCode());
        assertEquals("OK", new String(get("/status").body(), StandardCharsets.UTF_8));
        awayUpTo(SHARDS - 1);
        assertError(504, "INSUFFICIENT_CONFIRMATIONS", put("/v1/blobs", some));
    }

    private static byte[] form(String boundary, Map<String, byte[]> parts) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            form.writeBytes(
                    ("--"
                                    + boundary
                                    + "\r\nContent-Disposition: form-data; name=\""
                                    + part.getKey()
                                    + "\"; filename=\"x\"\r\nContent-Type: a/b\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(part.getValue());
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    @Test
    void aQuiltIsPutAndItsFilesAreGotByNameAndPlace() throws Exception {
        byte[] small = "\r\n--bound\r\n-- almost a boundary".getBytes(StandardCharsets.UTF_8);
        byte[] large = bytes(40_000);
        byte[] tags =
                "[{\"identifier\":\"small.txt\",\"tags\":{\"content-type\":\"text/plain\",\"n\":5}}]"
                        .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> parts = new java.util.LinkedHashMap<>();
        parts.put("small.txt", small);
        parts.put("für später.bin", large);
        parts.put("empty", new byte[0]);
        parts.put("_metadata", tags);
        HttpResponse<String> put =
                put(
                        "/v1/quilts?epochs=2",
                        form("boundary-1", parts),
                        "content-type",
                        "multipart/form-data; boundary=boundary-1");
        assertEquals(200, put.statusCode(), put.body());
        JsonNode stored = json(put).path("storedQuiltBlobs");
        assertEquals(3, stored.size());
        String quilt =
                json(put)
                        .path("blobStoreResult")
                        .path("newlyCreated")
                        .path("blobObject")
                        .path("blobId")
                        .textValue();
        for (int away = 0; away < 2; away++) {
            for (JsonNode entry : stored) {
                HttpResponse<byte[]> patch =
                        get(
                                "/v1/blobs/by-quilt-patch-id/"
                                        + entry.path("quiltPatchId").textValue());
                assertEquals(200, patch.statusCode());
                assertArrayEquals(parts.get(entry.path("identifier").textValue()), patch.body());
                assertEquals(quilt, patch.headers().firstValue("etag").orElseThrow());
            }
            HttpResponse<byte[]> named = get("/v1/blobs/by-quilt-id/" + quilt + "/small.txt");
            assertArrayEquals(small, named.body());
            assertEquals("text/plain", named.headers().firstValue("content-type").orElseThrow());
            assertEquals(
                    "small.txt",
                    named.headers().firstValue("x-quilt-patch-identifier").orElseThrow());
            assertArrayEquals(
                    large,
                    get("/v1/blobs/by-quilt-id/" + quilt + "/f%C3%BCr%20sp%C3%A4ter.bin").body());
            assertError(
                    404, "QUILT_PATCH_NOT_FOUND", get("/v1/blobs/by-quilt-id/" + quilt + "/none"));
            JsonNode list = json(get("/v1/quilts/" + quilt + "/patches"));
            assertEquals(3, list.size());
            assertEquals("5", list.path(2).path("tags").path("n").textValue(), list.toString());
            network.neighbourhood().stop(1);
        }
    }
}
