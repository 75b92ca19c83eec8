// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.NodeId;
import haulout.ledger.ChainException;
import haulout.ledger.machine.Reckoning;
import haulout.network.BlobPlace;
import haulout.network.NeighbourView;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A practice network under mixed load, with faults at random that never take more than f shards
/// away: nothing that was acknowledged is lost, no FROST appears or vanishes, who says that it has
/// everything has it, and memory does not grow.
@Timeout(value = 2, unit = TimeUnit.HOURS)
class PracticeSoakTest {
    private static final long SECONDS =
            Boolean.getBoolean("haulout.long")
                    ? 60 * Long.getLong("haulout.soak.minutes", 30)
                    : Long.getLong("haulout.soak.seconds", 15);
    private static final int NODES = 7;

    // f = 4
    private static final int SHARDS = 13;
    private static final int MAY_BE_AWAY = 4;
    private static final long LENT_BYTES = 1L << 30;
    private static final Duration EPOCH = Duration.ofDays(1);
    private static final int MOST_FILES = 60;
    private static final int MOST_BYTES = 300_000;
    private static final long FAULT_EVERY_NANOS = 700_000_000;
    private static final long QUIET_EVERY_NANOS = 60_000_000_000L;
    private static final long LOAD_EVERY_NANOS = 40_000_000;
    private static final int EPOCHS = 20;

    // what the network may grow by once it is warm, in bytes of heap after a collection
    private static final long MAY_GROW = 96L << 20;

    @TempDir Path temp;

    private final Random random = TestSeed.random("PracticeSoakTest", 33);
    private final PassingTime time = new PassingTime();
    private final List<Kept> files = new CopyOnWriteArrayList<>();
    private final Set<Integer> failing = Collections.synchronizedSet(new TreeSet<>());
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong names = new AtomicLong();

    private record Kept(StoredBlob blob, byte[] bytes) {}

    private enum Fault {
        STOP,
        WIPE,
        LIE,
        SLOW,
        FULL_DRIVE,
        CLOCK_AHEAD,
        CLOCK_BACK,
        SLEEP,
        EPOCH,
        BACK
    }

    private PracticeNetwork open() throws Exception {
        return PracticeNetwork.open(
                new PracticeSetup(
                        temp.resolve("home"),
                        OptionalInt.of(NODES),
                        OptionalInt.of(SHARDS),
                        Optional.of(EPOCH),
                        false,
                        Optional.empty(),
                        LENT_BYTES,
                        1),
                time);
    }

    @Test
    void nothingAcknowledgedIsLostWhateverHappens() throws Exception {
        long begin = System.nanoTime();
        long firstHeap = 0;
        long lastHeap = 0;
        int quiets = 0;
        try (PracticeNetwork network = open();
                ExecutorService load = Executors.newFixedThreadPool(2)) {
            try {
                while (System.nanoTime() - begin < SECONDS * 1_000_000_000L) {
                    over.set(false);
                    Future<?> writing = load.submit(() -> write(network, names.incrementAndGet()));
                    Future<?> reading = load.submit(() -> read(network, names.incrementAndGet()));
                    long until =
                            System.nanoTime() + Math.min(QUIET_EVERY_NANOS, SECONDS * 400_000_000L);
                    while (System.nanoTime() < until && !writing.isDone() && !reading.isDone()) {
                        LockSupport.parkNanos(FAULT_EVERY_NANOS);
                        fault(network);
                    }
                    over.set(true);
                    result(writing);
                    result(reading);
                    quiet(network);
                    lastHeap = heap();
                    firstHeap = quiets++ == 2 ? lastHeap : firstHeap;
                    log(begin, network, lastHeap);
                }
            } finally {
                over.set(true);
            }
        }
        assertTrue(stored.get() > 0 && reads.get() > 0);
        if (quiets > 3) {
            assertTrue(lastHeap < firstHeap + MAY_GROW, firstHeap + " bytes, later " + lastHeap);
        }
    }

