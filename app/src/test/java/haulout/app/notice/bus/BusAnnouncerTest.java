// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.notice.Announcer;
import haulout.app.notice.Notice;
import haulout.app.testing.PrivateBus;
import haulout.ui.screen.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusAnnouncerTest {
    private static final String PATH = "/org/freedesktop/Notifications";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path folder;
    private PrivateBus bus;

    /// A card that was shown.
    private record Card(
            long replaces, String title, String text, List<String> actions, Object urgency) {}

    /// A desktop that shows cards.
    private static final class Desktop implements Server {
        private final LinkedBlockingQueue<Card> cards = new LinkedBlockingQueue<>();
        private final AtomicLong numbers = new AtomicLong(6);
        private volatile List<String> capabilities = List.of("actions", "body", "body-markup");

        @Override
        public UInt32 Notify(
                String app,
                UInt32 replaces,
                String icon,
                String title,
                String text,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int expire) {
            cards.add(
                    new Card(
                            replaces.longValue(),
                            title,
                            text,
                            actions,
                            hints.get("urgency").getValue()));
            return new UInt32(
                    replaces.longValue() == 0 ? numbers.incrementAndGet() : replaces.longValue());
        }

        @Override
        public void CloseNotification(UInt32 id) {
            // nothing closes them here
        }

        @Override
        public List<String> GetCapabilities() {
            return capabilities;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    @BeforeEach
    void startABus() throws IOException {
        bus = PrivateBus.start(folder);
    }

    @AfterEach
    void stopTheBus() {
        if (bus != null) {
            bus.close();
        }
    }

    private static Notice notice(String text) {
        return new Notice(
                text.startsWith("check:") ? text : "check:drive",
                "drive",
                true,
                true,
                text,
                "See what to do",
                Place.STORAGE,
                Optional.empty());
    }

    @Test
    void aDesktopWithoutCardsIsSaidToBeOne() {
        try (Announcer announcer = BusAnnouncer.open(bus.address()).orElseThrow()) {
            assertFalse(announcer.show("Haulout", notice("F: is away."), () -> {}));
        }
    }

    @Test
    void aCardIsShownReplacedAndPressed() throws Exception {
        Desktop desktop = new Desktop();
        LinkedBlockingQueue<String> pressed = new LinkedBlockingQueue<>();
        try (DBusConnection server = bus.connect();
                Announcer announcer = BusAnnouncer.open(bus.address()).orElseThrow()) {
            server.exportObject(PATH, desktop);
            server.requestBusName("org.freedesktop.Notifications");
            assertTrue(
                    announcer.show(
                            "Haulout", notice("F: <is> away & out."), () -> pressed.add("first")));
            Card card = desktop.cards.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals("F: &lt;is&gt; away &amp; out.", card.text());
            assertEquals(0, card.replaces());
            assertEquals(List.of("default", "See what to do"), card.actions().subList(0, 2));
            assertEquals((byte) 2, card.urgency());
            desktop.capabilities = List.of("actions", "body");
            assertTrue(announcer.show("Haulout", notice("Now & then."), () -> {}));
            Card plain = desktop.cards.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals("Now & then.", plain.text(), "it would show the marks of markup");
            assertTrue(announcer.show("Haulout", notice("Still."), () -> pressed.add("second")));
            assertEquals(7, desktop.cards.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).replaces());
            server.sendMessage(new Server.ActionInvoked(PATH, new UInt32(99), "default"));
            server.sendMessage(new Server.ActionInvoked(PATH, new UInt32(7), "default"));
            assertEquals("second", pressed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            server.sendMessage(new Server.NotificationClosed(PATH, new UInt32(7), new UInt32(2)));
            // signals are heard in turn: when the next card's press arrives, the word of the
            // closed one has
            assertTrue(
                    announcer.show("Haulout", notice("check:other"), () -> pressed.add("other")));
            long other = 8;
            server.sendMessage(new Server.ActionInvoked(PATH, new UInt32(other), "default"));
            assertEquals("other", pressed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            desktop.cards.clear();
            assertTrue(announcer.show("Haulout", notice("check:drive"), () -> {}));
            assertEquals(0, desktop.cards.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).replaces());
        }
    }
}
