// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

/// A desktop without a place for an icon.
public final class NoTray implements Tray {
    /// No tray.
    public NoTray() {}

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public void show(TrayState state) {
        // there is nowhere to show it
    }

    @Override
    public void close() {
        // nothing is open
    }
}
