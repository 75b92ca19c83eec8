// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice.bus;

import haulout.app.notice.Announcer;
import haulout.app.notice.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Announcements over the bus. The desktop's server may come and go: each card is sent anew.
public final class BusAnnouncer implements Announcer {
    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    private static final String PRESSED = "default";
    private static final String BUTTON = "open";
    // of a desktop that reads the text of a card as markup
    private static final String MARKUP = "body-markup";
    private static final byte NORMAL = 1;
    private static final byte CRITICAL = 2;

    // cards that can still be pressed; the desktop shows a handful
    private static final int MOST_CARDS = 50;

    private static final Logger log = LoggerFactory.getLogger(BusAnnouncer.class);

    private final DBusConnection bus;
    private final Map<String, UInt32> cards = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> presses = new ConcurrentHashMap<>();

    private BusAnnouncer(DBusConnection bus) {
        this.bus = bus;
    }

    /// Opens the way over the session's bus; empty where there is none.
    public static Optional<Announcer> open() {
        String address = System.getenv("DBUS_SESSION_BUS_ADDRESS");
        if (!System.getProperty("os.name", "").startsWith("Linux") || address == null) {
            return Optional.empty();
        }
        return open(address);
    }

    /// The same on a bus of a given address.
    static Optional<Announcer> open(String address) {
        try {
            DBusConnection bus =
                    DBusConnectionBuilder.forAddress(address).withShared(false).build();
            BusAnnouncer made = new BusAnnouncer(bus);
            var _ = bus.addSigHandler(Server.ActionInvoked.class, made::pressed);
            var _ = bus.addSigHandler(Server.NotificationClosed.class, made::closed);
            return Optional.of(made);
        } catch (DBusException refused) {
            log.info("no announcements over the bus", refused);
            return Optional.empty();
        }
    }

    @Override
    public boolean show(String title, Notice notice, Runnable onPress) {
        Map<String, Variant<?>> hints = new TreeMap<>();
        hints.put("urgency", new Variant<>(notice.isUrgent() ? CRITICAL : NORMAL));
        hints.put("desktop-entry", new Variant<>("haulout"));
        List<String> actions =
                new ArrayList<>(List.of(PRESSED, notice.button(), BUTTON, notice.button()));
        try {
            Server server = bus.getRemoteObject(NAME, PATH, Server.class);
            boolean hasMarkup = server.GetCapabilities().contains(MARKUP);
            UInt32 id =
                    server.Notify(
                            title,
                            cards.getOrDefault(notice.cause(), new UInt32(0)),
                            "haulout",
                            title,
                            hasMarkup ? escaped(notice.text()) : notice.text(),
                            actions,
                            hints,
                            -1);
            if (presses.size() >= MOST_CARDS) {
                presses.clear();
                cards.clear();
            }
            cards.put(notice.cause(), id);
            presses.put(id.longValue(), onPress);
            return true;
        } catch (DBusException | DBusExecutionException refused) {
            log.debug("the desktop shows no announcements", refused);
            return false;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void pressed(Server.ActionInvoked signal) {
        Runnable press = presses.get(signal.id.longValue());
        if (press == null) {
            return;
        }
        try {
            press.run();
        } catch (RuntimeException bug) {
            log.error("what a card leads to failed", bug);
        }
    }

    private void closed(Server.NotificationClosed signal) {
        presses.remove(signal.id.longValue());
        cards.values().removeIf(id -> id.longValue() == signal.id.longValue());
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
