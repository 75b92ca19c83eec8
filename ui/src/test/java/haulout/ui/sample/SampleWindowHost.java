// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.ui.shell.WindowHost;

/// Whoever opened a window of a test, which the test ends itself: there is a tray, and nothing to
/// be cleaned up.
public final class SampleWindowHost implements WindowHost {
    @Override
    public boolean hasTray() {
        return true;
    }

    @Override
    public void quit() {
        // ended by the test
    }

    @Override
    public void hidden() {
        // nothing to be cleaned up
    }

    @Override
    public void attended(boolean now) {
        // nothing of a test can wait
    }

    @Override
    public boolean canStartAtLogin() {
        return true;
    }

    @Override
    public void startAtLogin(boolean on, boolean hidden) {
        // the computer of who runs the tests is left as it is
    }
}