    private void log(long begin, PracticeNetwork network, long heap) throws IOException {
        System.out.println(
                "soak: %d s, %d stored, %d read, %d refused, epoch %s, %s, %d files, heap %d MB, %s"
                        .formatted(
                                (System.nanoTime() - begin) / 1_000_000_000,
                                stored.get(),
                                reads.get(),
                                refused.get(),
                                network.ledger().epoch(),
                                faults,
                                files.size(),
                                heap >> 20,
                                resident()));
    }

    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void result(Future<?> load) throws Exception {
        try {
            load.get(5, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError("under load", e.getCause());
        }
    }

    private Object write(PracticeNetwork network, long seed) throws Exception {
        Random chance = new Random(seed);
        while (!over.get()) {
            LockSupport.parkNanos(LOAD_EVERY_NANOS);
            byte[] bytes = new byte[1 + chance.nextInt(1 + chance.nextInt(MOST_BYTES))];
            chance.nextBytes(bytes);
            Path file = Files.write(temp.resolve("in" + seed), bytes);
            try {
                StoredBlob blob =
                        network.files()
                                .store(
                                        file,
                                        new StoreTerms(EPOCHS, true, Map.of()),
                                        TransferListener.NONE);
                stored.incrementAndGet();
                files.add(new Kept(blob, bytes));
            } catch (TransferException e) {
                // a clear no is allowed, a wrong yes is not
                refused.incrementAndGet();
            }
            if (files.size() > MOST_FILES) {
                Kept old = files.remove(chance.nextInt(files.size()));
                network.files().delete(old.blob().object());
            }
        }
        return stored;
    }

    private Object read(PracticeNetwork network, long seed) throws Exception {
        Random chance = new Random(seed);
        while (!over.get()) {
            LockSupport.parkNanos(LOAD_EVERY_NANOS);
            List<Kept> now = List.copyOf(files);
            if (!now.isEmpty()) {
                Kept file = now.get(chance.nextInt(now.size()));
                try {
                    isThere(network, file, chance.nextInt(4) == 0);
                } catch (TransferException e) {
                    // deleted meanwhile by the other thread, or at its end; nothing else
                    assertTrue(!isKept(network, file), e + " for " + file.blob());
                }
            }
        }
        return reads;
    }

    private boolean isKept(PracticeNetwork network, Kept file) {
        return files.contains(file) && file.blob().endEpoch() > network.ledger().epoch().value();
    }

    private void isThere(PracticeNetwork network, Kept file, boolean strict) throws Exception {
        Path target = temp.resolve("out" + names.incrementAndGet());
        network.files().read(file.blob().blobId(), target, strict, TransferListener.NONE);
        assertArrayEquals(file.bytes(), Files.readAllBytes(target));
        Files.delete(target);
        reads.incrementAndGet();
    }

    private void fault(PracticeNetwork network) throws Exception {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        int place = random.nextInt(NODES);
        switch (fault) {
            case STOP, WIPE, LIE, SLOW -> {
                if (!failing.contains(place) && mayFail(network, place)) {
                    switch (fault) {
                        case STOP -> network.neighbourhood().stop(place);
                        case WIPE -> network.neighbourhood().wipe(place);
                        case LIE -> network.neighbourhood().lie(place);
                        default -> network.neighbourhood().slow(place);
                    }
                    noted(fault);
                }
            }
            case FULL_DRIVE -> {
                if (!failing.contains(0) && mayFail(network, 0)) {
                    lend(network, 1 << 20);
                    noted(fault);
                }
            }
            case CLOCK_AHEAD -> jump(fault, Duration.ofMinutes(1 + random.nextInt(30)));
            case CLOCK_BACK -> jump(fault, Duration.ofMinutes(-1 - random.nextInt(5)));
            case SLEEP -> jump(fault, Duration.ofHours(1 + random.nextInt(3)));
            case EPOCH -> epoch(network);
            case BACK -> back(network, 0.5);
        }
    }

    private void noted(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private void jump(Fault fault, Duration by) {
        time.pass(by.toMillis());
        noted(fault);
    }

    private static void lend(PracticeNetwork network, long bytes) throws Exception {
        String drive = network.own().drives().getFirst().id();
        network.own().lend(drive, bytes);
    }

    /// Takes it among those that fail, if not too many shards are then away.
    private boolean mayFail(PracticeNetwork network, int place) {
        failing.add(place);
        if (awayShards(network).size() <= MAY_BE_AWAY) {
            return true;
        }
        failing.remove(place);
        return false;
    }

    private Set<Integer> awayShards(PracticeNetwork network) {
        List<NeighbourView> nodes = network.neighbourhood().neighbours();
        return network.ledger()
                .read(view -> {
                    Set<Integer> shards = new HashSet<>();
                    for (int place : List.copyOf(failing)) {
                        NodeId node = nodes.get(place).node();
                        view.currentCommittee()
                                .seat(node)
                                .ifPresent(s -> shards.addAll(s.shards()));
                        view.nextCommittee().seat(node).ifPresent(s -> shards.addAll(s.shards()));
                    }
                    return shards;
                });
    }

    private void epoch(PracticeNetwork network) throws Exception {
        try {
            network.neighbourhood().nextEpoch();
            noted(Fault.EPOCH);
        } catch (ChainException e) {
            // the last one has only just begun
        }
        network.ledger()
                .read(view -> {
                    Reckoning.conserve(view);
                    return view;
                });
        long now = network.ledger().epoch().value();
        files.removeIf(file -> file.blob().endEpoch() <= now + 1);
    }

    /// Brings some back, and waits until they have everything: before, they count as away.
    private void back(PracticeNetwork network, double chance) throws Exception {
        List<Integer> coming = new ArrayList<>();
        for (int place : List.copyOf(failing)) {
            if (random.nextDouble() < chance) {
                if (place == 0
                        && network.neighbourhood().neighbours().getFirst().state()
                                == NeighbourView.State.RUNNING) {
                    lend(network, LENT_BYTES);
                }
                network.neighbourhood().start(place);
                coming.add(place);
            }
        }
        time.await(
                network,
                "everything at " + coming,
                () -> coming.stream().allMatch(p -> isWhole(network, p)));
        coming.forEach(failing::remove);
        if (!coming.isEmpty()) {
            noted(Fault.BACK);
        }
    }

    private static boolean isWhole(PracticeNetwork network, int place) {
        NeighbourView node = network.neighbourhood().neighbours().get(place);
        try {
            return node.state() == NeighbourView.State.RUNNING
                    && node.repair().isEmpty()
                    && network.snapshot(place)
                            .filter(now -> now.isCurrent() && now.blobSyncs() == 0)
                            .isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Everybody is back, and what they say is true.
    private void quiet(PracticeNetwork network) throws Exception {
        back(network, 1);
        time.await(network, "epoch has begun", () -> !network.ledger().isChangingEpoch());
        for (int place = 0; place < NODES; place++) {
            int one = place;
            time.await(network, "everything at " + place, () -> isWhole(network, one));
        }
        long now = network.ledger().epoch().value();
        files.removeIf(file -> file.blob().endEpoch() <= now);
        for (Kept file : files) {
            isThere(network, file, true);
            for (BlobPlace place : network.files().places(file.blob().blobId())) {
                assertEquals(BlobPlace.Holding.ALL, place.holding(), file.blob() + " " + place);
            }
        }
        network.ledger()
                .read(view -> {
                    Reckoning.conserve(view);
                    return view;
                });
    }
}
