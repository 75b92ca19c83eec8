// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.client.RemotePresence;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.ledger.embedded.Faucet;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.StakeCommand;
import haulout.network.Finding;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.BlobStatus;
import haulout.wire.SignedMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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
import java.util.concurrent.locks.LockSupport;
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

    /// Between two looks at what is awaited.
    private static final long POLL_NANOS = 2_000_000;

    @TempDir Path temp;

    private final Random random = TestSeed.random("practice network", 4);
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
                setup(plain, OptionalInt.of(NODES)), () -> Instant.now().plusMillis(ahead.get()));
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
            LockSupport.parkNanos(POLL_NANOS);
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

    private static boolean holdsAll(NetworkUser user, EncodedBlob blob, int node) throws Exception {
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

    @Test
    void theLedgerRefusesWhatTheContractRefuses() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 500);
            EncodedBlob other = blob(user, 500);
            String object = user.register(blob, 1);
            String otherObject = user.register(other, 1);
            List<Optional<SignedMessage>> confirmations = user.upload(blob);
            List<Optional<SignedMessage>> tooFew = new ArrayList<>(confirmations);
            tooFew.set(0, Optional.empty());
            tooFew.set(1, Optional.empty());
            assertRefused("ENotEnoughStake", user.certify(object, blob, tooFew));
            assertRefused("EInvalidBlobId", user.certify(otherObject, other, confirmations));
            List<Optional<SignedMessage>> swapped = new ArrayList<>(confirmations);
            swapped.set(0, user.upload(other).getFirst());
            assertRefused("ESigVerification", user.certify(object, blob, swapped));
            assertEquals(200, user.certify(object, blob, confirmations).statusCode());
            assertRefused("EAlreadyCertified", user.certify(object, blob, confirmations));
            String register = user.descriptor().path("register").path("url").textValue();
            assertEquals(
                    400, user.post(register, "", NetworkUser.JSON.createArrayNode()).statusCode());
            String stop =
                    user.descriptor()
                            .path("control")
                            .path("stopUrl")
                            .textValue()
                            .replace("{index}", "0");
            assertEquals(
                    401,
                    user.post(stop, "guess", NetworkUser.JSON.createObjectNode()).statusCode());
            assertTrue(network.snapshot(0).isPresent());
            assertEquals(404, user.control(NODES, "stop").statusCode());
        }
    }

    @Test
    void aStoreThatWasRefusedIsGoneOnWithAndNotPaidAgain() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 500);
            String object = user.register(blob, 2);
            int registered = network.ledger().read(view -> view.blobs().size());
            assertEquals(object, user.register(blob, 2), "the same again");
            assertEquals(object, user.register(blob, 1), "long enough");
            int now = network.ledger().read(view -> view.blobs().size());
            assertEquals(registered, now);
            assertNotEquals(object, user.register(blob, 3), "not long enough");
            assertEquals(200, user.certify(object, blob, user.upload(blob)).statusCode());
            assertNotEquals(object, user.register(blob, 2), "it is certified");
            EncodedBlob other = blob(user, 500);
            assertNotEquals(object, user.register(other, 1));
        }
    }

    private static void assertRefused(String fault, HttpResponse<String> answer) {
        assertEquals(409, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(fault), answer.body());
    }

    @Test
    void aNeighbourThatWasAwayCatchesUpAndOneThatWasWipedRebuilds() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            assertEquals(200, user.control(2, "stop").statusCode());
            assertTrue(network.snapshot(2).isEmpty());
            EncodedBlob blob = blob(user, 20_000);
            store(user, blob);
            assertEquals(200, user.control(2, "start").statusCode());
            await("certified at 2", () -> isCertified(user, blob, 2));
            await("all slivers at 2", () -> holdsAll(user, blob, 2));
            network.neighbourhood().wipe(1);
            await("all slivers at 1", () -> holdsAll(user, blob, 1));
            assertReadable(user, blob);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aNeighbourWhosePortWasTakenMeanwhileAnswersAtAnother(int index) throws Exception {
        try (PracticeNetwork network = open(false);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 3_000);
            store(user, blob);
            URI before = user.url(index);
            assertEquals(200, user.control(index, "stop").statusCode());
            try (ServerSocket other =
                    new ServerSocket(before.getPort(), 1, InetAddress.getLoopbackAddress())) {
                assertEquals(200, user.control(index, "start").statusCode());
                assertTrue(network.snapshot(index).isPresent());
                await("another port", () -> !user.url(index).equals(before));
                await("all slivers", () -> holdsAll(user, blob, index));
                assertReadable(user, blob);
                assertTrue(other.isBound());
            }
        }
    }

    @Test
    void aBlobThatWasEncodedWronglyIsProvedToBeSoAndReadingItSaysSo() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            SliverIndex wrong = new SliverIndex(2);
            EncodedBlob blob = blob(user, 9_000).withWrongHash(Axis.PRIMARY, wrong);
            BlobId blobId = blob.metadata().blobId();
            ShardIndex shard = blobId.shard(wrong.pair(Axis.PRIMARY, user.config()), user.config());
            int holder = 0;
            while (!user.shards(holder).contains(shard)) {
                holder++;
            }
            // whoever has the other slivers cannot know; the holder has to make the wrong one
            // itself
            assertEquals(200, user.control(holder, "stop").statusCode());
            store(user, blob);
            assertEquals(200, user.control(holder, "start").statusCode());
            for (int i = 0; i < NODES; i++) {
                int node = i;
                await(
                        "marked invalid at " + i,
                        () -> user.node(node).status(blobId) instanceof BlobStatus.Invalid);
            }
            TransferException refusal =
                    assertThrows(
                            TransferException.class,
                            () ->
                                    network.files()
                                            .read(
                                                    blobId,
                                                    temp.resolve("out"),
                                                    false,
                                                    TransferListener.NONE));
            assertEquals(TransferException.Kind.INVALID, refusal.kind());
            assertTrue(String.valueOf(refusal.getMessage()).contains("marked invalid"));
            assertFalse(Files.exists(temp.resolve("out")));
        }
    }

    @Test
    void twoBlobsUnderOneRegistrationAreFoundOutAndMarkedInvalid() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 9_000).withColumnsOf(blob(user, 9_000));
            BlobId blobId = blob.metadata().blobId();
            assertEquals(200, user.control(1, "stop").statusCode());
            store(user, blob);
            // whoever compares rows with columns sees it at once
            assertInvalid(network, blobId, true);
            assertEquals(List.of(), network.neighbourhood().findings(0));
            assertEquals(200, user.control(1, "start").statusCode());
            for (int i = 0; i < NODES; i++) {
                int node = i;
                await(
                        "marked invalid at " + i,
                        () -> user.node(node).status(blobId) instanceof BlobStatus.Invalid);
            }
            assertInvalid(network, blobId, false);
            assertEquals(
                    List.of(new Finding.InvalidBlob(1, blobId)),
                    network.neighbourhood().findings(0));
        }
    }

    private void assertInvalid(PracticeNetwork network, BlobId blobId, boolean strict) {
        TransferException refusal =
                assertThrows(
                        TransferException.class,
                        () ->
                                network.files()
                                        .read(
                                                blobId,
                                                temp.resolve("out"),
                                                strict,
                                                TransferListener.NONE));
        assertEquals(TransferException.Kind.INVALID, refusal.kind());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void shardsMoveToWhoeverHasMoreStakeEvenIfTheOldHolderIsGone() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 30_000);
            store(user, blob);
            int before = user.shards(1).size();
            // more than all others together, so that some shards of everybody's move
            assertInstanceOf(
                    Outcome.Applied.class,
                    network.ledger()
                            .submit(
                                    network.ledger().rules().host(),
                                    new StakeCommand.Stake(
                                            network.neighbourhood().neighbours().get(1).node(),
                                            2 * Faucet.MAX_GIFT)));
            network.neighbourhood().stop(3);
            network.neighbourhood().nextEpoch();
            await("epoch 2", () -> user.descriptor().path("epoch").intValue() == 2);
            assertTrue(user.shards(1).size() > before, user.shards(1).toString());
            for (int i = 0; i < 3; i++) {
                int node = i;
                await("all slivers at " + i, () -> holdsAll(user, blob, node));
            }
            await("epoch 2 has begun", () -> !network.ledger().isChangingEpoch());
            network.neighbourhood().start(3);
            await("all slivers at 3", () -> holdsAll(user, blob, 3));
            assertReadable(user, blob);
        }
    }

    @Test
    void theNextEpochComesWhenItIsTime() throws Exception {
        try (PracticeNetwork network = open(true);
                NetworkUser user = new NetworkUser(descriptor())) {
            EncodedBlob blob = blob(user, 3_000);
            store(user, blob);
            ahead.addAndGet(EPOCH.toMillis() + 1);
            // the driver sleeps by the real clock until somebody submits something
            user.register(blob(user, 1), 1);
            await("epoch 2", () -> user.descriptor().path("epoch").intValue() == 2);
            await("epoch 2 has begun", () -> !network.ledger().isChangingEpoch());
            for (int i = 0; i < NODES; i++) {
                int node = i;
                await("still certified", () -> isCertified(user, blob, node));
                await("all slivers", () -> holdsAll(user, blob, node));
            }
        }
    }

    @Test
    void afterARestartEverythingIsThereAgain() throws Exception {
        List<String> ids = new ArrayList<>();
        EncodedBlob blob;
        try (PracticeNetwork network = open(false);
                NetworkUser user = new NetworkUser(descriptor())) {
            blob = blob(user, 7_000);
            store(user, blob);
            user.descriptor().path("nodes").forEach(node -> ids.add(node.path("nodeId").asText()));
            assertEquals(NODES, network.nodeCount());
        }
        IOException other =
                assertThrows(
                        IOException.class,
                        () ->
                                PracticeNetwork.open(
                                                setup(false, OptionalInt.of(NODES + 1)),
                                                Instant::now)
                                        .close());
        assertTrue(String.valueOf(other.getMessage()).contains("has 4 nodes"), other.toString());
        try (PracticeNetwork network =
                        PracticeNetwork.open(setup(false, OptionalInt.empty()), Instant::now);
                NetworkUser user = new NetworkUser(descriptor())) {
            List<String> again = new ArrayList<>();
            user.descriptor()
                    .path("nodes")
                    .forEach(node -> again.add(node.path("nodeId").asText()));
            assertEquals(ids, again);
            for (int i = 0; i < NODES; i++) {
                int node = i;
                await("certified", () -> isCertified(user, blob, node));
            }
            assertReadable(user, blob);
            store(user, blob(user, 100));
            assertEquals(NODES, network.nodeCount());
        }
    }
}
