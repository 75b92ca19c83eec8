// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.FakeNetwork.Mood;
import haulout.client.publish.PublishLimits;
import haulout.client.publish.PublishListener;
import haulout.client.publish.Publisher;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.read.Aggregator;
import haulout.client.read.ReadLimits;
import haulout.client.read.ReadListener;
import haulout.client.read.ReadOutcome;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.testing.TestSeed;
import haulout.wire.BlobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Storing and reading over nodes that do what they should, or anything else.
@Timeout(120)
class StoreAndReadTest {
    @TempDir private Path folder;
    private final Random random = TestSeed.random("StoreAndReadTest", 4);
    // 13 shards, f = 4, p = 5, a quorum is 9
    private final FakeNetwork network =
            new FakeNetwork(random, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    private byte[] blob = new byte[0];
    private byte[] read = new byte[0];
    private long memoryBytes = 1 << 20;

    @AfterEach
    void close() throws Exception {
        network.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "files left behind");
        }
    }

    private StoreOutcome store(FakeNetwork on, int byteCount, boolean deletable) throws Exception {
        blob = new byte[byteCount];
        random.nextBytes(blob);
        PublishLimits limits =
                new PublishLimits(
                        2,
                        8,
                        memoryBytes,
                        2,
                        6,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(50));
        return new Publisher(
                        () -> on.peers,
                        on,
                        on.coding,
                        limits,
                        on.executor,
                        Pause.real(),
                        random,
                        folder,
                        fault -> {})
                .store(
                        BlobSource.of(blob),
                        new RegistrationRequest.Options(3, deletable, Optional.empty(), Map.of()),
                        PublishListener.NONE);
    }

    private StoreOutcome.Certified stored(int byteCount) throws Exception {
        StoreOutcome outcome = store(network, byteCount, false);
        return assertInstanceOf(StoreOutcome.Certified.class, outcome);
    }

    private Aggregator aggregator(FakeNetwork on) {
        ReadLimits limits =
                new ReadLimits(
                        8,
                        1 << 20,
                        memoryBytes,
                        3,
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        2,
                        Duration.ofMillis(5));
        return new Aggregator(
                () -> on.peers,
                on.coding,
                limits,
                on.executor,
                Pause.real(),
                random,
                folder,
                fault -> {});
    }

    private ReadOutcome read(FakeNetwork on, BlobId blobId, ConsistencyCheck check)
            throws Exception {
        read = new byte[0];
        return aggregator(on)
                .read(
                        blobId,
                        length -> {
                            read = new byte[(int) length];
                            return BlobTarget.of(read);
                        },
                        check,
                        ReadListener.NONE);
    }

    private ReadOutcome.Read assertComesBack(BlobId blobId) throws Exception {
        ReadOutcome.Read done =
                assertInstanceOf(
                        ReadOutcome.Read.class, read(network, blobId, ConsistencyCheck.DEFAULT));
        assertArrayEquals(blob, read);
        return done;
    }

    @Test
    void blobsOfManySizesComeBackAsTheyWere() throws Exception {
        for (int size : new int[] {0, 1, 2, 89, 90, 91, 10_000, 300_000, 2_900_000}) {
            StoreOutcome.Certified done = stored(size);
            assertEquals(9, done.tally().neededShards());
            assertTrue(done.tally().confirmedShards() >= 9);
            assertComesBack(done.metadata().blobId());
            assertInstanceOf(
                    ReadOutcome.Read.class,
                    read(network, done.metadata().blobId(), ConsistencyCheck.STRICT));
            assertArrayEquals(blob, read);
        }
        assertEquals(9, network.certified.get());
    }

    @Test
    void aHundredShardsAtTwelveNodesWithEverythingInFiles() throws Exception {
        memoryBytes = 0;
        try (FakeNetwork hundred = new FakeNetwork(random, 9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8)) {
            for (int size : new int[] {0, 1, 5_000_000}) {
                StoreOutcome.Certified done =
                        assertInstanceOf(StoreOutcome.Certified.class, store(hundred, size, true));
                assertEquals(67, done.tally().neededShards());
                hundred.all(Mood.DOWN, 0, 3);
                assertInstanceOf(
                        ReadOutcome.Read.class,
                        read(hundred, done.metadata().blobId(), ConsistencyCheck.DEFAULT));
                assertArrayEquals(blob, read);
                hundred.all(Mood.GOOD, 0, 3);
            }
        }
    }

    @Test
    void withFShardsDownBlobsAreCertifiedAndRead() throws Exception {
        network.all(Mood.DOWN, 0, 4);
        StoreOutcome.Certified done = stored(20_000);
        assertEquals(9, done.tally().confirmedShards());
        assertEquals(4, done.tally().faults().size());
        assertComesBack(done.metadata().blobId());
    }

    @Test
    void withTooFewRowsTheBlobIsReadByItsColumns() throws Exception {
        BlobId blobId = stored(20_000).metadata().blobId();
        // five rows are needed, or nine columns
        network.all(Mood.NO_ROWS, 0, 9);
        for (ConsistencyCheck check : ConsistencyCheck.values()) {
            ReadOutcome.Read done =
                    assertInstanceOf(ReadOutcome.Read.class, read(network, blobId, check));
            assertEquals(9, done.shards());
            assertArrayEquals(blob, read);
        }
        network.all(Mood.DOWN, 0, 5);
        ReadOutcome.TooFew few =
                assertInstanceOf(
                        ReadOutcome.TooFew.class, read(network, blobId, ConsistencyCheck.DEFAULT));
        assertEquals(4, few.answeredShards());
        assertEquals(5, few.neededShards());
    }

    @Test
    void withOneShardMoreDownItIsSaidHowManyAreMissing() throws Exception {
        network.all(Mood.DOWN, 0, 5);
        StoreOutcome.TooFewConfirmations few =
                assertInstanceOf(
                        StoreOutcome.TooFewConfirmations.class, store(network, 5000, false));
        assertTrue(few.tally().confirmedShards() <= 8);
        assertEquals(9, few.tally().neededShards());
        assertEquals(0, network.certified.get());
    }

    @Test
    void aReadWithTooFewShardsSaysHowManyAnswered() throws Exception {
        BlobId blobId = stored(5000).metadata().blobId();
        network.all(Mood.DOWN, 0, 9);
        ReadOutcome.TooFew few =
                assertInstanceOf(
                        ReadOutcome.TooFew.class, read(network, blobId, ConsistencyCheck.DEFAULT));
        assertEquals(4, few.answeredShards());
        assertEquals(5, few.neededShards());
        assertEquals(0, read.length, "the target is not even opened");
        network.all(Mood.GOOD, 0, 1);
        assertComesBack(blobId);
    }

    @Test
    void nodesThatHangDoNotHoldUpTheOthers() throws Exception {
        network.all(Mood.HANGING, 0, 4);
        StoreOutcome.Certified done = stored(30_000);
        assertEquals(9, done.tally().confirmedShards());
        assertComesBack(done.metadata().blobId());
    }

    @Test
    void whoGivesItsSliversLateWasNotAway() throws Exception {
        try (FakeNetwork two = new FakeNetwork(random, 7, 6)) {
            StoreOutcome.Certified done =
                    assertInstanceOf(StoreOutcome.Certified.class, store(two, 30_000, false));
            // five are needed: a sixth is asked for when one of them is late
            two.toAsk = new CountDownLatch(6);
            two.all(Mood.SLOW, 0, 2);
            ReadOutcome outcome = read(two, done.metadata().blobId(), ConsistencyCheck.DEFAULT);
            assertEquals(List.of(), assertInstanceOf(ReadOutcome.Read.class, outcome).faults());
            assertEquals(0, two.toAsk.getCount());
        }
    }

    @Test
    void whoGivesNoSliverIsNamed() throws Exception {
        BlobId blobId = stored(30_000).metadata().blobId();
        network.all(Mood.HANGING, 0, 8);
        List<NodeFault> away = assertComesBack(blobId).faults();
        assertTrue(away.stream().allMatch(fault -> fault.node() < 8), "" + away);
        assertTrue(!away.isEmpty(), "some of the first were asked");
    }

    @Test
    void wrongSliversAreNamedAndCostNothing() throws Exception {
        BlobId blobId = stored(30_000).metadata().blobId();
        network.all(Mood.WRONG_SLIVERS, 0, 8);
        ReadOutcome.Read done = assertComesBack(blobId);
        assertTrue(
                done.faults().stream()
                        .allMatch(
                                fault -> fault.kind() == NodeFault.Kind.LIED && fault.node() < 8));
        assertTrue(!done.faults().isEmpty(), "some of the first were asked");
    }

    @Test
    void wrongMetadataAreNotBelieved() throws Exception {
        BlobId blobId = stored(30_000).metadata().blobId();
        network.all(Mood.WRONG_METADATA, 0, 12);
        assertComesBack(blobId);
        network.all(Mood.WRONG_METADATA, 0, 13);
        ReadOutcome.NoMetadata none =
                assertInstanceOf(
                        ReadOutcome.NoMetadata.class,
                        read(network, blobId, ConsistencyCheck.DEFAULT));
        assertEquals(13, none.faults().size());
    }

    @Test
    void wrongConfirmationsDoNotCount() throws Exception {
        network.all(Mood.WRONG_KEY, 0, 2);
        network.all(Mood.OTHER_BLOB, 2, 4);
        StoreOutcome.Certified done = stored(1000);
        assertEquals(9, done.tally().confirmedShards());
        assertEquals(
                4,
                done.tally().faults().stream()
                        .filter(fault -> fault.kind() == NodeFault.Kind.LIED)
                        .count());
        network.all(Mood.WRONG_KEY, 4, 5);
        assertInstanceOf(StoreOutcome.TooFewConfirmations.class, store(network, 1000, false));
    }

    @Test
    void confirmationsForTheNextEpochMakeACertificateForIt() throws Exception {
        network.signingEpoch = new Epoch(2);
        stored(1000);
        assertEquals(1, network.certified.get());
    }

    @Test
    void aNodeThatHearsLateOfTheRegistrationIsAskedAgain() throws Exception {
        network.all(Mood.LATE, 0, 13);
        assertTrue(stored(1000).tally().confirmedShards() >= 9);
    }

    @Test
    void nothingIsSentWithoutARegistration() throws Exception {
        network.refusesRegistration = true;
        StoreOutcome.NotRegistered refused =
                assertInstanceOf(StoreOutcome.NotRegistered.class, store(network, 1000, false));
        assertEquals("no WAL left", refused.cause().what());
        assertEquals(0, network.nodes.stream().mapToInt(FakeNetwork.Node::sliverCount).sum());
    }

    @Test
    void theStatusThatMoreThanFShardsGiveIsBelieved() throws Exception {
        BlobId blobId = stored(1000).metadata().blobId();
        network.all(Mood.SLANDER, 0, 4);
        assertComesBack(blobId);
        assertInstanceOf(
                BlobStatus.Permanent.class,
                aggregator(network).status(blobId, Duration.ofSeconds(10)).orElseThrow());
        network.all(Mood.SLANDER, 0, 13);
        assertInstanceOf(
                ReadOutcome.MarkedInvalid.class, read(network, blobId, ConsistencyCheck.DEFAULT));
    }

    @Test
    void whatAQuorumDoesNotKnowIsNotThere() throws Exception {
        ReadOutcome.NotFound none =
                assertInstanceOf(
                        ReadOutcome.NotFound.class,
                        read(
                                network,
                                new BlobId(new Hash32(1, 2, 3, 4)),
                                ConsistencyCheck.DEFAULT));
        assertTrue(none.shards() >= 9);
        BlobId blobId = stored(1000).metadata().blobId();
        network.all(Mood.EMPTY, 0, 4);
        assertComesBack(blobId);
    }
}
