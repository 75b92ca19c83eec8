// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.assembly.Guest;
import haulout.core.NodeId;
import haulout.ledger.ChainException;
import haulout.ledger.machine.Reckoning;
import haulout.network.BlobPlace;
import haulout.network.NeighbourView;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.practice.Acknowledged.Kept;
import haulout.store.file.FolderTree;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One process of a soak: a practice network that goes on from where the last one was killed, under
/// mixed load, with faults at random that never take more than f shards away.
///
/// What must hold: nothing that was acknowledged is lost, no FROST appears or vanishes, who says
/// that it has everything has it, this computer's node is called well only when it is, and memory
/// does not grow.
final class PracticeSoak {
    static final int NODES = 7;

    // f = 4
    /// So many times as long a slow machine may take.
    private static final int PATIENCE = 20;

    private static final int SHARDS = 13;
    private static final int MAY_BE_AWAY = 4;
    private static final long LENT_BYTES = 1L << 30;
    private static final long HARDLY_BYTES = 1 << 20;
    private static final Duration EPOCH = Duration.ofDays(1);
    private static final int MOST_FILES = 60;
    private static final int MOST_BYTES = 300_000;
    private static final long FAULT_EVERY_NANOS = 700_000_000;
    private static final long QUIET_EVERY_NANOS = 60_000_000_000L;
    private static final long LOAD_EVERY_NANOS = 40_000_000;
    private static final long LOOK_EVERY_NANOS = 250_000_000;

    // two minutes and more until it is called well again
    private static final int PATIENCE_LOOKS = 500;
    private static final int EPOCHS = 20;

    // what the network may grow by once it is warm, in bytes of heap after a collection
    private static final long MAY_GROW = 96L << 20;
    private static final int WARM_AFTER = 3;

    private final Path folder;
    private final Path out;
    private final long seconds;
    private final Random random;
    private final PassingTime time;
    private final FaultyFiles files;
    private final Acknowledged acknowledged;
    private final Set<Integer> failing = Collections.synchronizedSet(new TreeSet<>());
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong names = new AtomicLong();

    /// What happens.
    enum Fault {
        STOP,
        WIPE,
        LIE,
        SLOW,
        SLOW_DRIVE,
        LENT_FULL,
        DISK_FULL,
        DRIVE_GONE,
        CLOCK_AHEAD,
        CLOCK_BACK,
        SLEEP,
        EPOCH,
        BACK
    }

    /// @param folder where the network and what it acknowledged are kept
    /// @param seconds how long it goes on, unless it is killed
    PracticeSoak(Path folder, long seconds, Random random) throws IOException {
        this.folder = folder;
        this.out = folder.resolve("out");
        this.seconds = seconds;
        this.random = random;
        this.time = new PassingTime(folder.resolve("ahead"));
        this.files = new FaultyFiles(time);
        this.acknowledged = new Acknowledged(folder.resolve("acknowledged"));
    }

