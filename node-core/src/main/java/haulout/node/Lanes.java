// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work of several blobs side by side, that of one blob in order. Bounded by its caller, who waits
/// with [#awaitOpen].
final class Lanes {
    // as upstream: ten workers, picked by the first two bytes of the ID
    private static final int COUNT = 10;

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final ExecutorService background;
    private final Lane[] lanes = new Lane[COUNT];
    private int open;

    private static final class Lane {
        final Queue<Runnable> waiting = new ArrayDeque<>();
        boolean running;
    }

    Lanes(ExecutorService background) {
        this.background = background;
        for (int i = 0; i < COUNT; i++) {
            lanes[i] = new Lane();
        }
    }

    /// Hands in work. What it throws is a bug, which the work behind it does not suffer for.
    void submit(BlobId blobId, Runnable work) {
        byte[] id = blobId.toBytes();
        Lane lane = lanes[((id[0] & 0xFF) << 8 | (id[1] & 0xFF)) % COUNT];
        synchronized (this) {
            open++;
            lane.waiting.add(work);
            if (lane.running) {
                return;
            }
            lane.running = true;
        }
        try {
            background.execute(() -> run(lane));
        } catch (RejectedExecutionException stopped) {
            synchronized (this) {
                open -= lane.waiting.size();
                lane.waiting.clear();
                lane.running = false;
                notifyAll();
            }
        }
    }

    /// Waits until at most `max` are open.
    synchronized void awaitOpen(int max) throws InterruptedException {
        while (open > max) {
            wait();
        }
    }

    private void run(Lane lane) {
        while (true) {
            Runnable work;
            synchronized (this) {
                work = lane.waiting.poll();
                if (work == null) {
                    lane.running = false;
                    return;
                }
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // the outermost frame of the work: others wait in the lane, and for it to be empty
                log.atError().setCause(e).log("work of a blob failed");
            } finally {
                synchronized (this) {
                    open--;
                    notifyAll();
                }
            }
        }
    }
}
