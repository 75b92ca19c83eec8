// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// The keychain itself. Source: Secret Service API 0.2, org.freedesktop.Secret.Service.
@DBusInterfaceName("org.freedesktop.Secret.Service")
public interface Service extends DBusInterface {
    /// Begins to talk.
    ///
    /// @param algorithm how secrets travel over the bus, `plain` for as they are
    /// @param input of the algorithm
    /// @return output of the algorithm, and the session
    Two<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input);

    /// Finds items, those that can be read and those that are locked.
    Two<List<DBusPath>, List<DBusPath>> SearchItems(Map<String, String> attributes);

    /// Opens what is locked: what is open then, and a question for the user, `/` for none.
    Two<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects);

    /// A collection by its other name, `/` if there is none.
    DBusPath ReadAlias(String name);
}
