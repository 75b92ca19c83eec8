// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// Who keeps the list of icons.
@DBusInterfaceName("org.kde.StatusNotifierWatcher")
public interface Watcher extends DBusInterface {
    /// Puts an icon on the list.
    void RegisterStatusNotifierItem(String service);
}
