// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.IndexedEvent;
import haulout.store.BlobRecordStore;
import haulout.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the ledger on a thread of its own: brings events into the records strictly in order,
/// hands out the work that follows from them, and moves the cursor over what is done with.
///
/// After a restart it begins at the cursor: events that are in the records already are only worked
/// on again. Source: walrus-protocol section 9.1.
final class EventFollower {
    /// So many looks that brought nothing, and there is hardly anything to come.
    private static final int QUIET_LOOKS = 10;

    /// So much longer is then waited for something, which comes at once all the same: a computer
    /// that rests is not to be woken each second for nothing, by each of twelve nodes.
    private static final int QUIET_POLLS = 5;

    private static final Logger log = LoggerFactory.getLogger(EventFollower.class);

    private final ChainView chain;
    private final BlobRecordStore records;
    private final CommitteeTracker committees;
    private final EpochChange epochs;
    private final GarbageCollection garbage;
    private final FollowUps followUps;
    private final Lanes lanes;
    private final FinishedEvents finished;
    private final LedgerContact contact;
    private final NodeAlerts alerts;
    private final NodeFaults faults;
    private final NodeMetrics metrics;
    private final NodeLimits limits;
    private final LongConsumer afterEachTurn;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final EventRecorder recorder;
    private volatile boolean closing;
    // INV: used by the follower's thread only
    private long next;
    private long persisted;
    private boolean started;
    // looks in a row that brought nothing
    private int quiet;
    // what was collected and not written has to be collected again
    private boolean startsOver;

    EventFollower(
            NodePorts ports,
            NodeThreads threads,
            CommitteeTracker committees,
            EpochChange epochs,
            GarbageCollection garbage,
            FollowUps followUps,
            Lanes lanes,
            FinishedEvents finished,
            LedgerContact contact,
            NodeAlerts alerts,
            NodeFaults faults,
            NodeMetrics metrics,
            NodeLimits limits,
            LongConsumer afterEachTurn)
            throws StoreException, InterruptedException {
        this.chain = ports.chain();
        this.records = ports.records();
        this.committees = committees;
        this.epochs = epochs;
        this.garbage = garbage;
        this.followUps = followUps;
        this.lanes = lanes;
        this.finished = finished;
        this.contact = contact;
        this.alerts = alerts;
        this.faults = faults;
        this.metrics = metrics;
        this.limits = limits;
        this.afterEachTurn = afterEachTurn;
        this.recorder = new EventRecorder(records);
        this.persisted = finished.run();
        this.next = persisted;
        this.thread = threads.follower().newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /// Ends the thread; the cursor stays where it was persisted last.
    void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the follower ends soon, and must have ended
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = limits.minRetryPause();
        try {
            while (!closing) {
                boolean isWell = turn();
                tellObserver();
                if (isWell) {
                    pause = limits.minRetryPause();
                } else {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    Duration doubled = pause.multipliedBy(2);
                    pause =
                            doubled.compareTo(limits.maxRetryPause()) < 0
                                    ? doubled
                                    : limits.maxRetryPause();
                }
            }
        } catch (InterruptedException stop) {
            log.atDebug().log("the follower of the ledger was stopped");
        } finally {
            stopped.countDown();
        }
    }

    /// One look at the ledger.
    ///
    /// @return whether nothing failed
    private boolean turn() throws InterruptedException {
        try {
            if (startsOver) {
                recorder.reset();
                startsOver = false;
            }
            Epoch newest = committees.refresh();
            if (!started) {
                begin(newest);
                started = true;
            }
            List<IndexedEvent> events = chain.events(next, limits.eventBatch(), patience());
            quiet = events.isEmpty() ? quiet + 1 : 0;
            alerts.clear(NodeAlert.Kind.LEDGER_UNREACHABLE);
            work(events, newest);
            if (events.size() < limits.eventBatch()) {
                contact.atTip();
            }
            persist();
            return true;
        } catch (StoreException e) {
            faults.noted(e);
        } catch (ChainException e) {
            metrics.add(NodeCounter.LEDGER_FAULTS, 1);
            if (alerts.raise(NodeAlert.Kind.LEDGER_UNREACHABLE, String.valueOf(e.getMessage()))) {
                log.atWarn().setCause(e).log("the ledger cannot be followed");
            }
        } catch (RuntimeException | Error e) {
            // the thread's outermost frame: without it the node would go deaf
            log.atError().setCause(e).log("following the ledger failed");
        }
        startsOver = true;
        return false;
    }

