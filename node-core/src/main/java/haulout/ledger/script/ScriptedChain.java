// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.script;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.Committee;
import haulout.ledger.IndexedEvent;
import haulout.wire.MessageCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A ledger that does what it is told: for tests, and for a node that is tried out without a
/// network. Nothing is checked, everything is kept in memory. Thread-safe.
///
/// The epoch follows the events: EpochChangeStart sets it and says that shards move,
/// EpochChangeDone that they no longer do.
public final class ScriptedChain implements ChainView, ChainActions {
    private final int shardCount;
    private final List<IndexedEvent> events = new ArrayList<>();
    private final Map<Epoch, Committee> committees = new HashMap<>();
    private final List<Epoch> syncedEpochs = new ArrayList<>();
    private final List<BlobId> invalidated = new ArrayList<>();
    private Epoch epoch = new Epoch(0);
    private boolean isChanging;
    private @Nullable String fault;

    /// An empty ledger in epoch 0.
    public ScriptedChain(int shardCount) {
        this.shardCount = shardCount;
    }

    /// Makes a committee known. Its epoch begins with an event, or with [#enter].
    public synchronized void put(Committee committee) {
        committees.put(committee.epoch(), committee);
    }

    /// Makes a committee unknown, as ledgers do with those that are long over.
    public synchronized void forget(Epoch past) {
        committees.remove(past);
    }

    /// Sets the epoch without an event.
    public synchronized void enter(Epoch next) {
        epoch = next;
        isChanging = false;
        notifyAll();
    }

    /// Adds an event.
    public synchronized void append(EventId id, ChainEvent event) {
        events.add(new IndexedEvent(events.size(), id, event));
        switch (event) {
            case ChainEvent.EpochChangeStart(Epoch next) -> {
                epoch = next;
                isChanging = true;
            }
            case ChainEvent.EpochChangeDone _ -> isChanging = false;
            default -> {}
        }
        notifyAll();
    }

    /// Lets everything fail from now on; null: no more.
    public synchronized void fail(@Nullable String why) {
        fault = why;
        notifyAll();
    }

    /// The epochs for which the node said that it has its shards, in the order of its calls.
    public synchronized List<Epoch> syncedEpochs() {
        return List.copyOf(syncedEpochs);
    }

    /// The blobs that the node said were encoded wrongly, in the order of its calls.
    public synchronized List<BlobId> invalidated() {
        return List.copyOf(invalidated);
    }

    @Override
    public int shardCount() {
        return shardCount;
    }

    @Override
    public synchronized List<IndexedEvent> events(long fromIndex, int limit, Duration wait)
            throws ChainException, InterruptedException {
        check();
        long end = System.nanoTime() + wait.toNanos();
        while (fromIndex >= events.size()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return List.of();
            }
            wait(left);
            check();
        }
        int from = Math.toIntExact(fromIndex);
        return List.copyOf(
                events.subList(from, (int) Math.min(from + (long) limit, events.size())));
    }

    @Override
    public synchronized Epoch epoch() throws ChainException {
        check();
        return epoch;
    }

    @Override
    public synchronized boolean isChangingEpoch() throws ChainException {
        check();
        return isChanging;
    }

    @Override
    public synchronized Optional<Committee> committee(Epoch of) throws ChainException {
        check();
        return of.compareTo(epoch) > 0 ? Optional.empty() : Optional.ofNullable(committees.get(of));
    }

    @Override
    public synchronized void epochSyncDone(Epoch of) throws ChainException {
        check();
        syncedEpochs.add(of);
        notifyAll();
    }

    @Override
    public synchronized void invalidateBlob(BlobId blobId, MessageCertificate certificate)
            throws ChainException {
        check();
        invalidated.add(blobId);
        notifyAll();
    }

    private void check() throws ChainException {
        String why = fault;
        if (why != null) {
            throw new ChainException(why);
        }
    }
}