    /// A process that is there to be killed.
    ///
    /// @param args folder, seconds, seed
    public static void main(String[] args) {
        try {
            new PracticeSoak(
                            Path.of(args[0]),
                            Long.parseLong(args[1]),
                            new Random(Long.parseLong(args[2])))
                    .run();
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private PracticeNetwork open() throws Exception {
        return PracticeNetwork.open(
                new PracticeSetup(
                        folder.resolve("home"),
                        OptionalInt.of(NODES),
                        OptionalInt.of(SHARDS),
                        Optional.of(EPOCH),
                        false,
                        Optional.empty(),
                        LENT_BYTES,
                        1),
                Guest.FREE,
                files,
                (network, open) -> {},
                time);
    }

    private Path root(int place) {
        return folder.resolve("home").resolve("practice").resolve("n" + place);
    }

    /// Runs until its time is over.
    void run() throws Exception {
        long begin = System.nanoTime();
        // a process that was killed leaves files that were being read
        FolderTree.delete(out);
        Files.createDirectories(out);
        List<Long> heaps = new ArrayList<>();
        try (PracticeNetwork network = open();
                ExecutorService load = Executors.newFixedThreadPool(3)) {
            try {
                lend(network, LENT_BYTES);
                StatusWitness witness = new StatusWitness(network, files, root(0), time);
                // what was there when the last process was killed is there
                quiet(network, witness);
                while (goesOn((System.nanoTime() - begin) / 1_000_000_000L)) {
                    round(network, witness, load);
                    quiet(network, witness);
                    heaps.add(heap());
                    log(begin, network, witness, heaps.getLast());
                }
            } finally {
                over.set(true);
            }
        }
        assertTrue(stored.get() > 0 && reads.get() > 0);
        if (heaps.size() > WARM_AFTER) {
            long first = heaps.get(WARM_AFTER - 1);
            long last = heaps.getLast();
            assertTrue(last < first + MAY_GROW, first + " bytes, later " + last);
        }
    }

    /// On a machine that has other work to do nothing may have been read by the end.
    private boolean goesOn(long secondsSoFar) {
        boolean didSomething = stored.get() > 0 && reads.get() > 0;
        return secondsSoFar < (didSomething ? seconds : PATIENCE * seconds);
    }

    private void round(PracticeNetwork network, StatusWitness witness, ExecutorService load)
            throws Exception {
        over.set(false);
        List<Future<?>> all =
                List.of(
                        load.submit(() -> write(network, random.nextLong())),
                        load.submit(() -> read(network, random.nextLong())),
                        load.submit(() -> watch(witness)));
        long until = System.nanoTime() + Math.min(QUIET_EVERY_NANOS, seconds * 400_000_000L);
        while (System.nanoTime() < until && all.stream().noneMatch(Future::isDone)) {
            LockSupport.parkNanos(FAULT_EVERY_NANOS);
            fault(network, witness);
        }
        over.set(true);
        for (Future<?> one : all) {
            result(one);
        }
    }

    private Object watch(StatusWitness witness) throws Exception {
        while (!over.get()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            witness.look();
        }
        return witness;
    }

    private void log(long begin, PracticeNetwork network, StatusWitness witness, long heap)
            throws IOException {
        System.out.println(
                "soak: %d s, %d stored, %d read, %d refused, epoch %s, %s, said %s, %d files, heap %d MB, %s"
                        .formatted(
                                (System.nanoTime() - begin) / 1_000_000_000,
                                stored.get(),
                                reads.get(),
                                refused.get(),
                                network.ledger().epoch(),
                                faults,
                                witness.seen(),
                                acknowledged.all().size(),
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
            long content = chance.nextLong();
            int byteCount = 1 + chance.nextInt(1 + chance.nextInt(MOST_BYTES));
            Path file = Files.write(folder.resolve("in"), Acknowledged.content(content, byteCount));
            try {
                StoredBlob blob =
                        network.files()
                                .store(
                                        file,
                                        new StoreTerms(EPOCHS, true, Map.of()),
                                        TransferListener.NONE);
                stored.incrementAndGet();
                acknowledged.add(blob, content, byteCount);
            } catch (TransferException e) {
                // a clear no is allowed, a wrong yes is not
                refused.incrementAndGet();
            }
            List<Kept> now = acknowledged.all();
            if (now.size() > MOST_FILES) {
                Kept old = now.get(chance.nextInt(now.size()));
                acknowledged.giveUp(old);
                network.files().delete(old.object());
            }
        }
        return stored;
    }

    private Object read(PracticeNetwork network, long seed) throws Exception {
        Random chance = new Random(seed);
        while (!over.get()) {
            LockSupport.parkNanos(LOAD_EVERY_NANOS);
            List<Kept> now = acknowledged.all();
            if (!now.isEmpty()) {
                Kept file = now.get(chance.nextInt(now.size()));
                try {
                    isThere(network, file, chance.nextInt(4) == 0);
                } catch (TransferException e) {
                    // deleted meanwhile by the other thread, or at its end; nothing else
                    assertTrue(!isKept(network, file), e + " for " + file);
                }
            }
        }
        return reads;
    }

    private boolean isKept(PracticeNetwork network, Kept file) {
        return acknowledged.has(file) && file.endEpoch() > network.ledger().epoch().value();
    }

    private void isThere(PracticeNetwork network, Kept file, boolean strict) throws Exception {
        Path target = out.resolve("out" + names.incrementAndGet());
        network.files().read(file.blobId(), target, strict, TransferListener.NONE);
        assertArrayEquals(file.bytes(), Files.readAllBytes(target));
        Files.delete(target);
        reads.incrementAndGet();
    }

    private void fault(PracticeNetwork network, StatusWitness witness) throws Exception {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        int place = random.nextInt(3) == 0 ? 0 : random.nextInt(NODES);
        witness.change();
        switch (fault) {
            case STOP, WIPE, LIE, SLOW, DISK_FULL, DRIVE_GONE -> {
                if (!failing.contains(place) && mayFail(network, place)) {
                    fail(network, fault, place);
                    noted(fault);
                }
            }
            case SLOW_DRIVE -> {
                if (!failing.contains(place)) {
                    files.set(root(place), FaultyFiles.State.SLOW);
                    noted(fault);
                }
            }
            case LENT_FULL -> {
                if (!failing.contains(0) && mayFail(network, 0)) {
                    lend(network, HARDLY_BYTES);
                    noted(fault);
                }
            }
            case CLOCK_AHEAD -> jump(fault, Duration.ofMinutes(1 + random.nextInt(30)));
            case CLOCK_BACK -> jump(fault, Duration.ofMinutes(-1 - random.nextInt(5)));
            case SLEEP -> jump(fault, Duration.ofHours(1 + random.nextInt(3)));
            case EPOCH -> epoch(network);
            case BACK -> back(network, 0.5);
        }
        witness.change();
    }

    private void fail(PracticeNetwork network, Fault fault, int place) throws Exception {
        switch (fault) {
            case STOP -> network.neighbourhood().stop(place);
            case WIPE -> network.neighbourhood().wipe(place);
            case LIE -> network.neighbourhood().lie(place);
            case DISK_FULL -> files.set(root(place), FaultyFiles.State.FULL);
            case DRIVE_GONE -> files.set(root(place), FaultyFiles.State.GONE);
            default -> network.neighbourhood().slow(place);
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
        conserve(network);
        acknowledged.giveUpUntil(network.ledger().epoch().value() + 1);
    }

    private static void conserve(PracticeNetwork network) {
        network.ledger()
                .read(view -> {
                    Reckoning.conserve(view);
                    return view;
                });
    }

    /// Brings some back, and waits until they have everything: before, they count as away.
    private void back(PracticeNetwork network, double chance) throws Exception {
        List<Integer> coming = new ArrayList<>();
        for (int place = 0; place < NODES; place++) {
            if (random.nextDouble() < chance) {
                files.set(root(place), FaultyFiles.State.WELL);
                if (failing.contains(place)) {
                    restore(network, place);
                    coming.add(place);
                }
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

    private static void restore(PracticeNetwork network, int place) throws Exception {
        boolean runs =
                network.neighbourhood().neighbours().get(place).state()
                        == NeighbourView.State.RUNNING;
        if (place == 0 && runs) {
            lend(network, LENT_BYTES);
        }
        network.neighbourhood().start(place);
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

    // who does not answer, as when the computer stands still for a while, is asked again; who says
    // that a part is missing is not
    private static boolean isEverywhere(PracticeNetwork network, Kept file) throws Exception {
        boolean all = true;
        for (BlobPlace place : network.files().places(file.blobId())) {
            if (place.holding() == BlobPlace.Holding.UNKNOWN) {
                all = false;
            } else {
                assertEquals(BlobPlace.Holding.ALL, place.holding(), file + " " + place);
            }
        }
        return all;
    }

    /// Everybody is back, and what they say is true.
    private void quiet(PracticeNetwork network, StatusWitness witness) throws Exception {
        witness.change();
        back(network, 2); // all of them
        time.await(network, "epoch has begun", () -> !network.ledger().isChangingEpoch());
        for (int place = 0; place < NODES; place++) {
            int one = place;
            time.await(network, "everything at " + place, () -> isWhole(network, one));
        }
        witness.change();
        acknowledged.giveUpUntil(network.ledger().epoch().value());
        for (Kept file : acknowledged.all()) {
            isThere(network, file, true);
            time.await(network, "all parts of " + file, () -> isEverywhere(network, file));
        }
        conserve(network);
        green(network, witness);
    }

    // it is called well again when it is, or else it would be no proof that it was not before
    private void green(PracticeNetwork network, StatusWitness witness) throws Exception {
        network.watch().orElseThrow().lookNow();
        int looks = 0;
        while (!witness.look().status().standing().isGreen()) {
            if (++looks > PATIENCE_LOOKS) {
                throw new AssertionError("never called well: " + witness.look());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