    /// How long the ledger may keep an answer back in which there is nothing.
    private Duration patience() {
        return quiet < QUIET_LOOKS
                ? limits.eventPoll()
                : limits.eventPoll().multipliedBy(QUIET_POLLS);
    }

    private void tellObserver() {
        try {
            afterEachTurn.accept(recorder.recorded());
        } catch (RuntimeException | Error e) {
            // whoever listens must not make the node deaf
            log.atError().setCause(e).log("telling how the node is failed");
        }
    }

    private void begin(Epoch newest) throws StoreException, ChainException, InterruptedException {
        if (epochs.hasNoEpoch()) {
            List<IndexedEvent> first = chain.events(recorder.recorded(), 1, Duration.ZERO);
            boolean isFresh = recorder.recorded() == 0;
            if (first.isEmpty() && isFresh) {
                epochs.adopt(newest);
            } else if (isFresh
                    && !(first.getFirst().event() instanceof ChainEvent.EpochChangeStart)
                    && !isFarBehind(first.getFirst(), newest)) {
                epochs.adopt(first.getFirst().event().epoch());
            }
        } else {
            epochs.resume();
        }
    }

    private void work(List<IndexedEvent> events, Epoch newest)
            throws StoreException, ChainException, InterruptedException {
        int done = 0;
        for (int i = 0; i < events.size(); i++) {
            IndexedEvent event = events.get(i);
            if (event.index() != next + i - done) {
                throw new ChainException(
                        "the ledger gave event "
                                + event.index()
                                + " instead of "
                                + (next + i - done));
            }
            if (isNew(event) && isFarBehind(event, newest) && !epochs.isCatchingUp()) {
                epochs.fallBehind(newest);
            }
            if (event.event() instanceof ChainEvent.EpochChangeStart(Epoch epoch)) {
                hand(events.subList(done, i));
                changeEpoch(event, epoch);
                done = i + 1;
            } else if (isNew(event)) {
                recorder.add(event);
            }
        }
        hand(events.subList(done, events.size()));
    }

    private boolean isNew(IndexedEvent event) {
        return event.index() >= recorder.recorded();
    }

    /// An extension has the epoch of the first certification, which says nothing of when it was.
    private static boolean isFarBehind(IndexedEvent event, Epoch newest) {
        boolean isOfItsTime =
                !(event.event() instanceof ChainEvent.BlobCertified certified)
                        || !certified.isExtension();
        return isOfItsTime && event.event().epoch().value() + 1 < newest.value();
    }

    /// Writes what was recorded and hands out the work that follows from it.
    private void hand(List<IndexedEvent> events) throws StoreException, InterruptedException {
        recorder.flush();
        for (IndexedEvent event : events) {
            next = event.index() + 1;
            metrics.add(NodeCounter.EVENTS_RECORDED, 1);
            if (event.event() instanceof ChainEvent.BlobEvent blobEvent) {
                followUps.start(event, blobEvent);
            } else {
                notice(event);
                finished.finish(event.index());
            }
        }
        lanes.awaitOpen(limits.maxOpenFollowUps());
    }

    private void changeEpoch(IndexedEvent event, Epoch epoch)
            throws StoreException, ChainException, InterruptedException {
        boolean isNew = isNew(event);
        lanes.awaitOpen(0);
        if (isNew) {
            garbage.expire(epoch);
        }
        epochs.start(epoch);
        if (isNew) {
            recorder.add(event);
            recorder.flush();
        }
        metrics.add(NodeCounter.EVENTS_RECORDED, 1);
        next = event.index() + 1;
        finished.finish(event.index());
    }

    private void notice(IndexedEvent indexed) {
        switch (indexed.event()) {
            case ChainEvent.ShardRecoveryStart(var _, var shards) ->
                    epochs.recoverWithoutHolder(shards);
            case ChainEvent.Notice(var epoch, String name, var _) when asksSomething(name) -> {
                String detail = name + " in epoch " + epoch;
                if (alerts.raise(NodeAlert.Kind.EVENT_NOT_UNDERSTOOD, detail)) {
                    log.atWarn().addKeyValue("event", name).log("event is not understood");
                }
            }
            default -> {}
        }
    }

    // events that upstream stops at, because nobody has said yet what a node is to do
    private static boolean asksSomething(String name) {
        return name.equals("DenyListBlobDeleted") || name.equals("ProtocolVersionUpdated");
    }

    private void persist() throws StoreException, InterruptedException {
        long run = finished.run();
        if (run > persisted) {
            records.setFinishedEvents(run);
            persisted = run;
        }
    }
}
