// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.testing.PrivateBus;
import haulout.app.tray.Tray;
import haulout.app.tray.TrayItem;
import haulout.app.tray.TrayState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a bus of its own, with a panel that is only the list of icons; left out where there is no
/// program of a bus.
class BusTrayOnABusTest {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final long PATIENCE_SECONDS = 30;

    @TempDir private Path folder;
    private final LinkedBlockingQueue<String> registered = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
    private PrivateBus bus;
    private String address;

    /// A panel.
    private final class Panel implements Watcher {
        @Override
        public void RegisterStatusNotifierItem(String service) {
            registered.add(service);
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return "/StatusNotifierWatcher";
        }
    }

    @BeforeEach
    void startABus() throws IOException {
        bus = PrivateBus.start(folder);
        address = bus.address();
    }

    @AfterEach
    void stopTheBus() {
        if (bus != null) {
            bus.close();
        }
    }

    private DBusConnection connect() throws DBusException {
        return bus.connect();
    }

    private TrayState state(String shape) {
        return new TrayState(
                shape,
                "Haulout",
                "fine",
                List.of(
                        new TrayItem.Action("Open", () -> done.add("open")),
                        new TrayItem.Submenu(
                                "Pause",
                                List.of(new TrayItem.Action("1 hour", () -> done.add("hour"))))));
    }

    @Test
    void withoutAPanelThereIsNoTray() {
        assertEquals(Optional.empty(), BusTray.open(address, state("healthy"), () -> {}, _ -> {}));
    }

    @Test
    void thePanelGetsIconAndMenuAndTheirClicksArrive() throws Exception {
        try (DBusConnection panel = connect()) {
            panel.exportObject("/StatusNotifierWatcher", new Panel());
            panel.requestBusName(WATCHER);
            try (Tray tray =
                    BusTray.open(address, state("healthy"), () -> done.add("click"), _ -> {})
                            .orElseThrow()) {
                String name = registered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                Properties icon = panel.getRemoteObject(name, BusIcon.PATH, Properties.class);
                assertEquals(
                        "Haulout",
                        icon.GetAll("org.kde.StatusNotifierItem").get("Title").getValue());
                BusMenu menu = panel.getRemoteObject(name, BusMenuObject.PATH, BusMenu.class);
                BusMenu.LayoutReply<UInt32, BusMenu.Layout> reply =
                        menu.GetLayout(0, -1, List.of());
                assertEquals(2, reply.layout.children.size());
                menu.Event(1, "clicked", new Variant<>(""), new UInt32(0));
                assertEquals("open", done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
                menu.Event(3, "clicked", new Variant<>(""), new UInt32(0));
                assertEquals("hour", done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
                panel.getRemoteObject(name, BusIcon.PATH, Item.class).Activate(1, 1);
                assertEquals("click", done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
                UInt32 number = menu.GetLayout(0, -1, List.of()).revision;
                tray.show(state("paused"));
                assertEquals(
                        number,
                        menu.GetLayout(0, -1, List.of()).revision,
                        "the same menu is not told of again: desktops close an open one");
                assertTrue(tray.isThere());
            }
        }
    }

    @Test
    void aPanelThatGoesIsNoticedAndTheIconIsPutBackWhenItReturns() throws Exception {
        LinkedBlockingQueue<Boolean> there = new LinkedBlockingQueue<>();
        DBusConnection panel = connect();
        panel.exportObject("/StatusNotifierWatcher", new Panel());
        panel.requestBusName(WATCHER);
        try (Tray tray =
                BusTray.open(address, state("healthy"), () -> {}, there::add).orElseThrow()) {
            registered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            panel.close();
            assertEquals(Boolean.FALSE, there.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertFalse(tray.isThere());
            try (DBusConnection again = connect()) {
                again.exportObject("/StatusNotifierWatcher", new Panel());
                again.requestBusName(WATCHER);
                assertEquals(Boolean.TRUE, there.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
                assertTrue(registered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null);
            }
        }
    }
}
