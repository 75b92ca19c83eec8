// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.client.RemotePresence;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.BlobStatus;
import haulout.wire.SignedMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PracticeNetworkTest {
    private static final int NODES = 4;
    private static final int SHARDS = 13;
    private static final Duration EPOCH = Duration.ofHours(1);
    private static final long LENT_BYTES = 1L << 30;

    /// Everything that is awaited comes within seconds.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path temp;

    private final Random random = new Random(TestSeed.of(PracticeNetworkTest.class));
    private final AtomicLong ahead = new AtomicLong();

    private Path descriptor() {
        return temp.resolve("network.json");
    }

    private PracticeSetup setup(boolean plain, OptionalInt nodes) {
        return new PracticeSetup(
                temp.resolve("home"),
                nodes,
                OptionalInt.of(SHARDS),
                Optional.of(EPOCH),
                plain,
                Optional.of(descriptor()),
                LENT_BYTES,
                1);
    }

    private PracticeNetwork open(boolean plain) throws Exception {
        return PracticeNetwork.open(
                setup(plain, OptionalInt.of(NODES)),
                () -> Instant.now().plusMillis(ahead.get()));
    }

    private EncodedBlob blob(NetworkUser user, int size) throws Exception {
        return EncodedBlob.of(user.config(), size, random.nextLong());
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("in vain: " + what);
            }
            Thread.onSpinWait();
            Thread.sleep(5);
        }
    }

    private static String store(NetworkUser user, EncodedBlob blob) throws Exception {
        String object = user.register(blob, 5);
        List<Optional<SignedMessage>> confirmations = user.upload(blob);
        HttpResponse<String> certified = user.certify(object, blob, confirmations);
        assertEquals(200, certified.statusCode(), certified.body());
        return object;
    }

    private static boolean isCertified(NetworkUser user, EncodedBlob blob, int node)
            throws Exception {
        return user.node(node).status(blob.metadata().blobId())
                        instanceof BlobStatus.Permanent permanent
                && permanent.isCertified();
    }

    private static boolean holdsAll(NetworkUser user, EncodedBlob blob, int node)
            throws Exception {
        BlobId blobId = blob.metadata().blobId();
        for (ShardIndex shard : user.shards(node)) {
            SliverPairIndex pair = blobId.pair(shard, user.config());
            for (Axis axis : Axis.values()) {
                if (user.node(node).sliverPresence(blobId, pair, axis) != RemotePresence.STORED) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void assertReadable(NetworkUser user, EncodedBlob blob) throws Exception {
        BlobId blobId = blob.metadata().blobId();
        for (int node = 0; node < user.nodeCount(); node++) {
            for (ShardIndex shard : user.shards(node)) {
                SliverPairIndex pair = blobId.pair(shard, user.config());
                for (Axis axis : Axis.values()) {
                    assertEquals(
                            blob.sliver(axis, pair.sliver(axis, user.config())),
                            user.node(node).sliver(blob.metadata(), pair, axis));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBlobIsStoredCertifiedAndReadByTheDescriptorAlone(boolean plain) throws Exception {
        try (PracticeNetwork network = open(plain);
                NetworkUser user = new NetworkUser(descriptor())) {
            JsonNode json = user.descriptor();
            assertEquals(network.descriptor(), json.toString());
            assertEquals(SHARDS, json.path("nShards").intValue());
            assertEquals(1, json.path("epoch").intValue());
            assertEquals(NODES, user.nodeCount());
            List<ShardIndex> all = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                assertEquals("n" + i, json.path("nodes").path(i).path("name").textValue());
                assertTrue(user.shards(i).size() >= SHARDS / NODES);
                all.addAll(user.shards(i));
            }
            assertEquals(SHARDS, all.stream().distinct().count());
            EncodedBlob blob = blob(user, 10_000);
            store(user, blob);
            List<BlobStatus> statuses = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                int node = i;
                await("certified at " + i, () -> isCertified(user, blob, node));
                statuses.add(user.node(i).status(blob.metadata().blobId()));
            }
            assertEquals(1, statuses.stream().distinct().count(), statuses.toString());
            assertReadable(user, blob);
        }
        assertFalse(Files.exists(descriptor()));
    }
}
