// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// A secret that is kept. Source: Secret Service API 0.2, org.freedesktop.Secret.Item.
@DBusInterfaceName("org.freedesktop.Secret.Item")
public interface Item extends DBusInterface {
    /// The secret.
    Secret GetSecret(DBusPath session);

    /// Forgets it: a question for the user, `/` for none.
    DBusPath Delete();
}
