// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import haulout.app.tray.Tray;
import haulout.app.tray.TrayState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tray of a Linux desktop. When the panel goes, its owner is told; when it comes back, the
/// icon is put there again.
public final class BusTray implements Tray {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final Logger log = LoggerFactory.getLogger(BusTray.class);

    private final DBusConnection bus;
    private final String name;
    private final AtomicReference<TrayState> state;
    private final AtomicReference<MenuTree> tree;
    private final AtomicReference<Long> revision = new AtomicReference<>(1L);
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final Consumer<Boolean> onChange;

    private BusTray(DBusConnection bus, TrayState first, Consumer<Boolean> onChange) {
        this.bus = bus;
        this.name = "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";
        this.state = new AtomicReference<>(first);
        this.tree = new AtomicReference<>(new MenuTree(first.menu()));
        this.onChange = onChange;
    }

    /// Puts the icon there; empty where there is no bus or nobody who shows icons. May wait for the
    /// bus.
    ///
    /// @param open what a click on the icon does
    /// @param onChange hears when the panel goes (false) and comes back (true)
    public static Optional<Tray> open(TrayState first, Runnable open, Consumer<Boolean> onChange) {
        String address = System.getenv("DBUS_SESSION_BUS_ADDRESS");
        if (!System.getProperty("os.name", "").startsWith("Linux") || address == null) {
            return Optional.empty();
        }
        return open(address, first, open, onChange);
    }

    /// The same on a bus of a given address.
    static Optional<Tray> open(
            String address, TrayState first, Runnable open, Consumer<Boolean> onChange) {
        try {
            DBusConnection bus =
                    DBusConnectionBuilder.forAddress(address).withShared(false).build();
            BusTray tray = new BusTray(bus, first, onChange);
            if (tray.register(open)) {
                return Optional.of(tray);
            }
            bus.disconnect();
        } catch (DBusException refused) {
            log.info("no tray over the bus", refused);
        }
        return Optional.empty();
    }

    private boolean register(Runnable open) throws DBusException {
        DBus daemon =
                bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        if (!daemon.NameHasOwner(WATCHER)) {
            return false;
        }
        bus.exportObject(BusIcon.PATH, new BusIcon(state, open));
        bus.exportObject(BusMenuObject.PATH, new BusMenuObject(tree, revision));
        bus.requestBusName(name);
        announce();
        var _ = bus.addSigHandler(DBus.NameOwnerChanged.class, this::ownerChanged);
        return true;
    }

    private void announce() throws DBusException {
        bus.getRemoteObject(WATCHER, "/StatusNotifierWatcher", Watcher.class)
                .RegisterStatusNotifierItem(name);
    }

    private void ownerChanged(DBus.NameOwnerChanged change) {
        if (!change.name.equals(WATCHER)) {
            return;
        }
        boolean now = !change.newOwner.isEmpty();
        if (there.getAndSet(now) == now) {
            return;
        }
        if (now) {
            Thread.ofVirtual().name("tray-return").start(this::comeBack);
        }
        onChange.accept(now);
    }

    private void comeBack() {
        try {
            announce();
        } catch (DBusException refused) {
            log.warn("the icon could not be put back", refused);
        }
    }

    @Override
    public boolean isThere() {
        return there.get();
    }

    @Override
    public void show(TrayState next) {
        TrayState old = state.getAndSet(next);
        MenuTree menu = new MenuTree(next.menu());
        boolean isOther = !menu.looksLike(tree.getAndSet(menu));
        try {
            if (!old.shape().equals(next.shape())) {
                bus.sendMessage(new Item.NewIcon(BusIcon.PATH));
            }
            if (!old.tooltip().equals(next.tooltip()) || !old.title().equals(next.title())) {
                bus.sendMessage(new Item.NewToolTip(BusIcon.PATH));
            }
            // a desktop may close an open menu when it hears of another one
            if (isOther) {
                long number = revision.updateAndGet(n -> n + 1);
                bus.sendMessage(
                        new BusMenu.LayoutUpdated(
                                BusMenuObject.PATH, new UInt32(number), MenuTree.ROOT));
            }
        } catch (DBusException lost) {
            log.warn("the tray could not be told", lost);
        }
    }

    @Override
    public void close() {
        try {
            bus.close();
        } catch (IOException broken) {
            log.info("the bus was gone already", broken);
        }
    }
}
