// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import haulout.core.Axis;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.core.SliverPairIndex;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.MessageVerdict;
import haulout.wire.MetadataFormat;
import haulout.wire.ProtocolMessage.StorageConfirmation;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteAndReadTest {
    private NodeHarness harness;
    private EncodedBlob blob;
    private ObjectId object;

    @BeforeEach
    void start() throws Exception {
        Random random = TestSeed.random("WriteAndReadTest", 1);
        harness = new NodeHarness(10, random);
        harness.begin(harness.committee(1, range(0, 3), range(3, 6), range(6, 8), range(8, 10)));
        harness.start();
        blob = EncodedBlob.of(harness.config, random, 1000);
        object = harness.object();
        harness.settle();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    static byte[] bytes(AnswerBody body) throws Exception {
        try (body) {
            ByteBuffer all = ByteBuffer.allocate((int) body.byteCount());
            while (body.read(all) >= 0) {
                if (!all.hasRemaining()) {
                    break;
                }
            }
            assertEquals(-1, body.read(ByteBuffer.allocate(1)));
            return all.array();
        }
    }

    @Test
    void theWholeFlowOfAPermanentBlob() throws Exception {
        StorageNode node = harness.node();
        harness.register(blob.id(), 1, 5, false, object);
        harness.settle();
        assertEquals(Presence.NONEXISTENT, node.metadataPresence(blob.id()));
        assertEquals(Accepted.STORED, node.putMetadata(blob.id(), blob.metadataBytes(), false));
        assertEquals(
                Accepted.ALREADY_THERE, node.putMetadata(blob.id(), blob.metadataBytes(), false));
        assertEquals(Presence.STORED, node.metadataPresence(blob.id()));
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() ->
                        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty())));
        for (int shard = 0; shard < 3; shard++) {
            SliverPairIndex pair = harness.pair(blob, shard);
            for (Axis axis : Axis.values()) {
                ByteBuffer sliver = blob.sliverBytes(pair.value(), axis);
                assertEquals(Presence.NONEXISTENT, node.sliverPresence(blob.id(), pair, axis));
                assertEquals(Accepted.STORED, node.putSliver(blob.id(), pair, axis, sliver, false));
                assertEquals(
                        Accepted.ALREADY_THERE,
                        node.putSliver(blob.id(), pair, axis, sliver, false));
                assertEquals(Presence.STORED, node.sliverPresence(blob.id(), pair, axis));
                assertArrayEquals(sliver.array(), bytes(node.sliver(blob.id(), pair, axis)));
            }
        }
        var confirmed =
                node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty()).signed();
        assertInstanceOf(
                MessageVerdict.Accepted.class,
                confirmed.verify(
                        harness.self().key().publicKey(),
                        new StorageConfirmation(
                                new Epoch(1), blob.id(), BlobPersistence.PERMANENT)));
        assertEquals(40, confirmed.message().length);
        assertArrayEquals(
                MetadataFormat.encodeWithId(blob.id(), blob.metadata().metadata()),
                node.metadata(blob.id()));
        assertInstanceOf(BlobStatus.Permanent.class, node.status(blob.id()));
    }

    @Test
    void whatIsOnADriveThatIsAwayIsTakenAgainBeforeItIsConfirmed() throws Exception {
        StorageNode node = harness.node();
        harness.register(blob.id(), 1, 5, false, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
        SliverPairIndex pair = harness.pair(blob, 1);
        harness.slivers.setAway(Pairs.key(blob.id(), pair, Axis.SECONDARY, harness.config), true);
        requireMissing();
        assertEquals(Presence.NONEXISTENT, node.sliverPresence(blob.id(), pair, Axis.SECONDARY));
        ByteBuffer sliver = blob.sliverBytes(pair.value(), Axis.SECONDARY);
        assertEquals(
                Accepted.STORED, node.putSliver(blob.id(), pair, Axis.SECONDARY, sliver, false));
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
        assertArrayEquals(sliver.array(), bytes(node.sliver(blob.id(), pair, Axis.SECONDARY)));
        harness.slivers.setMetadataAway(blob.id());
        requireMissing();
        assertEquals(Accepted.STORED, node.putMetadata(blob.id(), blob.metadataBytes(), false));
        node.confirmation(blob.id(), BlobPersistence.PERMANENT, Optional.empty());
    }

    private void requireMissing() throws Exception {
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() ->
                        harness.node()
                                .confirmation(
                                        blob.id(), BlobPersistence.PERMANENT, Optional.empty())));
    }
}
