// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import java.util.List;

/// An entry of the menu.
public sealed interface TrayItem {
    /// Something to do.
    record Action(String text, Runnable action) implements TrayItem {}

    /// Something to read.
    record Note(String text) implements TrayItem {}

    /// A menu within the menu.
    record Submenu(String text, List<TrayItem> items) implements TrayItem {
        public Submenu {
            items = List.copyOf(items);
        }
    }

    /// A line.
    record Line() implements TrayItem {}
}
