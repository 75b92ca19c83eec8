// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at all connections of one loop now and then: less often while none of them is at work, and
/// without connections not at all. Neighbours keep theirs open between two questions, and a
/// computer that rests is not to be woken four times a second for that.
///
/// Threads: the loop.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class LoopTicks {
    private static final long TICK_MILLIS = 250;

    /// While no request is under way: a connection is kept ten seconds at least, and one or two
    /// more harm nobody.
    private static final long QUIET_TICK_MILLIS = 2000;

    /// Of the shortest time that may pass without a request, so much at most passes unnoticed.
    private static final int PART_OF_LIMIT = 5;

    private static final long FAR_HOURS = 12;

    private final EventLoop loop;
    private final long quietMillis;
    private final Map<Channel, ConnectionGuard> guards = new LinkedHashMap<>();
    private boolean ticking;
    private boolean isQuiet;
    private @Nullable ScheduledFuture<?> next;

    /// @param loop which begins to run, if it does not
    LoopTicks(EventLoop loop, ServerLimits limits) {
        this.loop = loop;
        this.quietMillis = quietMillis(limits);
        // a loop of Netty for which nothing is planned wakes up each second to see whether
        // something is
        loop.scheduleAtFixedRate(() -> {}, FAR_HOURS, FAR_HOURS, TimeUnit.HOURS);
    }

    /// Time between two looks while no request is under way, in milliseconds.
    static long quietMillis(ServerLimits limits) {
        Duration shortest = limits.idle();
        for (Duration limit : List.of(limits.handshake(), limits.head())) {
            shortest = limit.compareTo(shortest) < 0 ? limit : shortest;
        }
        return Math.clamp(shortest.toMillis() / PART_OF_LIMIT, TICK_MILLIS, QUIET_TICK_MILLIS);
    }

    void add(ConnectionGuard guard, Channel channel) {
        guards.put(channel, guard);
        channel.closeFuture().addListener(closed -> guards.remove(channel));
        if (!ticking) {
            ticking = true;
            schedule(true);
        }
    }

    /// A request begins on one of them: from now on it is looked at often.
    void requestBegins() {
        if (ticking && isQuiet) {
            Objects.requireNonNull(next).cancel(false);
            schedule(false);
        }
    }

    private void schedule(boolean quiet) {
        isQuiet = quiet;
        next = loop.schedule(this::tick, quiet ? quietMillis : TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        List.copyOf(guards.entrySet()).forEach(entry -> entry.getValue().tick(entry.getKey(), now));
        if (guards.isEmpty() || loop.isShuttingDown()) {
            ticking = false;
        } else {
            schedule(guards.values().stream().noneMatch(ConnectionGuard::isBusy));
        }
    }

    void stop() {
        List.copyOf(guards.entrySet()).forEach(entry -> entry.getValue().stop(entry.getKey()));
    }
}
