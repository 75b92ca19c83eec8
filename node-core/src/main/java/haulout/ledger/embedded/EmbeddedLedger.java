// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainEventFormat;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.Committee;
import haulout.ledger.IndexedEvent;
import haulout.ledger.JournalBatch;
import haulout.ledger.JournalEntry;
import haulout.ledger.JournalEvent;
import haulout.ledger.LedgerJournal;
import haulout.ledger.machine.CommandFormat;
import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerMachine;
import haulout.ledger.machine.LedgerRules;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.machine.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A ledger in this process, for many threads: it takes commands, writes them down before it
/// answers, and lets nodes read events and committees.
///
/// Commands that wait at the same time are written down together. A command whose writing failed
/// has not happened, unless the journal says otherwise when it can be read again.
///
/// Threads: any. [#submit] may carry out other threads' commands as well, with a signature check of
/// about a millisecond each, and waits for the disk.
public final class EmbeddedLedger implements ChainView, AutoCloseable {
    /// Commands written down together: one flush for as many as come in a few milliseconds.
    static final int MAX_BATCH = 256;

    /// Commands that may wait; with more, senders are told to come back.
    static final int MAX_WAITING = 4_096;

    /// Events kept in memory for nodes that follow closely; older ones come from the journal.
    static final int RECENT_EVENTS = 8_192;

    /// Most events in one answer.
    static final int MAX_EVENTS = 1_000;

    /// Commands after which the state is written down even without a change of epoch, so that a
    /// restart replays few.
    static final int COMMANDS_PER_SNAPSHOT = 2_000;

    private final LedgerMachine machine;
    private final LedgerJournal journal;
    private final InstantSource clock;
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final RecentEvents recent;
    private long lastSnapshot;
    private boolean doubtful;
    private boolean closed;
    private @Nullable Throwable broken;

    /// A command and, later, what became of it. Fields are guarded by the lock.
    private static final class Pending {
        private final AccountAddress sender;
        private final LedgerCommand command;
        private @Nullable Outcome outcome;
        private @Nullable ChainException failure;

        private Pending(AccountAddress sender, LedgerCommand command) {
            this.sender = sender;
            this.command = command;
        }

        private boolean isDone() {
            return outcome != null || failure != null;
        }

        private Outcome result() throws ChainException {
            if (failure != null) {
                throw new ChainException(String.valueOf(failure.getMessage()), failure);
            }
            if (outcome == null) {
                throw new IllegalStateException("command without outcome");
            }
            return outcome;
        }
    }

    private EmbeddedLedger(LedgerMachine machine, LedgerJournal journal, InstantSource clock) {
        this.machine = machine;
        this.journal = journal;
        this.clock = clock;
        this.recent = new RecentEvents(RECENT_EVENTS, machine.view().clock().eventCount());
        this.lastSnapshot = machine.view().clock().commandCount();
    }

    /// The ledger of a journal; a new one if the journal is empty.
    ///
    /// @param journal stays the caller's to close, after the ledger
    /// @param rulesIfNew asked only if the journal is empty
    /// @throws ChainException if the journal cannot be read, or contradicts itself
    public static EmbeddedLedger open(
            LedgerJournal journal, Supplier<LedgerRules> rulesIfNew, InstantSource clock)
            throws ChainException, InterruptedException {
        Optional<LedgerMachine> known = LedgerHistory.resume(journal);
        LedgerMachine machine =
                known.isPresent() ? known.get() : LedgerHistory.begin(journal, rulesIfNew.get());
        return new EmbeddedLedger(machine, journal, clock);
    }

