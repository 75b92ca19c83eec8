// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Does something every two seconds, for the FX thread.
///
/// It is no animation: while one of those is under way the toolkit wakes up for each frame, thirty
/// times a second, whether anything changes or not.
final class Heartbeat {
    private static final long SECONDS = 2;

    private final Executor later;
    private final Runnable beat;
    private int running;

    /// @param fx the FX thread
    Heartbeat(Executor fx, Runnable beat) {
        this.later = CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS, fx);
        this.beat = beat;
    }

    /// Begins, or begins anew.
    void start() {
        int mine = ++running;
        later.execute(() -> next(mine));
    }

    private void next(int mine) {
        if (mine == running) {
            later.execute(() -> next(mine));
            beat.run();
        }
    }

    /// Ends it; nothing is left waiting for more than one beat.
    void stop() {
        running++;
    }
}
