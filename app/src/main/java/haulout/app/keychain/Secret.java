// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// A secret on its way: `(oayays)`.
public final class Secret extends Struct {
    /// For which it was made ready.
    @Position(0)
    public final DBusPath session;

    /// Of the algorithm; empty for `plain`.
    @Position(1)
    public final byte[] parameters;

    /// The secret.
    @Position(2)
    public final byte[] value;

    /// What the value is.
    @Position(3)
    public final String type;

    public Secret(DBusPath session, byte[] parameters, byte[] value, String type) {
        this.session = session;
        this.parameters = parameters;
        this.value = value;
        this.type = type;
    }
}
