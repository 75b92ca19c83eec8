// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Memory.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The waiting of a rule between its condition and its effect.
final class Timers {
    private Timers() {}

    /// One tick of a rule.
    ///
    /// @param slept waiting starts anew, since nobody watched
    static Timer step(@Nullable Timer before, Finding finding, Moment now, boolean slept) {
        Timer timer = before == null ? new Timer(false, now.wall(), false, Duration.ZERO) : before;
        boolean turns = timer.active() ? finding.clears : finding.trips;
        if (!turns) {
            return new Timer(timer.active(), timer.since(), false, Duration.ZERO);
        }
        Duration from = timer.turning() && !slept ? timer.turningSince() : now.steady();
        Duration wait = timer.active() ? finding.offAfter : finding.onAfter;
        boolean done = now.steady().minus(from).compareTo(wait) >= 0;
        return done
                ? new Timer(!timer.active(), now.wall(), false, Duration.ZERO)
                : new Timer(timer.active(), timer.since(), true, from);
    }
}
