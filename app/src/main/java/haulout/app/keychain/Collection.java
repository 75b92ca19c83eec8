// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// A collection of secrets. Source: Secret Service API 0.2, org.freedesktop.Secret.Collection.
@DBusInterfaceName("org.freedesktop.Secret.Collection")
public interface Collection extends DBusInterface {
    /// Keeps a secret: the item, and a question for the user, `/` for none.
    ///
    /// @param replace one with the same attributes
    Two<DBusPath, DBusPath> CreateItem(
            Map<String, Variant<?>> properties, Secret secret, boolean replace);
}
