// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.NodeId;
import haulout.home.HomeException;
import haulout.home.LeaveReport;
import haulout.home.LeaveReport.Stage;
import haulout.network.EpochView;
import haulout.network.PoolView;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferListener;
import haulout.practice.PracticeNetwork;
import haulout.practice.PracticeSetup;
import haulout.status.Phase;
import haulout.store.sqlite.SqliteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner's node leaves a practice network.
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_NANOS = 5_000_000;

    @TempDir Path temp;

    private PracticeNetwork network;
    private SqliteHistory history;

    @BeforeEach
    void open() throws Exception {
        history =
                SqliteHistory.open(
                        temp.resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().start(task));
        network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                temp.resolve("home"),
                                OptionalInt.of(4),
                                OptionalInt.of(13),
                                Optional.of(Duration.ofHours(1)),
                                false,
                                Optional.empty(),
                                1L << 30,
                                1),
                        InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        network.close();
        history.close();
    }

    /// One that knows nothing of the ones before, as after a restart.
    private Leaving leaving() throws IOException, InterruptedException {
        return new Leaving(
                new NetworkDesks(
                        network.own(),
                        network.money(),
                        network.neighbourhood(),
                        network.files(),
                        13,
                        () -> {
                            throw new AssertionError("not asked");
                        },
                        () -> {},
                        Optional.empty()),
                new Diary(history, InstantSource.system()),
                new Payouts(history, network.money(), InstantSource.system()),
                temp.resolve("home"),
                InstantSource.system(),
                () -> true);
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("in vain: " + what + ", " + leaving().report());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void nextEpoch() throws Exception {
        long before = network.money().epoch().epoch();
        await(
                "the period can end",
                () -> network.money().epoch().phase() != EpochView.Phase.SYNCING);
        network.neighbourhood().nextEpoch();
        await("the next period", () -> network.money().epoch().epoch() > before);
    }

    private int shards() {
        NodeId self = network.own().id();
        return network.money().pool(self).map(PoolView::shards).orElse(0);
    }

    private StoredBlob store(byte[] bytes) throws IOException, InterruptedException {
        return network.files()
                .store(
                        Files.write(temp.resolve("in.bin"), bytes),
                        new StoreTerms(20, false, Map.of(StoreTerms.NAME, "in.bin")),
                        TransferListener.NONE);
    }

    @Test
    void itLeavesStepByStepAndNothingIsLost() throws Exception {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        StoredBlob stored = store(bytes);
        long before = network.money().account().balance();
        long stake =
                network.money().account().stakes().stream().mapToLong(one -> one.principal()).sum();
        LeaveReport plan = leaving().report();
        assertEquals(Stage.STAYING, plan.stage());
        assertEquals(Optional.empty(), plan.refused());
        assertTrue(plan.back() >= stake, plan.toString());
        assertTrue(plan.pieces() > 0);
        assertEquals(0, plan.handedPercent());

        leaving().begin();
        assertEquals(Stage.LEAVING, leaving().report().stage());
        leaving().begin(); // twice is once
        for (int period = 0; period < 4 && leaving().report().stage() != Stage.LEFT; period++) {
            nextEpoch();
            leaving().step();
            close(); // in the midst of it
            open();
            await(
                    "the shards have moved",
                    () -> network.money().epoch().phase() != EpochView.Phase.SYNCING);
            leaving().step();
        }
        await(
                "it has left",
                () -> {
                    leaving().step();
                    return leaving().report().stage() == Stage.LEFT;
                });
        LeaveReport left = leaving().report();
        assertEquals(0, shards());
        assertTrue(left.steps().stream().allMatch(LeaveReport.Step::isDone), left.toString());
        assertTrue(Files.readString(left.receipt().orElseThrow()).contains("came back"));
        assertTrue(
                left.back() >= stake && left.back() < stake + stake / 1000,
                "the stake and little more: " + left);
        assertEquals(100, left.handedPercent());
        assertTrue(left.ended().isPresent(), left.toString());
        assertEquals(
                Optional.of(new Phase.Left(left.ended())), OwnLeaveDesk.phase(left, Instant.MAX));
        close();
        open();
        assertEquals(List.of(), network.money().account().stakes(), "staked by itself");
        assertTrue(
                network.money().account().balance() >= before + stake,
                network.money().account().toString());
        assertEquals(0, network.money().account().stakes().size());
        Path out = temp.resolve("out.bin");
        network.files().read(stored.blobId(), out, true, TransferListener.NONE);
        assertArrayEquals(bytes, Files.readAllBytes(out));
        assertThrows(HomeException.class, () -> leaving().stay());
        Leaving again = leaving();
        OwnLeaveDesk desk =
                new OwnLeaveDesk(() -> Optional.of(again), new Errands(Runnable::run), () -> {});
        assertEquals(Optional.empty(), desk.phase(Instant.now()));
        desk.look();
        assertEquals(Optional.of(new Phase.Left(left.ended())), desk.phase(Instant.now()));
    }

    @Test
    void whoStaysAfterAllHasTheStakeAtWorkAgain() throws Exception {
        long stake =
                network.money().account().stakes().stream().mapToLong(one -> one.principal()).sum();
        leaving().begin();
        leaving().stay();
        assertEquals(Stage.RETURNING, leaving().report().stage());
        for (int period = 0; period < 4 && leaving().report().stage() != Stage.STAYING; period++) {
            nextEpoch();
            leaving().step();
        }
        assertEquals(Stage.STAYING, leaving().report().stage());
        assertTrue(
                network.money().account().stakes().stream().mapToLong(one -> one.principal()).sum()
                        >= stake);
        assertFalse(Files.exists(temp.resolve("home/leave.json")));
    }

    @Test
    void whereNobodyElseRunsItCannotBeBegun() throws Exception {
        for (int place = 1; place < 4; place++) {
            network.neighbourhood().stop(place);
        }
        assertTrue(leaving().report().refused().isPresent());
        assertThrows(HomeException.class, () -> leaving().begin());
        assertFalse(Files.exists(temp.resolve("home/leave.json")));
    }
}
