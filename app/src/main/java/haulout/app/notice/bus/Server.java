// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice.bus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The desktop's side of announcements, `org.freedesktop.Notifications`.
@DBusInterfaceName("org.freedesktop.Notifications")
public interface Server extends DBusInterface {
    /// Shows a card.
    ///
    /// @param replaces number of a card that it takes the place of, 0 for none
    /// @param actions name and words of each button, in turn
    /// @param expire milliseconds, -1 for what the desktop is used to
    /// @return its number
    UInt32 Notify(
            String app,
            UInt32 replaces,
            String icon,
            String title,
            String text,
            List<String> actions,
            Map<String, Variant<?>> hints,
            int expire);

    /// Takes a card away.
    void CloseNotification(UInt32 id);

    /// What the desktop can show.
    List<String> GetCapabilities();

    /// A button was pressed.
    class ActionInvoked extends DBusSignal {
        /// Number of the card.
        public final UInt32 id;

        /// Name of the button.
        public final String action;

        public ActionInvoked(String path, UInt32 id, String action) throws DBusException {
            super(path, id, action);
            this.id = id;
            this.action = action;
        }
    }

    /// A card is gone.
    class NotificationClosed extends DBusSignal {
        /// Number of the card.
        public final UInt32 id;

        /// 1 expired, 2 dismissed, 3 taken away.
        public final UInt32 reason;

        public NotificationClosed(String path, UInt32 id, UInt32 reason) throws DBusException {
            super(path, id, reason);
            this.id = id;
            this.reason = reason;
        }
    }
}
