// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Counts the bytes of bodies, then asks a budget. Thread-safe.
public final class TrafficMeter implements Traffic {
    private final Traffic budget;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    /// @param budget asked for every piece
    public TrafficMeter(Traffic budget) {
        this.budget = budget;
    }

    @Override
    public boolean begin(Duration patience) throws InterruptedException {
        return budget.begin(patience);
    }

    @Override
    public void end() {
        budget.end();
    }

    @Override
    public void beforeSending(int byteCount) throws InterruptedException {
        budget.beforeSending(byteCount);
        sent.add(byteCount);
    }

    @Override
    public void beforeReceiving(int byteCount) throws InterruptedException {
        budget.beforeReceiving(byteCount);
        received.add(byteCount);
    }

    /// Bytes of bodies sent so far.
    public long sentBytes() {
        return sent.sum();
    }

    /// Bytes of bodies received so far.
    public long receivedBytes() {
        return received.sum();
    }
}
