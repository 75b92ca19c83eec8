// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.ObjectId;
import haulout.core.SliverPairIndex;
import haulout.ledger.ChainEvent;
import haulout.store.DriveUnavailableException;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.ConfirmationAnswer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tables of checks, row by row, in their order.
class RefusalsTest {
    private static final ByteBuffer RUBBISH = ByteBuffer.wrap(new byte[] {9, 9});

    private NodeHarness harness;
    private EncodedBlob blob;
    private EncodedBlob other;
    private ObjectId object;

    @BeforeEach
    void make() throws Exception {
        Random random = TestSeed.random("RefusalsTest", 2);
        harness = new NodeHarness(10, random);
        harness.begin(harness.committee(1, range(0, 3), range(3, 6), range(6, 8), range(8, 10)));
        blob = EncodedBlob.of(harness.config, random, 1000);
        other = EncodedBlob.of(harness.config, random, 1000);
        object = harness.object();
    }

    private StorageNode start() throws Exception {
        harness.start();
        harness.settle();
        return harness.node();
    }

    private StorageNode startWithPending(PendingLimits limits) throws Exception {
        harness.pending = limits;
        return start();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private SliverPairIndex pair(int shard) {
        return harness.pair(blob, shard);
    }

    private ByteBuffer sliver(SliverPairIndex pair, Axis axis) {
        return blob.sliverBytes(pair.value(), axis);
    }

    @Test
    void metadataThatDoNotParse() throws Exception {
        StorageNode node = start();
        byte[] tail = Arrays.copyOf(blob.metadataBytes(), blob.metadataBytes().length + 1);
        assertEquals(
                ApiError.INVALID_CONTENT_TYPE,
                refusal(() -> node.putMetadata(blob.id(), tail, false)));
    }

    @Test
    void metadataOfAnInvalidBlobComeBeforeEverythingElse() throws Exception {
        harness.event(new ChainEvent.InvalidBlobId(epoch(1), blob.id()));
        StorageNode node = start();
        assertEquals(
                ApiError.INVALID_BLOB,
                refusal(() -> node.putMetadata(blob.id(), other.metadataBytes(), false)));
    }

    @Test
    void metadataOfAnotherEncodingOrAnotherBlob() throws Exception {
        StorageNode node = start();
        byte[] red = blob.metadataBytes();
        red[1] = 0;
        assertEquals(
                ApiError.UNSUPPORTED_ENCODING_TYPE,
                refusal(() -> node.putMetadata(blob.id(), red, false)));
        assertEquals(
                ApiError.INVALID_METADATA,
                refusal(() -> node.putMetadata(blob.id(), other.metadataBytes(), false)));
        byte[] flipped = blob.metadataBytes();
        flipped[40] ^= 1;
        assertEquals(
                ApiError.INVALID_METADATA,
                refusal(() -> node.putMetadata(blob.id(), flipped, false)));
    }

    @Test
    void metadataOfANetworkOfAnotherSizeWaitForNothing() throws Exception {
        StorageNode node = start();
        byte[] large = EncodedBlob.of(new EncodingConfig(100), harness.random, 10).metadataBytes();
        try (AutoCloseable _ = harness.holdCodec()) {
            assertEquals(
                    ApiError.INVALID_METADATA,
                    refusal(() -> node.putMetadata(blob.id(), large, false)));
            assertEquals(
                    ApiError.UNAVAILABLE,
                    refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), false)));
        }
    }

    @Test
    void metadataOfABlobThatIsNotRegisteredOrNoLonger() throws Exception {
        StorageNode node = start();
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), false)));
        assertEquals(
                ApiError.CACHE_SATURATED,
                refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), true)));
        harness.register(blob.id(), 1, 3, true, object);
        harness.delete(blob.id(), 1, 3, object, false);
        harness.settle();
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), false)));
        assertEquals(ApiError.METADATA_NOT_FOUND, refusal(() -> node.metadata(blob.id())));
    }

    @Test
    void storedMetadataAreAnsweredBeforeTheyAreVerified() throws Exception {
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, true, object);
        harness.settle();
        assertEquals(Accepted.STORED, node.putMetadata(blob.id(), blob.metadataBytes(), true));
        assertEquals(
                Accepted.ALREADY_THERE, node.putMetadata(blob.id(), other.metadataBytes(), false));
    }

    @Test
    void sliversInTheOrderOfTheTable() throws Exception {
        StorageNode node = start();
        SliverPairIndex mine = pair(0);
        SliverPairIndex foreign = pair(5);
        assertEquals(
                ApiError.INVALID_CONTENT_TYPE,
                refusal(() ->
                        node.putSliver(
                                blob.id(), new SliverPairIndex(10), Axis.PRIMARY, RUBBISH, false)));
        assertEquals(
                ApiError.INDEX_OUT_OF_RANGE,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                new SliverPairIndex(10),
                                Axis.PRIMARY,
                                sliver(mine, Axis.PRIMARY),
                                false)));
        assertEquals(
                ApiError.SLIVER_INDEX_MISMATCH,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                mine,
                                Axis.PRIMARY,
                                sliver(foreign, Axis.PRIMARY),
                                false)));
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                foreign,
                                Axis.PRIMARY,
                                sliver(foreign, Axis.PRIMARY),
                                false)));
        assertEquals(
                ApiError.METADATA_REQUIRED,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                foreign,
                                Axis.PRIMARY,
                                sliver(foreign, Axis.PRIMARY),
                                true)));
        harness.register(blob.id(), 1, 3, true, object);
        harness.settle();
        assertEquals(
                ApiError.METADATA_REQUIRED,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                foreign,
                                Axis.PRIMARY,
                                sliver(foreign, Axis.PRIMARY),
                                false)));
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        assertEquals(
                ApiError.SHARD_NOT_ASSIGNED,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                foreign,
                                Axis.PRIMARY,
                                sliver(foreign, Axis.PRIMARY),
                                false)));
        for (Axis axis : Axis.values()) {
            byte[] wrong = sliver(mine, axis).array();
            wrong[5] ^= 1;
            assertEquals(
                    ApiError.INVALID_SLIVER,
                    refusal(() ->
                            node.putSliver(blob.id(), mine, axis, ByteBuffer.wrap(wrong), false)));
        }
        byte[] shorter = sliver(mine, Axis.PRIMARY).array();
        shorter[0] -= 2; // still whole BCS: two bytes of the payload are left out
        byte[] cut = new byte[shorter.length - 2];
        System.arraycopy(shorter, 0, cut, 0, cut.length - 4);
        System.arraycopy(shorter, shorter.length - 4, cut, cut.length - 4, 4);
        assertEquals(
                ApiError.INVALID_SLIVER,
                refusal(() ->
                        node.putSliver(
                                blob.id(), mine, Axis.PRIMARY, ByteBuffer.wrap(cut), false)));
        assertEquals(0, harness.slivers.count());
        ByteBuffer right = sliver(mine, Axis.PRIMARY);
        assertEquals(Accepted.STORED, node.putSliver(blob.id(), mine, Axis.PRIMARY, right, false));
        assertEquals(0, right.position(), "the buffer is left as it was");
        byte[] wrong = sliver(mine, Axis.PRIMARY).array();
        wrong[5] ^= 1;
        assertEquals(
                Accepted.ALREADY_THERE,
                node.putSliver(blob.id(), mine, Axis.PRIMARY, ByteBuffer.wrap(wrong), false),
                "what is stored is looked up and not verified again");
    }

    @Test
    void readsInTheOrderOfTheirChecks() throws Exception {
        harness.blocked.add(other.id());
        StorageNode node = start();
        SliverPairIndex mine = pair(1);
        assertEquals(
                ApiError.INDEX_OUT_OF_RANGE,
                refusal(() -> node.sliver(other.id(), new SliverPairIndex(10), Axis.PRIMARY)));
        assertEquals(
                ApiError.FORBIDDEN_BLOB,
                refusal(() -> node.sliver(other.id(), mine, Axis.PRIMARY)));
        assertEquals(ApiError.FORBIDDEN_BLOB, refusal(() -> node.metadata(other.id())));
        assertEquals(
                ApiError.SLIVER_NOT_FOUND,
                refusal(() -> node.sliver(blob.id(), pair(5), Axis.PRIMARY)));
        harness.register(blob.id(), 1, 3, true, object);
        harness.settle();
        assertEquals(
                ApiError.SHARD_NOT_ASSIGNED,
                refusal(() -> node.sliver(blob.id(), pair(5), Axis.PRIMARY)));
        assertEquals(
                ApiError.SLIVER_NOT_FOUND,
                refusal(() -> node.sliver(blob.id(), mine, Axis.PRIMARY)));
        assertEquals(ApiError.METADATA_NOT_FOUND, refusal(() -> node.metadata(blob.id())));
        assertEquals(
                ApiError.SHARD_NOT_ASSIGNED,
                refusal(() -> node.sliverPresence(blob.id(), pair(5), Axis.PRIMARY)));
        assertEquals(
                ApiError.SHARD_NOT_ASSIGNED,
                refusal(() ->
                        node.sliverPresence(blob.id(), new SliverPairIndex(10), Axis.PRIMARY)));
    }

    @Test
    void blockedBlobsAreStoredAllTheSame() throws Exception {
        harness.blocked.add(blob.id());
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, true, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        node.confirmation(blob.id(), new BlobPersistence.Deletable(object), Optional.empty());
        assertEquals(
                ApiError.FORBIDDEN_BLOB,
                refusal(() -> node.sliver(blob.id(), pair(0), Axis.PRIMARY)));
    }

    @Test
    void confirmationsNeedRegistrationThenSliversThenTheObject() throws Exception {
        StorageNode node = start();
        BlobPersistence deletable = new BlobPersistence.Deletable(object);
        BlobPersistence stranger = new BlobPersistence.Deletable(harness.object());
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() -> node.confirmation(blob.id(), deletable, Optional.empty())));
        harness.register(blob.id(), 1, 3, true, object);
        ObjectId permanent = harness.object();
        harness.register(blob.id(), 1, 3, false, permanent);
        ObjectId ofOther = harness.object();
        harness.register(other.id(), 1, 3, true, ofOther);
        harness.settle();
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() -> node.confirmation(blob.id(), stranger, Optional.empty())));
        harness.upload(blob, 0, 1);
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() -> node.confirmation(blob.id(), deletable, Optional.empty())));
        harness.upload(blob, 2);
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() -> node.confirmation(blob.id(), stranger, Optional.empty())));
        for (ObjectId wrong : List.of(permanent, ofOther)) {
            assertEquals(
                    ApiError.NOT_REGISTERED,
                    refusal(() ->
                            node.confirmation(
                                    blob.id(),
                                    new BlobPersistence.Deletable(wrong),
                                    Optional.empty())));
        }
        assertEquals(
                72,
                node.confirmation(blob.id(), deletable, Optional.empty())
                        .signed()
                        .message()
                        .length);
    }

    @Test
    void aSliverThatIsLostNoLongerCounts() throws Exception {
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, false, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
        harness.slivers.lose(Pairs.key(blob.id(), pair(1), Axis.SECONDARY, harness.config));
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() ->
                        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty())));
    }

    @Test
    void aStoreThatFailsIsUnavailableAndNeverNotFound() throws Exception {
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, false, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        harness.slivers.fail(new DriveUnavailableException("unplugged"));
        ApiError gone = ApiError.UNAVAILABLE;
        assertEquals(gone, refusal(() -> node.metadata(blob.id())));
        assertEquals(gone, refusal(() -> node.metadataPresence(blob.id())));
        assertEquals(gone, refusal(() -> node.sliver(blob.id(), pair(0), Axis.PRIMARY)));
        assertEquals(gone, refusal(() -> node.sliverPresence(blob.id(), pair(0), Axis.PRIMARY)));
        assertEquals(gone, refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), false)));
        assertEquals(
                gone,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                pair(0),
                                Axis.PRIMARY,
                                sliver(pair(0), Axis.PRIMARY),
                                false)));
        assertEquals(
                gone,
                refusal(() ->
                        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty())));
        assertTrue(
                node.snapshot().alerts().stream()
                        .anyMatch(alert -> alert.kind() == NodeAlert.Kind.STORE_UNAVAILABLE));
        harness.slivers.fail(null);
        harness.upload(blob, 0);
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
    }

    @Test
    void aNodeThatHasNotReachedTheLedgerCannotSay() throws Exception {
        harness.chain.fail("no network");
        harness.start();
        StorageNode node = harness.node();
        ApiError silent = ApiError.UNAVAILABLE;
        assertEquals(silent, refusal(() -> node.status(blob.id())));
        assertEquals(silent, refusal(() -> node.metadata(blob.id())));
        assertEquals(silent, refusal(() -> node.sliver(blob.id(), pair(0), Axis.PRIMARY)));
        assertEquals(
                silent, refusal(() -> node.putMetadata(blob.id(), blob.metadataBytes(), false)));
        assertEquals("Standby", node.health(false).nodeStatus());
        harness.chain.fail(null);
        harness.settle();
        assertEquals(ApiError.METADATA_NOT_FOUND, refusal(() -> node.metadata(blob.id())));
    }

    @Test
    void aNodeThatLostTheLedgerNoLongerSaysNo() throws Exception {
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, false, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        harness.chain.fail("no network");
        NodeHarness.await(() ->
                node.snapshot().alerts().stream()
                        .anyMatch(alert -> alert.kind() == NodeAlert.Kind.LEDGER_UNREACHABLE));
        assertEquals(ApiError.METADATA_NOT_FOUND, refusal(() -> node.metadata(other.id())));
        harness.now.updateAndGet(now -> now.plus(Duration.ofSeconds(61)));
        assertEquals(ApiError.UNAVAILABLE, refusal(() -> node.metadata(other.id())));
        assertEquals(ApiError.UNAVAILABLE, refusal(() -> node.status(other.id())));
        assertEquals(
                ApiError.UNAVAILABLE,
                refusal(() -> node.putMetadata(other.id(), other.metadataBytes(), false)));
        node.metadata(blob.id());
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
        harness.chain.fail(null);
        NodeHarness.await(() -> node.snapshot().isCurrent());
        assertEquals(ApiError.METADATA_NOT_FOUND, refusal(() -> node.metadata(other.id())));
        assertTrue(node.snapshot().alerts().isEmpty());
    }

    @Test
    void pendingUploadsAreFlushedByTheRegistration() throws Exception {
        StorageNode node = startWithPending(PendingLimits.keeping(Duration.ofSeconds(30)));
        assertEquals(Accepted.BUFFERED, node.putMetadata(blob.id(), blob.metadataBytes(), true));
        assertEquals(
                Accepted.ALREADY_THERE, node.putMetadata(blob.id(), blob.metadataBytes(), false));
        assertEquals(Presence.NONEXISTENT, node.metadataPresence(blob.id()));
        for (int shard = 0; shard < 3; shard++) {
            for (Axis axis : Axis.values()) {
                SliverPairIndex pair = pair(shard);
                assertEquals(
                        Accepted.BUFFERED,
                        node.putSliver(blob.id(), pair, axis, sliver(pair, axis), shard == 0));
                assertEquals(Presence.BUFFERED, node.sliverPresence(blob.id(), pair, axis));
            }
        }
        CompletableFuture<Object> waiting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        waiting.complete(
                                node.confirmation(
                                        blob.id(),
                                        BlobPersistence.PERMANENT,
                                        Optional.of(Duration.ofSeconds(60))));
                    } catch (Exception e) {
                        waiting.complete(e);
                    }
                });
        assertFalse(waiting.isDone());
        harness.register(blob.id(), 1, 3, false, object);
        assertTrue(waiting.get() instanceof ConfirmationAnswer, () -> "" + waiting.join());
        assertEquals(6, harness.slivers.count());
        assertEquals(Presence.STORED, node.metadataPresence(blob.id()));
    }

    @Test
    void pendingUploadsAreBoundedAndExpire() throws Exception {
        StorageNode node =
                startWithPending(new PendingLimits(Duration.ofSeconds(30), 1, 2, 1 << 20, 1 << 20));
        node.putMetadata(blob.id(), blob.metadataBytes(), true);
        assertEquals(
                ApiError.CACHE_SATURATED,
                refusal(() -> node.putMetadata(other.id(), other.metadataBytes(), true)));
        node.putSliver(blob.id(), pair(0), Axis.PRIMARY, sliver(pair(0), Axis.PRIMARY), false);
        node.putSliver(blob.id(), pair(1), Axis.PRIMARY, sliver(pair(1), Axis.PRIMARY), false);
        assertEquals(
                ApiError.CACHE_SATURATED,
                refusal(() ->
                        node.putSliver(
                                blob.id(),
                                pair(2),
                                Axis.PRIMARY,
                                sliver(pair(2), Axis.PRIMARY),
                                false)));
        assertEquals(
                ApiError.NOT_REGISTERED,
                refusal(() ->
                        node.confirmation(
                                blob.id(),
                                BlobPersistence.PERMANENT,
                                Optional.of(Duration.ofMillis(1)))));
        harness.now.updateAndGet(now -> now.plus(Duration.ofSeconds(31)));
        NodeHarness.await(() -> node.snapshot().isCurrent());
        BlobId id = blob.id();
        assertEquals(Presence.NONEXISTENT, node.sliverPresence(id, pair(0), Axis.PRIMARY));
        assertEquals(Accepted.BUFFERED, node.putMetadata(other.id(), other.metadataBytes(), true));
    }

    @Test
    void moreArithmeticThanMayWaitIsRefusedAtOnce() throws Exception {
        StorageNode node = start();
        harness.register(blob.id(), 1, 3, false, object);
        harness.settle();
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        try (var _ = harness.holdCodec()) {
            assertEquals(
                    ApiError.UNAVAILABLE,
                    refusal(() ->
                            node.putSliver(
                                    blob.id(),
                                    pair(0),
                                    Axis.PRIMARY,
                                    sliver(pair(0), Axis.PRIMARY),
                                    false)));
        }
        assertEquals(
                Accepted.STORED,
                node.putSliver(
                        blob.id(), pair(0), Axis.PRIMARY, sliver(pair(0), Axis.PRIMARY), false));
    }
}
