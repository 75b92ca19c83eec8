// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.crypto.BlsPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that a node has acknowledged is lost when its process is killed, whenever that is.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class NodeKillSystemTest {
    private static final int SHARDS = 10;

    /// Long profile: `-Dhaulout.long=true`, some ten minutes.
    private static final int KILLS = Boolean.getBoolean("haulout.long") ? 200 : 5;

    private static final int WRITERS = 12;
    private static final int READERS = 2;

    /// More than can be written before the kill.
    private static final int BLOBS_PER_LIFE = 10;

    /// Blobs of earlier lives that are read again after each kill; all of them at the end.
    private static final int OLD_BLOBS = 8;

    /// The kill comes within so long after the first acknowledgement.
    private static final int LONGEST_LIFE_MILLIS = 250;

    private static final int SMALL_BYTES = 6_000;
    private static final int LARGE_BYTES = 150_000;

    @TempDir private Path folder;

    private final long seed = Long.getLong("haulout.seed", 20261);
    private final Random random = new Random(seed);
    private final List<WrittenBlob> blobs = new ArrayList<>();
    private final AtomicLong nextSeed = new AtomicLong(seed);

    private int lostInFlight;

    @Test
    void everythingAcknowledgedSurvivesSigkill() throws Exception {
        System.out.println("NodeKillSystemTest: -Dhaulout.seed=" + seed + " " + KILLS + " kills");
        long begin = System.nanoTime();
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path home = folder.resolve("home");
        List<Long> starts = new ArrayList<>();
        for (int life = 0; life < KILLS; life++) {
            NodeProcess node = NodeProcess.start(home, ledger.file(), "--plain-http");
            try (node;
                    PlainClient client = PlainClient.of(node)) {
                starts.add(node.startMillis());
                if (life == 0) {
                    ledger.enter(1, List.of(new NodeLedger.Member(node, 0, SHARDS)));
                }
                client.awaitActive(SHARDS);
                verifySome(client, node.publicKey());
                liveAndDie(node, client, ledger);
            }
        }
        try (NodeProcess node = NodeProcess.start(home, ledger.file(), "--plain-http");
                PlainClient client = PlainClient.of(node)) {
            client.awaitActive(SHARDS);
            for (WrittenBlob blob : blobs) {
                blob.verify(client, node.publicKey());
            }
            finishSome(client, node.publicKey());
            assertEquals("", node.err().replaceAll("WARNING: Using incubator modules.*\n", ""));
        }
        report(starts, System.nanoTime() - begin);
    }

    private void report(List<Long> starts, long nanos) {
        int acknowledged = blobs.stream().mapToInt(WrittenBlob::acknowledgedCount).sum();
        Collections.sort(starts);
        System.out.printf(
                "NodeKillSystemTest: %d kills, %d blobs (%d complete, %d confirmed before), %d"
                        + " acknowledged puts verified, %d puts cut off; starts %d ms at best, %d"
                        + " median, %d at worst; %d s in all%n",
                KILLS,
                blobs.size(),
                blobs.stream().filter(WrittenBlob::isComplete).count(),
                blobs.stream().filter(WrittenBlob::isConfirmed).count(),
                acknowledged,
                lostInFlight,
                starts.getFirst(),
                starts.get(starts.size() / 2),
                starts.getLast(),
                TimeUnit.NANOSECONDS.toSeconds(nanos));
        assertTrue(acknowledged > 10 * KILLS, "hardly anything was written");
        assertTrue(lostInFlight > 0, "no kill hit a request under way");
    }

    /// The blobs of the last life, and some older ones.
    private void verifySome(PlainClient client, BlsPublicKey key) throws Exception {
        int newest = Math.max(0, blobs.size() - BLOBS_PER_LIFE);
        List<WrittenBlob> due = new ArrayList<>(blobs.subList(newest, blobs.size()));
        for (int i = 0; i < OLD_BLOBS && newest > 0; i++) {
            due.add(blobs.get(random.nextInt(newest)));
        }
        for (WrittenBlob blob : due) {
            blob.verify(client, key);
        }
    }

    /// What was cut off can be completed afterwards.
    private void finishSome(PlainClient client, BlsPublicKey key) throws Exception {
        int finished = 0;
        for (WrittenBlob blob : blobs) {
            if (!blob.isComplete() && finished < 2 * BLOBS_PER_LIFE) {
                write(blob, client, key, new SplittableRandom(finished));
                blob.verify(client, key);
                finished++;
            }
        }
        assertTrue(finished > 0, "every blob was complete");
    }

    private void liveAndDie(NodeProcess node, PlainClient client, NodeLedger ledger)
            throws Exception {
        List<WrittenBlob> fresh = newBlobs(ledger);
        // what the last kill cut off goes on first
        List<WrittenBlob> unfinished =
                blobs.stream().filter(blob -> !blob.isComplete()).limit(3).toList();
        blobs.addAll(fresh);
        ConcurrentLinkedQueue<WrittenBlob> queue = new ConcurrentLinkedQueue<>(unfinished);
        queue.addAll(fresh);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger cutOff = new AtomicInteger();
        BlsPublicKey key = node.publicKey();
        int before = acknowledged(fresh);
        try (ExecutorService clients = Executors.newCachedThreadPool()) {
            for (int i = 0; i < WRITERS; i++) {
                SplittableRandom order = new SplittableRandom(random.nextLong());
                clients.submit(() ->
                        untilCutOff(() -> writeAll(queue, client, key, order), cutOff, failures));
            }
            for (int i = 0; i < READERS; i++) {
                SplittableRandom choice = new SplittableRandom(random.nextLong());
                List<WrittenBlob> all = List.copyOf(blobs);
                clients.submit(
                        () -> untilCutOff(() -> readOn(all, client, choice), cutOff, failures));
            }
            while (acknowledged(fresh) == before && failures.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(1000 * LONGEST_LIFE_MILLIS));
            node.kill();
        }
        lostInFlight += cutOff.get();
        if (!failures.isEmpty()) {
            throw new AssertionError(node.err(), failures.peek());
        }
    }

    private List<WrittenBlob> newBlobs(NodeLedger ledger) throws IOException {
        List<WrittenBlob> fresh = new ArrayList<>();
        for (int i = 0; i < BLOBS_PER_LIFE; i++) {
            int bytes = 1 + random.nextInt(i == 0 ? LARGE_BYTES : SMALL_BYTES);
            SampleBlob blob = SampleBlob.of(SHARDS, bytes, nextSeed.getAndIncrement());
            ledger.registered(blob);
            fresh.add(new WrittenBlob(blob));
        }
        return fresh;
    }

    private static int acknowledged(List<WrittenBlob> blobs) {
        return blobs.stream().mapToInt(WrittenBlob::acknowledgedCount).sum();
    }

    /// Work of a client.
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void untilCutOff(
            Work work, AtomicInteger cutOff, ConcurrentLinkedQueue<Throwable> failures) {
        try {
            work.run();
        } catch (IOException | InterruptedException e) {
            cutOff.incrementAndGet(); // because the node is dead
        } catch (AssertionError | RuntimeException e) {
            failures.add(e);
        }
    }

    private static void writeAll(
            ConcurrentLinkedQueue<WrittenBlob> queue,
            PlainClient client,
            BlsPublicKey key,
            SplittableRandom order)
            throws IOException, InterruptedException {
        for (WrittenBlob blob = queue.poll(); blob != null; blob = queue.poll()) {
            write(blob, client, key, order);
        }
    }

    private static void write(
            WrittenBlob blob, PlainClient client, BlsPublicKey key, SplittableRandom order)
            throws IOException, InterruptedException {
        blob.putMetadata(client);
        int count = blob.blob().partCount();
        int first = order.nextInt(count);
        for (int i = 0; i < count; i++) {
            blob.putPart(client, (first + i) % count);
        }
        blob.confirm(client, key);
    }

    /// Reads until the node dies: every answer is whole.
    private static void readOn(List<WrittenBlob> blobs, PlainClient client, SplittableRandom choice)
            throws IOException, InterruptedException {
        while (true) {
            WrittenBlob blob = blobs.get(choice.nextInt(blobs.size()));
            blob.readPart(client, choice.nextInt(blob.blob().partCount()));
        }
    }
}
