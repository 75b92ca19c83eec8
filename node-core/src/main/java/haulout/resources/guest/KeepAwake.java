// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Duty;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Reading;
import haulout.resources.probe.Desktop;
import haulout.resources.settings.Key;
import haulout.resources.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the computer awake where its owner wants that: on mains, and while the node answers or
/// takes in.
///
/// Threads: [#see] by one at a time; the system is asked on the executor.
final class KeepAwake {
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(KeepAwake.class);

    private final Desktop desktop;
    private final Supplier<Settings> settings;
    private final Executor executor;
    private boolean held;
    private Duration told = Duration.ofDays(-1);

    /// @param executor may wait for the system
    KeepAwake(Desktop desktop, Supplier<Settings> settings, Executor executor) {
        this.desktop = desktop;
        this.settings = settings;
        this.executor = executor;
    }

    /// Acts on what was decided.
    void see(ResourceLoop.Outlook outlook) {
        boolean wanted =
                settings.get().is(Key.SLEEP_KEEP_AWAKE)
                        && outlook.inputs().power().is(Reading.FAST, Power::mains)
                        && (outlook.decision().permit(Duty.ANSWER).allowed()
                                || outlook.decision().permit(Duty.TAKE_IN).allowed());
        Duration now = outlook.at().steady();
        boolean due = wanted && now.minus(told).compareTo(AGAIN) >= 0;
        if (wanted == held && !due) {
            return;
        }
        held = wanted;
        told = now;
        try {
            executor.execute(() -> tell(wanted));
        } catch (RejectedExecutionException e) {
            held = !wanted; // the next turn tries again
        }
    }

    private void tell(boolean wanted) {
        try {
            desktop.keepAwake(wanted);
        } catch (IOException e) {
            log.atDebug().setCause(e).log("the system is not kept awake");
        }
    }
}
