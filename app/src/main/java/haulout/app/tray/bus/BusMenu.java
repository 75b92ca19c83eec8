// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The menu of an icon.
@DBusInterfaceName("com.canonical.dbusmenu")
public interface BusMenu extends DBusInterface {
    /// The entries below one.
    LayoutReply<UInt32, Layout> GetLayout(int parent, int depth, List<String> names);

    /// What some entries are.
    List<Properties> GetGroupProperties(List<Integer> ids, List<String> names);

    /// One property of one entry.
    Variant<?> GetProperty(int id, String name);

    /// Something happened to an entry.
    void Event(int id, String type, Variant<?> data, UInt32 time);

    /// An entry is about to be shown.
    boolean AboutToShow(int id);

    /// An entry and those below it: `(ia{sv}av)`.
    final class Layout extends Struct {
        /// Its number.
        @Position(0)
        public final int id;

        /// What it is.
        @Position(1)
        public final Map<String, Variant<?>> properties;

        /// Those below it.
        @Position(2)
        public final List<Variant<?>> children;

        public Layout(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }
    }

    /// An entry without those below it: `(ia{sv})`.
    final class Properties extends Struct {
        /// Its number.
        @Position(0)
        public final int id;

        /// What it is.
        @Position(1)
        public final Map<String, Variant<?>> properties;

        public Properties(int id, Map<String, Variant<?>> properties) {
            this.id = id;
            this.properties = properties;
        }
    }

    /// A menu and the number of its state.
    final class LayoutReply<A, B> extends Tuple {
        /// Number of the state.
        @Position(0)
        public final A revision;

        /// The menu.
        @Position(1)
        public final B layout;

        public LayoutReply(A revision, B layout) {
            this.revision = revision;
            this.layout = layout;
        }
    }

    /// The menu is another now.
    class LayoutUpdated extends DBusSignal {
        public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
            super(path, revision, parent);
        }
    }
}
