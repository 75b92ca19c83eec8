// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.limits.DelayBackoff;
import haulout.resources.limits.LineBudget;
import haulout.resources.probe.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Narrows the line while packets queue before the router. The router is asked only while this
/// program uses the line, or still holds itself back.
///
/// Threads: [#see] by one at a time; the router is asked on another one.
final class RouterCare {
    private static final Duration EVERY = Duration.ofSeconds(2);

    // less than that fills no line's queue
    private static final long BUSY_BYTES_PER_SECOND = 64 << 10;

    private static final Logger log = LoggerFactory.getLogger(RouterCare.class);

    private final Router router;
    private final LineBudget line;
    private final Executor executor;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final DelayBackoff backoff = new DelayBackoff();
    private volatile double part = 1;
    private Duration last = Duration.ofSeconds(Long.MIN_VALUE / 2);
    private long bytes;

    /// @param executor may wait for the network
    RouterCare(Router router, LineBudget line, Executor executor) {
        this.router = router;
        this.line = line;
        this.executor = executor;
    }

    /// Looks whether it is time to ask. To be called each second.
    ///
    /// @param now steady clock
    void see(Duration now) {
        Duration since = now.minus(last);
        if (since.compareTo(EVERY) < 0) {
            return;
        }
        long all = line.sentBytes() + line.receivedBytes();
        boolean isBusy = all - bytes >= BUSY_BYTES_PER_SECOND * EVERY.toSeconds();
        last = now;
        bytes = all;
        if ((isBusy || part < 1) && asking.compareAndSet(false, true)) {
            try {
                executor.execute(() -> ask(now));
            } catch (RejectedExecutionException e) {
                asking.set(false); // the rules end
            }
        }
    }

    private void ask(Duration now) {
        double before = part;
        try {
            Optional<Duration> took = router.roundTrip();
            part = took.isPresent() ? backoff.note(took.get(), now) : backoff.noteSilence();
        } catch (IOException e) {
            log.atTrace().setCause(e).log("the router is not known");
            part = backoff.noteSilence();
        } finally {
            line.narrow(part);
            asking.set(false);
        }
        if (part < before) {
            log.atDebug().addKeyValue("part", part).log("the router has a queue");
        }
    }
}
