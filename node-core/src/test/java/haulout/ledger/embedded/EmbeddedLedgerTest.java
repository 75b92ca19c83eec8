// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.Committee;
import haulout.ledger.IndexedEvent;
import haulout.ledger.JournalSnapshot;
import haulout.ledger.machine.AccountCommand;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SmallNetwork;
import haulout.wire.ProtocolMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmbeddedLedgerTest {
    private static final int NODES = 4;

    private final AtomicLong millis = new AtomicLong(SmallNetwork.START);
    private final MemoryJournal journal = new MemoryJournal();
    private final SmallNetwork network = new SmallNetwork(NODES, 11);

    private EmbeddedLedger open() throws Exception {
        return EmbeddedLedger.open(
                journal, SmallNetwork::rules, () -> java.time.Instant.ofEpochMilli(millis.get()));
    }

    private static CommandResult done(EmbeddedLedger ledger, LedgerCommand command)
            throws Exception {
        return assertInstanceOf(
                        Outcome.Applied.class, ledger.submit(SmallNetwork.OPERATOR, command))
                .result();
    }

    private EpochDriver driver(EmbeddedLedger ledger) {
        return new EpochDriver(
                ledger, SmallNetwork.HOST, () -> java.time.Instant.ofEpochMilli(millis.get()));
    }

    private List<NodeId> start(EmbeddedLedger ledger) throws Exception {
        Faucet faucet = Faucet.open(ledger);
        faucet.give(SmallNetwork.OPERATOR, Faucet.MAX_GIFT);
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            var registered = (CommandResult.NodeRegistered) done(ledger, network.registration(i));
            nodes.add(registered.node());
            done(ledger, SmallNetwork.stake(registered.node(), i));
        }
        driver(ledger).step();
        assertTrue(ledger.isChangingEpoch());
        report(ledger, nodes);
        return nodes;
    }

    private static void report(EmbeddedLedger ledger, List<NodeId> nodes) throws Exception {
        for (NodeId node : nodes) {
            ledger.actions(node, SmallNetwork.OPERATOR).epochSyncDone(ledger.epoch());
        }
    }

    @Test
    void aNetworkStartsByItselfAndItsEpochsGoOn() throws Exception {
        EmbeddedLedger ledger = open();
        List<NodeId> nodes = start(ledger);
        assertEquals(new Epoch(1), ledger.epoch());
        assertFalse(ledger.isChangingEpoch());
        Committee committee = ledger.committee(new Epoch(1)).orElseThrow();
        assertEquals(NODES, committee.members().size());
        assertEquals(10, committee.members().stream().mapToInt(one -> one.shards().size()).sum());
        for (int epoch = 2; epoch < 5; epoch++) {
            Duration half = driver(ledger).step();
            assertEquals(Duration.ofMillis(SmallNetwork.EPOCH_MILLIS / 2), half);
            millis.addAndGet(half.toMillis());
            assertEquals(half, driver(ledger).step());
            assertTrue(ledger.committee(new Epoch(epoch)).isPresent());
            millis.addAndGet(half.toMillis());
            driver(ledger).step();
            assertEquals(new Epoch(epoch), ledger.epoch());
            report(ledger, nodes);
            report(ledger, nodes);
        }
        assertTrue(ledger.committee(new Epoch(3)).isPresent());
        assertTrue(ledger.committee(new Epoch(1)).isEmpty());
    }

    @Test
    void blobsAreRegisteredCertifiedAndFoundWrong() throws Exception {
        EmbeddedLedger ledger = open();
        List<NodeId> nodes = start(ledger);
        var blob = (CommandResult.BlobRegistered) done(ledger, SmallNetwork.blob(5));
        ObjectId object = blob.blob();
        done(ledger, ledger.read(view -> network.certify(view, object)));
        var id = ledger.read(view -> view.blobs().get(object).blobId());
        ChainActions actions = ledger.actions(nodes.getFirst(), SmallNetwork.OPERATOR);
        var wrong =
                ledger.read(view ->
                        network.certificate(
                                view, new ProtocolMessage.InvalidBlobId(new Epoch(1), id)));
        actions.invalidateBlob(id, wrong);
        actions.invalidateBlob(id, wrong);
        List<ChainEvent> events =
                ledger.events(0, 1_000, Duration.ZERO).stream()
                        .map(IndexedEvent::event)
                        .filter(ChainEvent.BlobEvent.class::isInstance)
                        .toList();
        assertEquals(3, events.size());
        assertInstanceOf(ChainEvent.BlobRegistered.class, events.get(0));
        assertInstanceOf(ChainEvent.BlobCertified.class, events.get(1));
        assertEquals(new ChainEvent.InvalidBlobId(new Epoch(1), id), events.get(2));
    }

    @Test
    void eventsHaveNoGapsAndAreTheSameAfterARestart() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        for (int i = 0; i < 50; i++) {
            done(ledger, SmallNetwork.blob(i));
        }
        List<IndexedEvent> before = all(ledger);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(i, before.get(i).index());
        }
        var hash = ledger.read(view -> view.clock());
        ledger.close();
        assertThrows(ChainException.class, () -> ledger.events(0, 1, Duration.ZERO));
        EmbeddedLedger again = open();
        assertEquals(hash, again.read(view -> view.clock()));
        assertEquals(before, all(again));
    }

    private static List<IndexedEvent> all(EmbeddedLedger ledger) throws Exception {
        List<IndexedEvent> events = new ArrayList<>();
        while (true) {
            List<IndexedEvent> more = ledger.events(events.size(), 7, Duration.ZERO);
            if (more.isEmpty()) {
                return events;
            }
            events.addAll(more);
        }
    }

    @Test
    void whoWaitsForAnEventIsWoken() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        long end = all(ledger).size();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<IndexedEvent>> waiting =
                    threads.submit(() -> ledger.events(end, 10, Duration.ofMinutes(5)));
            done(ledger, SmallNetwork.blob(1));
            assertEquals(end, waiting.get().getFirst().index());
            Future<List<IndexedEvent>> closed =
                    threads.submit(() -> ledger.events(end + 1, 10, Duration.ofMinutes(5)));
            ledger.close();
            assertInstanceOf(
                    ChainException.class,
                    assertThrows(java.util.concurrent.ExecutionException.class, closed::get)
                            .getCause());
        }
    }

    @Test
    void manyThreadsShareFlushesAndEachGetsItsOwnAnswer() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        int threadCount = 16;
        int each = 40;
        CountDownLatch together = new CountDownLatch(threadCount);
        int before = journal.batches;
        journal.weather =
                batch -> {
                    // some may have come in time for the first batch
                    while (journal.batches == before
                            && batch.entries().size() + ledger.waiting() < threadCount) {
                        Thread.yield();
                    }
                    return MemoryJournal.Fate.WRITTEN;
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ObjectId>>> results = new ArrayList<>();
            for (int i = 0; i < threadCount; i++) {
                int first = i * each;
                Callable<List<ObjectId>> work =
                        () -> {
                            together.countDown();
                            together.await();
                            List<ObjectId> objects = new ArrayList<>();
                            for (int j = 0; j < each; j++) {
                                var command = SmallNetwork.blob(first + j);
                                var blob = (CommandResult.BlobRegistered) done(ledger, command);
                                assertEquals(
                                        command.blobId(),
                                        ledger.read(
                                                view -> view.blobs().get(blob.blob()).blobId()));
                                objects.add(blob.blob());
                            }
                            return objects;
                        };
                results.add(threads.submit(work));
            }
            long distinct = 0;
            for (Future<List<ObjectId>> result : results) {
                distinct += result.get().stream().distinct().count();
            }
            assertEquals(threadCount * each, distinct);
        }
        // because the first one waited until all others stood behind it
        assertTrue(journal.batches - before <= threadCount * each - threadCount + 2);
    }

    @Test
    void whatCouldNotBeWrittenDownHasNotHappened() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        var before = ledger.read(view -> view.clock());
        long events = all(ledger).size();
        journal.weather = batch -> MemoryJournal.Fate.LOST;
        assertThrows(ChainException.class, () -> done(ledger, SmallNetwork.blob(1)));
        assertEquals(before, ledger.read(view -> view.clock()));
        assertEquals(events, all(ledger).size());
        journal.weather = batch -> MemoryJournal.Fate.WRITTEN_AND_REPORTED_LOST;
        assertThrows(ChainException.class, () -> done(ledger, SmallNetwork.blob(2)));
        journal.weather = batch -> MemoryJournal.Fate.WRITTEN;
        done(ledger, SmallNetwork.blob(3));
        assertEquals(before.commandCount() + 2, ledger.read(view -> view.clock()).commandCount());
        assertEquals(events + 2, all(ledger).size());
        var known = ledger.read(view -> view.clock());
        ledger.close();
        assertEquals(known, open().read(view -> view.clock()));
    }

    @Test
    void catchingUpThatFailsOnTheWayIsDoneAgain() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        journal.weather = batch -> MemoryJournal.Fate.WRITTEN_AND_REPORTED_LOST;
        assertThrows(ChainException.class, () -> done(ledger, SmallNetwork.blob(1)));
        journal.weather = batch -> MemoryJournal.Fate.WRITTEN;
        journal.readsUntilFailure = 1; // what was written is read, what comes after it is not
        assertThrows(ChainException.class, () -> done(ledger, SmallNetwork.blob(2)));
        done(ledger, SmallNetwork.blob(3));
        assertEquals(journal.events.size(), all(ledger).size());
        assertEquals(journal.entries.size(), ledger.read(view -> view.clock()).commandCount());
    }

    @Test
    void anErrorStopsTheLedgerForAllAndANewStartGoesOn() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        var before = ledger.read(view -> view.clock());
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        journal.weather =
                batch -> {
                    writing.countDown();
                    go.await();
                    throw new OutOfMemoryError("as if");
                };
        int others = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(1 + others)) {
            Callable<CommandResult> store = () -> done(ledger, SmallNetwork.blob(1));
            Future<CommandResult> first = threads.submit(store);
            writing.await();
            List<Future<CommandResult>> waiting = new ArrayList<>();
            for (int i = 0; i < others; i++) {
                waiting.add(threads.submit(store));
            }
            while (ledger.waiting() < others) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertInstanceOf(
                    OutOfMemoryError.class,
                    assertThrows(ExecutionException.class, first::get).getCause());
            for (Future<CommandResult> one : waiting) {
                assertInstanceOf(
                        ChainException.class,
                        assertThrows(ExecutionException.class, one::get).getCause());
            }
        }
        journal.weather = batch -> MemoryJournal.Fate.WRITTEN;
        // nothing may be written down by it any more: what the error left is not known
        assertThrows(ChainException.class, () -> done(ledger, SmallNetwork.blob(2)));
        assertEquals(before.commandCount(), journal.entries.size());
        ledger.close();
        EmbeddedLedger again = open();
        assertEquals(before, again.read(view -> view.clock()));
        done(again, SmallNetwork.blob(3));
    }

    @Test
    void aDamagedStateIsPassedOverForTheOneBefore() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        done(ledger, SmallNetwork.blob(1));
        var known = ledger.read(view -> view.clock());
        ledger.close();
        assertTrue(journal.snapshots.size() > 1, "states " + journal.snapshots.keySet());
        JournalSnapshot newest = journal.snapshots.lastEntry().getValue();
        byte[] bytes = LedgerHistory.bytes(newest.state());
        bytes[bytes.length / 2] ^= 1;
        journal.snapshots.put(
                newest.sequence(),
                new JournalSnapshot(newest.sequence(), newest.stateHash(), ByteBuffer.wrap(bytes)));
        EmbeddedLedger again = open();
        assertEquals(known, again.read(view -> view.clock()));
        done(again, SmallNetwork.blob(2));
        again.close();
        journal.snapshots.replaceAll((sequence, snapshot) ->
                new JournalSnapshot(sequence, snapshot.stateHash(), ByteBuffer.wrap(new byte[9])));
        assertThrows(ChainException.class, this::open);
    }

    @Test
    void everyMomentOfAnEpochChangeIsSurvived() throws Exception {
        Random random = new Random(3);
        EmbeddedLedger ledger = open();
        List<NodeId> nodes = start(ledger);
        for (int round = 0; round < 60; round++) {
            MemoryJournal.Fate fate =
                    MemoryJournal.Fate.values()[random.nextInt(MemoryJournal.Fate.values().length)];
            int at = random.nextInt(5);
            int[] seen = {0};
            journal.weather = batch -> seen[0]++ == at ? fate : MemoryJournal.Fate.WRITTEN;
            millis.addAndGet(SmallNetwork.EPOCH_MILLIS);
            try {
                driver(ledger).step();
                done(ledger, SmallNetwork.blob(1_000 + round));
                report(ledger, nodes);
            } catch (ChainException e) {
                // as if the process had died here: what the journal has is what was
            }
            journal.weather = batch -> MemoryJournal.Fate.WRITTEN;
            if (random.nextBoolean()) {
                ledger.close();
                ledger = open();
            }
            assertEquals(
                    journal.entries.size(),
                    assertInstanceOf(
                                    Outcome.Applied.class,
                                    ledger.submit(
                                            SmallNetwork.OPERATOR,
                                            new AccountCommand.Transfer(SmallNetwork.HOST, 1)))
                            .sequence());
            if (ledger.read(view -> view.clock().state()) instanceof EpochState.Syncing) {
                report(ledger, nodes);
            }
        }
        assertTrue(ledger.epoch().value() > 10, "epoch " + ledger.epoch());
        assertEquals(journal.events.size(), all(ledger).size());
    }

    @Test
    void noWaitIsLongerThanAMinuteBecauseComputersSleep() {
        assertEquals(Duration.ofMinutes(1), EpochDriver.shortened(Duration.ofDays(1)));
        assertEquals(Duration.ofSeconds(2), EpochDriver.shortened(Duration.ofSeconds(2)));
    }

    @Test
    void aClockSetBackDoesNotStopTheLedger() throws Exception {
        EmbeddedLedger ledger = open();
        start(ledger);
        millis.addAndGet(-500_000);
        done(ledger, SmallNetwork.blob(1));
        assertTrue(
                ledger.read(view -> view.clock().lastMillis()) >= SmallNetwork.START,
                "time in the ledger goes back");
    }
}
