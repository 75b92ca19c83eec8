// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// macOS, by its documented calls. Not yet tried on a computer with macOS.
///
/// What the network costs, full screens and sleep are not asked there yet, which counts as unknown;
/// a sleep shows as a gap of the clock.
final class MacDesktop implements Desktop {
    private static final double MILLIS = 1_000;

    private final MacCalls calls;
    private @Nullable Process caffeine;

    MacDesktop(MacCalls calls) {
        this.calls = calls;
    }

    @Override
    public boolean hasDisplay() {
        return true;
    }

    @Override
    public Presence presence() throws IOException {
        double seconds = calls.secondsSinceInput();
        if (!(seconds >= 0)) {
            throw new IOException("idle for " + seconds + " s");
        }
        return new Presence(
                Duration.ofMillis((long) (seconds * MILLIS)), calls.hasNoSession(), false);
    }

    @Override
    public boolean saver() throws IOException {
        return calls.isLowPower();
    }

    @Override
    public NetworkCost network() throws IOException {
        throw new IOException("macOS is not asked what the network costs");
    }

    @Override
    public boolean fullScreen() throws IOException {
        throw new IOException("macOS is not asked for full screens");
    }

    // caffeinate(8): no sleep of an idle system, for as long as this process runs
    @Override
    public synchronized boolean keepAwake(boolean wanted) throws IOException {
        Process running = caffeine;
        boolean runs = running != null && running.isAlive();
        if (wanted && !runs) {
            String self = Long.toString(ProcessHandle.current().pid());
            caffeine = new ProcessBuilder("/usr/bin/caffeinate", "-i", "-w", self).start();
        } else if (!wanted && running != null) {
            running.destroy();
            caffeine = null;
        }
        return wanted;
    }

    @Override
    public boolean goingDown() throws IOException {
        throw new IOException("macOS is not asked whether it will sleep");
    }
}
