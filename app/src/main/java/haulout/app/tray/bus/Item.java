// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/// An icon in the tray.
@DBusInterfaceName("org.kde.StatusNotifierItem")
public interface Item extends DBusInterface {
    /// It was clicked.
    void Activate(int x, int y);

    /// It was clicked with the middle button.
    void SecondaryActivate(int x, int y);

    /// Its menu is wanted, by desktops that do not show it themselves.
    void ContextMenu(int x, int y);

    /// The wheel was turned over it.
    void Scroll(int delta, String orientation);

    /// It looks different now.
    class NewIcon extends DBusSignal {
        public NewIcon(String path) throws DBusException {
            super(path);
        }
    }

    /// It says something different now.
    class NewToolTip extends DBusSignal {
        public NewToolTip(String path) throws DBusException {
            super(path);
        }
    }
}