    /// Carries out a command, or says why not. What was carried out survives a loss of power.
    ///
    /// @param sender whose authority it has; the caller has made sure of that
    /// @throws ChainException if it could not be written down, or too many commands wait
    /// @throws InterruptedException if interrupted before the command was taken up
    public Outcome submit(AccountAddress sender, LedgerCommand command)
            throws ChainException, InterruptedException {
        Pending pending = new Pending(sender, command);
        if (!waiting.offer(pending)) {
            throw new ChainException(
                    "the ledger has " + MAX_WAITING + " commands waiting, try again later");
        }
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            if (waiting.remove(pending)) {
                throw e;
            }
            // another thread has taken it up: wait for its outcome, it is near
            lock.lock();
            Thread.currentThread().interrupt();
        }
        try {
            while (!pending.isDone()) {
                runBatch();
                if (broken != null && !pending.isDone()) {
                    throw stopped(broken); // because even telling it may have failed
                }
            }
            return pending.result();
        } finally {
            lock.unlock();
        }
    }

    /// Carries out what waits, up to the next change of epoch.
    private void runBatch() {
        List<Pending> taken = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        List<IndexedEvent> events = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        int mark = machine.mark();
        try {
            requireSound();
            long epoch = machine.view().clock().epoch();
            while (taken.size() < MAX_BATCH && machine.view().clock().epoch() == epoch) {
                Pending next = waiting.poll();
                if (next == null) {
                    break;
                }
                taken.add(next);
                outcomes.add(apply(next, entries, events));
            }
            if (!entries.isEmpty()) {
                append(batch(entries, events, machine.view().clock().epoch() != epoch));
            }
            machine.settle();
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).outcome = outcomes.get(i);
            }
            recent.add(events);
            changed.signalAll();
        } catch (IOException e) {
            machine.rollBackTo(mark);
            fail(taken, new ChainException("the ledger could not write down its commands", e));
        } catch (RuntimeException | Error e) {
            // first, because memory may be short for what follows: from here on only a new start,
            // which reads the journal, knows what has happened
            broken = e;
            machine.rollBackTo(mark);
            fail(taken, stopped(e));
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private static ChainException stopped(Throwable cause) {
        return new ChainException(
                cause instanceof Error
                        ? "the ledger has stopped: this process has failed"
                        : "the ledger has stopped: its own check failed",
                cause);
    }

    private void fail(List<Pending> taken, ChainException failure) {
        // because requireSound may have failed before anything was taken
        if (taken.isEmpty()) {
            waiting.drainTo(taken, MAX_BATCH);
        }
        for (Pending pending : taken) {
            pending.failure = failure;
        }
    }

    private Outcome apply(Pending next, List<JournalEntry> entries, List<IndexedEvent> events) {
        // because a clock may be set back, and time in the ledger never goes back
        long now = Math.max(clock.millis(), machine.view().clock().lastMillis());
        long firstIndex = machine.view().clock().eventCount();
        Outcome outcome = machine.apply(now, next.sender, next.command);
        if (outcome instanceof Outcome.Applied(long sequence, var _, var caused)) {
            entries.add(
                    new JournalEntry(
                            sequence,
                            now,
                            next.sender,
                            ByteBuffer.wrap(CommandFormat.encode(next.command))));
            events.addAll(
                    LedgerHistory.indexed(
                            machine.rules().ledgerId(), sequence, firstIndex, caused));
        }
        return outcome;
    }

    private JournalBatch batch(
            List<JournalEntry> entries, List<IndexedEvent> events, boolean isNewEpoch) {
        List<JournalEvent> rows = new ArrayList<>();
        int next = 0;
        for (JournalEntry entry : entries) {
            var transaction =
                    LedgerHistory.transaction(machine.rules().ledgerId(), entry.sequence());
            while (next < events.size()
                    && events.get(next).id().transaction().equals(transaction)) {
                IndexedEvent event = events.get(next++);
                rows.add(
                        new JournalEvent(
                                event.index(),
                                entry.sequence(),
                                (int) event.id().sequence(),
                                ByteBuffer.wrap(ChainEventFormat.encode(event.event()))));
            }
        }
        JournalBatch batch = JournalBatch.of(entries, rows);
        long count = machine.view().clock().commandCount();
        if (!isNewEpoch && count - lastSnapshot < COMMANDS_PER_SNAPSHOT) {
            return batch;
        }
        machine.check();
        return batch.with(LedgerHistory.snapshot(machine));
    }

    private void append(JournalBatch batch) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    journal.append(batch);
                    break;
                } catch (InterruptedException e) {
                    // nothing was written; other threads' commands depend on this
                    interrupted = true;
                }
            }
        } catch (IOException e) {
            doubtful = true;
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        batch.snapshot().ifPresent(snapshot -> lastSnapshot = snapshot.sequence());
    }

    /// Makes sure that machine and journal are at the same command.
    private void requireSound() throws IOException {
        if (broken != null) {
            throw stopped(broken);
        }
        if (closed) {
            throw new ChainException("the ledger is closed");
        }
        if (!doubtful) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            // because a batch whose writing failed may be there nevertheless
            LedgerHistory.catchUp(machine, journal, recent::add);
            doubtful = false;
            changed.signalAll();
        } catch (InterruptedException e) {
            interrupted = true;
            throw new ChainException("interrupted while reading the ledger's journal", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Reads the ledger between two commands.
    ///
    /// @param reader takes what it needs and keeps nothing of the view
    public <T> T read(Function<LedgerView, T> reader) {
        lock.lock();
        try {
            return reader.apply(machine.view());
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a command has been carried out, at most so long.
    ///
    /// @param sinceCommand number of commands known to the caller
    public void awaitChange(long sinceCommand, Duration wait) throws InterruptedException {
        long nanos = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (machine.view().clock().commandCount() <= sinceCommand && nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many commands wait to be taken up.
    int waiting() {
        return waiting.size();
    }

    /// What never changes.
    public LedgerRules rules() {
        return machine.rules();
    }

    /// What a node tells this ledger.
    ///
    /// @param node who
    /// @param operator whose authority it has
    public ChainActions actions(NodeId node, AccountAddress operator) {
        return new NodeActions(this, node, operator);
    }

    @Override
    public int shardCount() {
        return machine.rules().shardCount();
    }

    @Override
    public List<IndexedEvent> events(long fromIndex, int limit, Duration wait)
            throws ChainException, InterruptedException {
        if (fromIndex < 0 || limit < 1) {
            throw new IllegalArgumentException("events from " + fromIndex + ", limit " + limit);
        }
        int most = Math.min(limit, MAX_EVENTS);
        long nanos = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (recent.end() <= fromIndex && nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                throw new ChainException("the ledger is closed");
            }
            Optional<List<IndexedEvent>> known = recent.from(fromIndex, most);
            if (known.isPresent()) {
                return known.get();
            }
        } finally {
            lock.unlock();
        }
        return old(fromIndex, most);
    }

    private List<IndexedEvent> old(long fromIndex, int limit)
            throws ChainException, InterruptedException {
        try {
            List<IndexedEvent> events = new ArrayList<>();
            for (JournalEvent event : journal.events(fromIndex, limit)) {
                events.add(LedgerHistory.decode(machine.rules().ledgerId(), event));
            }
            return events;
        } catch (ChainException e) {
            throw e;
        } catch (IOException e) {
            throw new ChainException("reading events from the ledger's journal", e);
        }
    }

    @Override
    public Epoch epoch() {
        return new Epoch(read(view -> view.clock().epoch()));
    }

    @Override
    public boolean isChangingEpoch() {
        return read(view -> view.clock().state() instanceof EpochState.Syncing);
    }

    @Override
    public Optional<Committee> committee(Epoch epoch) {
        return read(view -> Committees.of(view, epoch));
    }

    /// Refuses all further commands and wakes all who wait. The journal stays open.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
