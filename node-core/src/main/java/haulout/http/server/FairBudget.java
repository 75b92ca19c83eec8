// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An amount of something (bytes, running requests) that is shared fairly: whoever asks for more
/// than is there waits; peers take turns; a peer has at most three quarters of it, half while
/// others have or want some; nobody is overtaken for ever, because nothing is given to later ones
/// while the next in turn waits for room.
///
/// What is more than the whole, or more than a peer's share, is given when nothing else (of that
/// peer) is out.
///
/// Threads: any.
final class FairBudget {
    private final long total;
    private final int maxWaiting;

    private final Map<Object, Long> held = new HashMap<>();

    /// INV: no queue in it is empty; the first is next in turn
    private final LinkedHashMap<Object, ArrayDeque<Claim>> waiting = new LinkedHashMap<>();

    private long used;
    private int waitingCount;

    /// @param maxWaiting most claims that wait
    FairBudget(long total, int maxWaiting) {
        this.total = total;
        this.maxWaiting = maxWaiting;
    }

    private enum State {
        WAITING,
        GRANTED,
        RELEASED
    }

    /// Something that was asked for. Whoever has it releases it, whether it was granted or not.
    final class Claim implements AutoCloseable {
        private final Object peer;
        private final long amount;
        private final Runnable onGranted;

        /// Changed with the lock only.
        private volatile State state = State.WAITING;

        private Claim(Object peer, long amount, Runnable onGranted) {
            this.peer = peer;
            this.amount = amount;
            this.onGranted = onGranted;
        }

        /// Gives it back, or asks no longer. Twice is the same as once.
        @Override
        public void close() {
            release(this);
        }

        /// Whether it can be used.
        boolean isGranted() {
            return state == State.GRANTED;
        }
    }

    /// Asks.
    ///
    /// @param onGranted called by whoever gives something back, if the claim has to wait and is
    ///   granted then; it may be called while this method returns
    /// @return granted or waiting; empty if too many wait
    Optional<Claim> claim(Object peer, long amount, Runnable onGranted) {
        Claim claim = new Claim(peer, amount, onGranted);
        ArrayDeque<Claim> granted;
        synchronized (this) {
            if (waiting.isEmpty() && fitsPeer(claim) && fitsTotal(claim)) {
                take(claim);
                return Optional.of(claim);
            }
            waiting.computeIfAbsent(peer, any -> new ArrayDeque<>()).add(claim);
            waitingCount++;
            granted = grantWaiting();
            granted.remove(claim);
            if (claim.state == State.WAITING && waitingCount > maxWaiting) {
                dequeue(claim);
                claim.state = State.RELEASED;
            }
        }
        granted.forEach(other -> other.onGranted.run());
        synchronized (this) {
            return claim.state == State.RELEASED ? Optional.empty() : Optional.of(claim);
        }
    }

    private boolean fitsPeer(Claim claim) {
        long own = held.getOrDefault(claim.peer, 0L);
        boolean alone =
                held.size() - (own > 0 ? 1 : 0) == 0
                        && waiting.size() - (waiting.containsKey(claim.peer) ? 1 : 0) == 0;
        long share = alone ? total - total / 4 : total / 2;
        return own == 0 || own + claim.amount <= share;
    }

    private boolean fitsTotal(Claim claim) {
        return used == 0 || used + claim.amount <= total;
    }

    private void take(Claim claim) {
        claim.state = State.GRANTED;
        used += claim.amount;
        held.merge(claim.peer, claim.amount, Long::sum);
    }

    /// Grants what can be granted, in turn; callbacks are the caller's, outside of the lock.
    private ArrayDeque<Claim> grantWaiting() {
        ArrayDeque<Claim> granted = new ArrayDeque<>();
        boolean again = true;
        while (again) {
            again = false;
            for (Map.Entry<Object, ArrayDeque<Claim>> turn : waiting.entrySet()) {
                Claim next = turn.getValue().getFirst();
                if (!fitsPeer(next)) {
                    continue;
                }
                if (fitsTotal(next)) {
                    dequeue(next);
                    take(next);
                    granted.add(next);
                    again = true;
                }
                break;
            }
        }
        return granted;
    }

    /// Takes it out of its queue; its peer, if it wants more, comes last from now on.
    private void dequeue(Claim claim) {
        ArrayDeque<Claim> queue = waiting.remove(claim.peer);
        if (queue != null) {
            queue.remove(claim);
            waitingCount--;
            if (!queue.isEmpty()) {
                waiting.put(claim.peer, queue);
            }
        }
    }

    private void release(Claim claim) {
        if (claim.state == State.RELEASED) {
            return; // and will be for ever
        }
        ArrayDeque<Claim> granted;
        synchronized (this) {
            switch (claim.state) {
                case WAITING -> dequeue(claim);
                case GRANTED -> {
                    used -= claim.amount;
                    held.computeIfPresent(
                            claim.peer,
                            (peer, own) -> own == claim.amount ? null : own - claim.amount);
                }
                case RELEASED -> {
                    return;
                }
            }
            claim.state = State.RELEASED;
            if (waiting.isEmpty()) {
                return;
            }
            granted = grantWaiting();
        }
        granted.forEach(other -> other.onGranted.run());
    }

    /// How much is out.
    synchronized long used() {
        return used;
    }

    /// How many wait.
    synchronized int waitingCount() {
        return waitingCount;
    }
}
