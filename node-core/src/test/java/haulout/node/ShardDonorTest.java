// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.crypto.BlsSecretKey;
import haulout.store.SliverKey;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.ProtocolMessage;
import haulout.wire.ProtocolMessage.SyncShard;
import haulout.wire.SignedMessage;
import haulout.wire.SyncedSliver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardDonorTest {
    private static final BlobId FIRST = new BlobId(Hash32.ZERO);

    private NodeHarness harness;
    private final List<EncodedBlob> blobs = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Random random = TestSeed.random("ShardDonorTest", 8);
        harness = new NodeHarness(10, random);
        harness.begin(harness.committee(1, range(0, 3), range(3, 10)));
        harness.start();
        for (int i = 0; i < 20; i++) {
            EncodedBlob blob = EncodedBlob.of(harness.config, random, 100 + i);
            ObjectId object = harness.object();
            harness.register(blob.id(), 1, 5, true, object);
            harness.settle();
            harness.upload(blob, 0, 1, 2);
            if (i % 5 != 0) {
                harness.certify(blob.id(), 1, 5, true, object);
                blobs.add(blob);
            }
            if (i % 5 == 1) {
                harness.delete(blob.id(), 1, 5, object, true);
                blobs.removeLast();
            }
        }
        blobs.sort(Comparator.comparing(EncodedBlob::id));
        // shard 0 goes to the second member
        harness.begin(harness.committee(2, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        harness.settle();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private AnswerBody ask(BlsSecretKey key, ProtocolMessage message) throws Exception {
        return harness.node()
                .syncShard(key.publicKey().toBytes(), SignedMessage.sign(message, key).toBytes());
    }

    private BlsSecretKey heir() {
        return harness.members.get(1).key();
    }

    private static SyncShard request(int shard, Axis axis, BlobId from, long count) {
        return SyncShard.of(epoch(2), new ShardIndex(shard), axis, from, count);
    }

    @Test
    void theNewHolderGetsTheCertifiedBlobsInOrder() throws Exception {
        for (Axis axis : Axis.values()) {
            BlobId from = FIRST;
            List<SyncedSliver> got = new ArrayList<>();
            while (true) {
                List<SyncedSliver> part =
                        SyncedSliver.decodeAnswer(
                                WriteAndReadTest.bytes(ask(heir(), request(0, axis, from, 5))), 5);
                if (part.isEmpty()) {
                    break;
                }
                got.addAll(part);
                from = ShardDonor.after(part.getLast().blobId()).orElseThrow();
            }
            assertEquals(
                    blobs.stream().map(EncodedBlob::id).toList(),
                    got.stream().map(SyncedSliver::blobId).toList());
            for (int i = 0; i < got.size(); i++) {
                EncodedBlob blob = blobs.get(i);
                assertEquals(blob.sliver(harness.pair(blob, 0).value(), axis), got.get(i).sliver());
            }
        }
    }

    @Test
    void anAnswerEndsAtItsBytesWithOneSliverAtLeast() throws Exception {
        harness.stop();
        harness.limits = harness.limits.withSyncLimits(100, 1, 1);
        harness.start();
        harness.settle();
        List<SyncedSliver> got =
                SyncedSliver.decodeAnswer(
                        WriteAndReadTest.bytes(ask(heir(), request(0, Axis.PRIMARY, FIRST, 50))),
                        50);
        assertEquals(1, got.size());
        AnswerBody open = ask(heir(), request(0, Axis.PRIMARY, FIRST, 50));
        assertEquals(
                ApiError.UNAVAILABLE,
                refusal(() -> ask(heir(), request(0, Axis.PRIMARY, FIRST, 50))));
        open.close();
        open.close();
        ask(heir(), request(0, Axis.PRIMARY, FIRST, 50)).close();
    }

    @Test
    void whatCannotBeReadNowIsLeftOut() throws Exception {
        for (int i : new int[] {0, 3}) {
            harness.slivers.setAway(key(blobs.get(i)), true);
        }
        harness.slivers.damage(key(blobs.get(5)));
        List<BlobId> expected = new ArrayList<>(blobs.stream().map(EncodedBlob::id).toList());
        for (int i : new int[] {5, 3, 0}) {
            expected.remove(i);
        }
        assertEquals(expected, given());
    }

    @Test
    void whoCanReadNothingNowSaysToAskLater() throws Exception {
        for (EncodedBlob blob : blobs) {
            harness.slivers.setAway(key(blob), true);
        }
        assertEquals(
                ApiError.UNAVAILABLE,
                refusal(() -> ask(heir(), request(0, Axis.PRIMARY, FIRST, 50))));
        blobs.forEach(blob -> harness.slivers.setAway(key(blob), false));
        assertEquals(blobs.size(), given().size());
    }

    private static SliverKey key(EncodedBlob blob) {
        return new SliverKey(blob.id(), new ShardIndex(0), Axis.PRIMARY);
    }

    private List<BlobId> given() throws Exception {
        byte[] answer = WriteAndReadTest.bytes(ask(heir(), request(0, Axis.PRIMARY, FIRST, 50)));
        return SyncedSliver.decodeAnswer(answer, 50).stream().map(SyncedSliver::blobId).toList();
    }

    @Test
    void othersAreRefusedInOrder() throws Exception {
        BlsSecretKey stranger = BlsSecretKey.generate(harness.random);
        SyncShard good = request(0, Axis.PRIMARY, FIRST, 5);
        assertEquals(ApiError.REQUEST_UNAUTHORIZED, refusal(() -> ask(stranger, good)));
        assertEquals(
                ApiError.REQUEST_UNAUTHORIZED,
                refusal(() ->
                        harness.node()
                                .syncShard(
                                        new byte[48], SignedMessage.sign(good, heir()).toBytes())));
        assertEquals(
                ApiError.INVALID_CONTENT_TYPE,
                refusal(() ->
                        harness.node().syncShard(heir().publicKey().toBytes(), new byte[10])));
        assertEquals(
                ApiError.MESSAGE_VERIFICATION_FAILED,
                refusal(() ->
                        harness.node()
                                .syncShard(
                                        heir().publicKey().toBytes(),
                                        SignedMessage.sign(good, stranger).toBytes())));
        assertEquals(
                ApiError.MESSAGE_VERIFICATION_FAILED,
                refusal(() -> ask(heir(), new ProtocolMessage.InvalidBlobId(epoch(2), FIRST))));
        assertEquals(
                ApiError.MESSAGE_VERIFICATION_FAILED,
                refusal(() ->
                        ask(
                                heir(),
                                new SyncShard(
                                        epoch(2),
                                        new ShardIndex(0),
                                        Axis.PRIMARY,
                                        FIRST,
                                        5,
                                        epoch(1)))));
        for (Epoch wrong : List.of(epoch(1), epoch(3))) {
            try {
                ask(heir(), SyncShard.of(wrong, new ShardIndex(0), Axis.PRIMARY, FIRST, 5));
                throw new AssertionError("answered");
            } catch (RefusedException refused) {
                assertEquals(ApiError.INVALID_EPOCH, refused.error());
                assertEquals(
                        Map.of("request_epoch", wrong.toString(), "server_epoch", "2"),
                        refused.facts());
            }
        }
        assertEquals(
                ApiError.REQUEST_UNAUTHORIZED,
                refusal(() -> ask(heir(), request(1, Axis.PRIMARY, FIRST, 5))));
        assertEquals(
                ApiError.SLIVER_COUNT_EXCEEDS_LIMIT,
                refusal(() -> ask(heir(), request(0, Axis.PRIMARY, FIRST, 1001))));
        assertEquals(
                ApiError.SLIVER_COUNT_EXCEEDS_LIMIT,
                refusal(() -> ask(heir(), request(0, Axis.PRIMARY, FIRST, -1))));
        assertEquals(
                ApiError.SHARD_NOT_ASSIGNED,
                refusal(() -> ask(heir(), request(5, Axis.PRIMARY, FIRST, 5))));
    }
}
