// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;
import java.time.Duration;

/// Windows, by its documented calls. Not yet tried on a computer with Windows.
///
/// What the network costs and whether the system will sleep are not asked there yet, which counts
/// as unknown; a sleep shows as a gap of the clock.
final class WindowsDesktop implements Desktop {
    // QUERY_USER_NOTIFICATION_STATE
    private static final int QUNS_BUSY = 2;
    private static final int QUNS_RUNNING_D3D_FULL_SCREEN = 3;
    private static final int QUNS_PRESENTATION_MODE = 4;

    private final WindowsCalls calls;

    WindowsDesktop(WindowsCalls calls) {
        this.calls = calls;
    }

    @Override
    public boolean hasDisplay() {
        return true;
    }

    @Override
    public Presence presence() throws IOException {
        // both count 32 bits and begin anew every 49 days; the difference does not care
        int idle = calls.tickCount() - calls.lastInput();
        return new Presence(
                Duration.ofMillis(Integer.toUnsignedLong(idle)),
                !calls.hasInputDesktop(),
                calls.isRemote());
    }

    @Override
    public boolean saver() throws IOException {
        return calls.powerFlag() == 1;
    }

    @Override
    public NetworkCost network() throws IOException {
        throw new IOException("Windows is not asked what the network costs");
    }

    @Override
    public boolean fullScreen() throws IOException {
        int state = calls.notificationState();
        return state == QUNS_BUSY
                || state == QUNS_RUNNING_D3D_FULL_SCREEN
                || state == QUNS_PRESENTATION_MODE;
    }

    // without ES_CONTINUOUS the call only begins the time until sleep anew, which no thread owns
    @Override
    public boolean keepAwake(boolean wanted) throws IOException {
        return wanted && calls.stayAwake();
    }

    @Override
    public boolean goingDown() throws IOException {
        throw new IOException("Windows is not asked whether it will sleep");
    }
}
