// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.core.Misdeed;
import haulout.network.Finding;
import haulout.network.NeighbourView;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.testing.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Neighbours with up to f shards that lie, contradict or are late: each is found out by whoever
/// stores, reads or repairs, and nothing of it gets into a result.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeLiarsTest {
    private static final int NODES = 6;

    // f = 4, two or three shards a node
    private static final int SHARDS = 13;
    private static final int F = 4;

    /// A read asks some nodes only, so some are needed to meet all liars.
    private static final int MOST_READS = 200;

    private final Random random = TestSeed.random("practice liars", 6);

    @TempDir static Path temp;
    private PracticeNetwork network;
    private long seen;

    @BeforeAll
    void open() throws Exception {
        network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                temp.resolve("home"),
                                OptionalInt.of(NODES),
                                OptionalInt.of(SHARDS),
                                Optional.of(Duration.ofDays(1)),
                                true,
                                Optional.empty(),
                                1L << 30,
                                1),
                        Instant::now);
    }

    @AfterAll
    void close() throws Exception {
        network.close();
    }

    @AfterEach
    void makeAllWell() throws Exception {
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            network.neighbourhood().start(node.place());
        }
        misdeeds();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private StoredBlob store(byte[] bytes) throws Exception {
        Path file = Files.write(temp.resolve("file" + random.nextLong()), bytes);
        return network.files()
                .store(file, new StoreTerms(5, false, Map.of()), TransferListener.NONE);
    }

    private byte[] read(BlobId blobId, boolean strict) throws Exception {
        Path target = temp.resolve("target" + random.nextLong());
        network.files().read(blobId, target, strict, TransferListener.NONE);
        return Files.readAllBytes(target);
    }

    /// What was noticed since this was asked last, by the names of the nodes.
    private Map<String, Set<Misdeed>> misdeeds() throws Exception {
        Map<String, Set<Misdeed>> misdeeds = new HashMap<>();
        for (Finding finding : network.neighbourhood().findings(seen)) {
            seen = finding.number();
            if (finding instanceof Finding.Misbehaved(var _, String node, Misdeed misdeed)) {
                misdeeds.computeIfAbsent(node, _ -> EnumSet.noneOf(Misdeed.class)).add(misdeed);
            }
        }
        return misdeeds;
    }

    /// Makes nodes with at most f shards lie, but not this computer's own.
    private Set<String> liars() throws Exception {
        Set<String> liars = new HashSet<>();
        int shards = 0;
        List<NeighbourView> nodes = network.neighbourhood().neighbours();
        for (NeighbourView node : nodes.subList(1, nodes.size())) {
            if (shards + node.shards().size() <= F) {
                shards += node.shards().size();
                network.neighbourhood().lie(node.place());
                liars.add(node.name());
            }
        }
        assertTrue(shards >= F - 1, shards + " shards lie");
        return liars;
    }

    @Test
    void wrongSignaturesAreNamedAndAFileIsStoredAllTheSame() throws Exception {
        Set<String> liars = liars();
        byte[] bytes = bytes(5_000);
        StoredBlob stored = store(bytes);
        Map<String, Set<Misdeed>> found = misdeeds();
        assertEquals(liars, found.keySet());
        found.values().forEach(what -> assertEquals(EnumSet.of(Misdeed.SIGNATURE), what));
        assertArrayEquals(bytes, read(stored.blobId(), true));
    }

    @Test
    void wrongSliversAndMetadataAreNamedAndNeverInAResult() throws Exception {
        byte[] bytes = bytes(40_000);
        StoredBlob stored = store(bytes);
        Set<String> liars = liars();
        Map<String, Set<Misdeed>> found = new HashMap<>();
        for (int i = 0; i < MOST_READS && !isNamed(found, liars); i++) {
            assertArrayEquals(bytes, read(stored.blobId(), i % 2 == 0));
            merge(found);
        }
        assertEquals(liars, found.keySet());
        assertTrue(isNamed(found, liars), found.toString());
    }

    private void merge(Map<String, Set<Misdeed>> found) throws Exception {
        misdeeds().forEach((node, what) -> found.merge(node, what, PracticeLiarsTest::both));
    }

    private static Set<Misdeed> both(Set<Misdeed> one, Set<Misdeed> other) {
        Set<Misdeed> both = EnumSet.copyOf(one);
        both.addAll(other);
        return both;
    }

    private static boolean isNamed(Map<String, Set<Misdeed>> found, Set<String> liars) {
        return liars.stream()
                .allMatch(node ->
                        found.getOrDefault(node, Set.of())
                                .containsAll(EnumSet.of(Misdeed.SLIVER, Misdeed.METADATA)));
    }

    @Test
    void whoContradictsTheOthersAboutAnOldFileIsNamed() throws Exception {
        byte[] bytes = bytes(3_000);
        StoredBlob stored = store(bytes);
        PracticeNetworkTest.await("epoch runs", () -> !network.ledger().isChangingEpoch());
        network.neighbourhood().nextEpoch();
        PracticeNetworkTest.await("epoch runs", () -> !network.ledger().isChangingEpoch());
        Set<String> liars = liars();
        Map<String, Set<Misdeed>> found = new HashMap<>();
        for (int i = 0; i < MOST_READS && !contradicts(found, liars); i++) {
            assertArrayEquals(bytes, read(stored.blobId(), false));
            merge(found);
        }
        assertTrue(contradicts(found, liars), found.toString());
        assertEquals(liars, found.keySet());
    }

    private static boolean contradicts(Map<String, Set<Misdeed>> found, Set<String> liars) {
        return liars.stream()
                .allMatch(node -> found.getOrDefault(node, Set.of()).contains(Misdeed.STATUS));
    }

    @Test
    void whoIsLateIsNamedAndNotWaitedFor() throws Exception {
        byte[] bytes = bytes(40_000);
        StoredBlob stored = store(bytes);
        network.neighbourhood().slow(2);
        // who reads need not ask it at all, who stores asks every node
        byte[] more = bytes(20_000);
        StoredBlob second = store(more);
        Map<String, Set<Misdeed>> found = new HashMap<>();
        merge(found);
        assertEquals(Set.of(Misdeed.LATE), found.get("n2"));
        assertArrayEquals(bytes, read(stored.blobId(), false));
        assertArrayEquals(more, read(second.blobId(), false));
    }

    @Test
    void theOwnNodeFindsLiarsOutWhenItRebuilds() throws Exception {
        byte[] bytes = bytes(30_000);
        StoredBlob stored = store(bytes);
        Set<String> liars = liars();
        Map<String, Set<Misdeed>> found = new HashMap<>();
        for (int i = 0; i < MOST_READS && !found.keySet().containsAll(liars); i++) {
            network.neighbourhood().wipe(0);
            PracticeNetworkTest.await(
                    "rebuilt",
                    () ->
                            network.neighbourhood().neighbours().getFirst().state()
                                    == NeighbourView.State.RUNNING);
            merge(found);
        }
        assertEquals(liars, found.keySet());
        // once is enough: it is not asked again for a while
        Set<Misdeed> wrong = EnumSet.of(Misdeed.SLIVER, Misdeed.METADATA);
        found.values().forEach(what -> assertTrue(wrong.containsAll(what), "" + what));
        assertArrayEquals(bytes, read(stored.blobId(), true));
    }

    @Test
    void withMoreThanFLiarsThereIsNoResultRatherThanAWrongOne() throws Exception {
        byte[] bytes = bytes(20_000);
        StoredBlob stored = store(bytes);
        List<NeighbourView> nodes = new ArrayList<>(network.neighbourhood().neighbours());
        int honest = SHARDS;
        // fewer honest shards than it takes to read
        for (NeighbourView node : nodes) {
            if (honest >= SHARDS - 2 * F) {
                network.neighbourhood().lie(node.place());
                honest -= node.shards().size();
            }
        }
        Path target = temp.resolve("nothing");
        assertThrows(
                TransferException.class,
                () -> network.files().read(stored.blobId(), target, false, TransferListener.NONE));
        assertTrue(Files.notExists(target));
        Path other = Files.write(temp.resolve("other"), bytes(100));
        assertThrows(
                TransferException.class,
                () ->
                        network.files()
                                .store(
                                        other,
                                        new StoreTerms(1, false, Map.of()),
                                        TransferListener.NONE));
    }
}
