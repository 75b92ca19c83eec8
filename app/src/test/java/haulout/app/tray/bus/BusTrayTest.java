// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.tray.TrayItem;
import haulout.app.tray.TrayState;
import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

/// What the bus is given, without a bus.
class BusTrayTest {
    private final List<String> done = new ArrayList<>();
    private final MenuTree tree =
            new MenuTree(
                    List.of(
                            new TrayItem.Action("Open_it", () -> done.add("open")),
                            new TrayItem.Line(),
                            new TrayItem.Submenu(
                                    "Pause",
                                    List.of(
                                            new TrayItem.Action("1 hour", () -> done.add("hour")),
                                            new TrayItem.Note("a note")))));

    @Test
    void everyEntryHasANumberAndAnAction() {
        assertEquals(6, tree.ids().size());
        tree.ids().forEach(id -> tree.action(id).run());
        assertEquals(List.of("open", "hour"), done);
    }

    @Test
    void theWholeMenuIsGivenOrOnlyItsFirstLevel() {
        BusMenu.Layout whole = tree.layout(MenuTree.ROOT, -1);
        assertEquals(3, whole.children.size());
        BusMenu.Layout pause = (BusMenu.Layout) whole.children.get(2).getValue();
        assertEquals(2, pause.children.size());
        BusMenu.Layout first = tree.layout(MenuTree.ROOT, 1);
        assertTrue(((BusMenu.Layout) first.children.get(2).getValue()).children.isEmpty());
    }

    @Test
    void anUnderscoreIsNoMark() {
        Variant<?> label = tree.propertiesOf(1).get("label");
        assertEquals("Open__it", label.getValue());
    }

    @Test
    void theIconHasItsPixelsWithTheAlphaFirst() {
        TrayState state = new TrayState("healthy", "Haulout", "fine", List.of());
        BusIcon icon =
                new BusIcon(
                        new java.util.concurrent.atomic.AtomicReference<>(state),
                        () -> done.add("opened"));
        Variant<?> pictures = icon.GetAll("org.kde.StatusNotifierItem").get("IconPixmap");
        assertEquals("a(iiay)", pictures.getSig());
        Pixels small = (Pixels) ((List<?>) pictures.getValue()).getFirst();
        assertEquals(22 * 22 * 4, small.argb.length);
        assertEquals(0, small.argb[0]);
        assertEquals((byte) 255, small.argb[4 * (22 * 11 + 4)]);
        icon.Activate(0, 0);
        assertFalse(done.isEmpty());
    }
}
