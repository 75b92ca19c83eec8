// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Confirmations that wait for the registration of their blob. Thread-safe.
final class RegistrationWaits {
    private final int maxWaiting;
    private final Map<BlobId, List<CountDownLatch>> waits = new HashMap<>();
    private int waiting;

    RegistrationWaits(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /// Whether what is waited for has come.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws RefusedException, InterruptedException;
    }

    /// Waits until a blob is registered; returns at once if too many wait.
    void await(BlobId blobId, Duration time, Condition registered)
            throws RefusedException, InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        if (!add(blobId, latch)) {
            return;
        }
        try {
            // after the latch is known, so that an event in between is not missed
            if (!registered.holds()) {
                boolean _ =
                        Caller.<Boolean>await(
                                () -> latch.await(time.toNanos(), TimeUnit.NANOSECONDS));
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a latch has no outcome", e);
        } finally {
            remove(blobId, latch);
        }
    }

    /// Ends the waits for a blob.
    synchronized void wake(BlobId blobId) {
        waits.getOrDefault(blobId, List.of()).forEach(CountDownLatch::countDown);
    }

    private synchronized boolean add(BlobId blobId, CountDownLatch latch) {
        if (waiting >= maxWaiting) {
            return false;
        }
        waiting++;
        waits.computeIfAbsent(blobId, _ -> new ArrayList<>()).add(latch);
        return true;
    }

    private synchronized void remove(BlobId blobId, CountDownLatch latch) {
        waiting--;
        waits.computeIfPresent(
                blobId,
                (_, latches) -> {
                    latches.remove(latch);
                    return latches.isEmpty() ? null : latches;
                });
    }
}
