// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.probe.XTray;

/// Whether the desktop has a place for a tray icon.
public final class TrayPlace {
    private TrayPlace() {}

    /// False only if the desktop said that it has none; true also where it cannot be asked cheaply,
    /// such as on other systems than Linux. May wait for the desktop.
    public static boolean mayBeThere() {
        return XTray.mayBeThere();
    }
}
