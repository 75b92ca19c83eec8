// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeSnapshot;
import haulout.home.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who is told of new snapshots, each at its own pace.
final class Watches {
    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private final List<One> all = new CopyOnWriteArrayList<>();

    private final class One implements Watch {
        private final Consumer<HomeSnapshot> listener;
        private volatile long paceNanos;
        private long told;
        private boolean once;

        One(Duration atMost, Consumer<HomeSnapshot> listener) {
            this.listener = listener;
            this.paceNanos = atMost.toNanos();
        }

        @Override
        public void pace(Duration atMost) {
            paceNanos = atMost.toNanos();
        }

        synchronized void tell(HomeSnapshot snapshot, long nanoTime) {
            if (once && nanoTime - told < paceNanos) {
                return;
            }
            once = true;
            told = nanoTime;
            try {
                listener.accept(snapshot);
            } catch (RuntimeException e) {
                // a fault of a window must not stop the node
                log.atWarn().setCause(e).log("somebody who watches the node failed");
            }
        }

        synchronized boolean isDue(long nanoTime) {
            return !once || nanoTime - told >= paceNanos;
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    /// Adds somebody, who is told at once.
    Watch add(Duration atMost, Consumer<HomeSnapshot> listener, HomeSnapshot now, long nanoTime) {
        One one = new One(atMost, listener);
        all.add(one);
        one.tell(now, nanoTime);
        return one;
    }

    /// Tells everybody whose pace allows it.
    void tell(HomeSnapshot snapshot, long nanoTime) {
        for (One one : all) {
            one.tell(snapshot, nanoTime);
        }
    }

    /// Whether somebody waits for news, or nobody looks that way and may ask at any time.
    boolean isDue(long nanoTime) {
        return all.isEmpty() || all.stream().anyMatch(one -> one.isDue(nanoTime));
    }
}
