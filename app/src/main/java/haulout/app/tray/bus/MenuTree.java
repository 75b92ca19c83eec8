// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import haulout.app.tray.TrayItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freedesktop.dbus.types.Variant;

/// A menu with a number for each entry, as the bus wants it. Immutable.
final class MenuTree {
    /// Number of the menu itself.
    static final int ROOT = 0;

    private final Map<Integer, Map<String, Variant<?>>> properties = new TreeMap<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Map<Integer, Runnable> actions = new HashMap<>();

    MenuTree(List<TrayItem> items) {
        properties.put(ROOT, Map.of("children-display", new Variant<>("submenu")));
        children.put(ROOT, add(items));
    }

    private List<Integer> add(List<TrayItem> items) {
        List<Integer> ids = new ArrayList<>();
        for (TrayItem item : items) {
            int id = properties.size();
            ids.add(id);
            Map<String, Variant<?>> own = new HashMap<>();
            own.put("visible", new Variant<>(true));
            properties.put(id, own);
            switch (item) {
                case TrayItem.Line _ -> own.put("type", new Variant<>("separator"));
                case TrayItem.Note(String text) -> {
                    own.put("label", label(text));
                    own.put("enabled", new Variant<>(false));
                }
                case TrayItem.Action(String text, Runnable action) -> {
                    own.put("label", label(text));
                    own.put("enabled", new Variant<>(true));
                    actions.put(id, action);
                }
                case TrayItem.Submenu(String text, List<TrayItem> inner) -> {
                    own.put("label", label(text));
                    own.put("enabled", new Variant<>(true));
                    own.put("children-display", new Variant<>("submenu"));
                    children.put(id, add(inner));
                }
            }
        }
        return ids;
    }

    /// An underscore marks a letter for the keyboard, unless it is doubled.
    private static Variant<String> label(String text) {
        return new Variant<>(text.replace("_", "__"));
    }

    BusMenu.Layout layout(int id, int depth) {
        List<Variant<?>> below = new ArrayList<>();
        if (depth != 0) {
            for (int child : children.getOrDefault(id, List.of())) {
                below.add(new Variant<>(layout(child, depth - 1), "(ia{sv}av)"));
            }
        }
        return new BusMenu.Layout(id, propertiesOf(id), below);
    }

    Map<String, Variant<?>> propertiesOf(int id) {
        return properties.getOrDefault(id, Map.of());
    }

    List<Integer> ids() {
        return List.copyOf(properties.keySet());
    }

    /// Whether nobody could tell the two apart.
    boolean looksLike(MenuTree other) {
        return properties.equals(other.properties) && children.equals(other.children);
    }

    Runnable action(int id) {
        return actions.getOrDefault(id, () -> {});
    }
}
