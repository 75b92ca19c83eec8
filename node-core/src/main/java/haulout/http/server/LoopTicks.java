// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Looks at all connections of one loop now and then. Without connections nothing ticks.
///
/// Threads: the loop.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class LoopTicks {
    private static final long TICK_MILLIS = 250;

    private final EventLoop loop;
    private final Map<Channel, ConnectionGuard> guards = new LinkedHashMap<>();
    private boolean ticking;

    LoopTicks(EventLoop loop) {
        this.loop = loop;
    }

    void add(ConnectionGuard guard, Channel channel) {
        guards.put(channel, guard);
        channel.closeFuture().addListener(closed -> guards.remove(channel));
        if (!ticking) {
            ticking = true;
            schedule();
        }
    }

    private void schedule() {
        loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        List.copyOf(guards.entrySet()).forEach(entry -> entry.getValue().tick(entry.getKey(), now));
        if (guards.isEmpty() || loop.isShuttingDown()) {
            ticking = false;
        } else {
            schedule();
        }
    }

    void stop() {
        List.copyOf(guards.entrySet()).forEach(entry -> entry.getValue().stop(entry.getKey()));
    }
}
