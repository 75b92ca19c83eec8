// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/// A question that the keychain asks its user. Source: Secret Service API 0.2,
/// org.freedesktop.Secret.Prompt.
@DBusInterfaceName("org.freedesktop.Secret.Prompt")
public interface Prompt extends DBusInterface {
    /// Asks it.
    ///
    /// @param window over which; empty for none
    void Prompt(String window);

    /// It was answered.
    class Completed extends DBusSignal {
        /// Whether the user did not want to.
        public final boolean dismissed;

        public Completed(String path, boolean dismissed, Variant<?> result) throws DBusException {
            super(path, dismissed, result);
            this.dismissed = dismissed;
        }
    }
}
