// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.notice.PlainSnapshot;
import haulout.app.tray.TrayItem;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.SettingsDesk;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.text.Sentence;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the tray says follows what its owner chose in the window.
class TrayMenuTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Map<String, String> preferences = new HashMap<>();
    private final HomeNode node = node();
    private final TrayMenu menu =
            new TrayMenu(
                    node,
                    new Spoken(node.settings(), ZoneOffset.UTC, InstantSource.fixed(NOW)),
                    InstantSource.fixed(NOW),
                    new WindowDoor(() -> {
                        throw new UnsupportedOperationException("none here");
                    }));

    private HomeNode node() {
        SettingsDesk desk =
                (SettingsDesk)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {SettingsDesk.class},
                                (_, method, arguments) ->
                                        method.getName().equals("preference")
                                                ? Optional.ofNullable(
                                                        preferences.get((String) arguments[0]))
                                                : Optional.empty());
        return (HomeNode)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HomeNode.class},
                        (_, _, _) -> desk);
    }

    private static HomeSnapshot snapshot() {
        return PlainSnapshot.of(
                NOW, Mode.AUTOMATIC, List.of(), List.of(alert("clock"), alert("sync")), List.of());
    }

    private static AlertReport alert(String check) {
        return new AlertReport(
                check,
                "",
                AlertReport.Level.ATTENTION,
                Sentence.of("alert.net.up"),
                NOW,
                Optional.empty(),
                List.of());
    }

    private List<String> texts() {
        return menu.state(snapshot()).menu().stream()
                .map(item ->
                        switch (item) {
                            case TrayItem.Action(String text, Runnable _) -> text;
                            case TrayItem.Submenu(String text, List<TrayItem> _) -> text;
                            case TrayItem.Note(String text) -> text;
                            case TrayItem.Line _ -> "";
                        })
                .toList();
    }

    @Test
    void whatWasPutOffIsNotCounted() {
        assertTrue(texts().contains("2 things need a look"), "" + texts());
        preferences.put("alerts.later", "clock//ATTENTION=" + NOW.plusSeconds(60).getEpochSecond());
        assertTrue(texts().contains("1 thing needs a look"), "" + texts());
        preferences.put(
                "alerts.later",
                preferences.get("alerts.later")
                        + "\nsync//ATTENTION="
                        + NOW.plusSeconds(60).getEpochSecond());
        assertEquals(0, texts().stream().filter(text -> text.contains("look")).count());
    }

    @Test
    void itSpeaksTheLanguageThatIsChosenNow() {
        preferences.put(SettingsDesk.LANGUAGE, "en");
        assertTrue(texts().contains("Compact view"), "" + texts());
        preferences.put(SettingsDesk.LANGUAGE, "de");
        assertTrue(texts().contains("Kleine Ansicht"), "" + texts());
    }
}
