// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import haulout.ui.picture.Raster;
import haulout.ui.picture.VectorPicture;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tray of Windows, macOS and older X desktops.
public final class AwtTray implements Tray {
    private static final Logger log = LoggerFactory.getLogger(AwtTray.class);
    private static final int PIXELS = 32;

    private final TrayIcon icon;

    private AwtTray(TrayIcon icon) {
        this.icon = icon;
    }

    /// Puts the icon there; empty where there is no place for it. May wait for the desktop.
    ///
    /// @param open what a click on the icon does
    public static Optional<Tray> open(TrayState state, Runnable open) {
        if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
            return Optional.empty();
        }
        TrayIcon icon = new TrayIcon(Raster.draw(VectorPicture.status(state.shape()), PIXELS));
        icon.setImageAutoSize(true);
        icon.addActionListener(_ -> open.run());
        try {
            SystemTray.getSystemTray().add(icon);
        } catch (AWTException refused) {
            log.info("the desktop took no icon", refused);
            return Optional.empty();
        }
        AwtTray tray = new AwtTray(icon);
        tray.show(state);
        return Optional.of(tray);
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void show(TrayState state) {
        EventQueue.invokeLater(() -> {
            icon.setImage(Raster.draw(VectorPicture.status(state.shape()), PIXELS));
            icon.setToolTip(state.tooltip());
            PopupMenu menu = new PopupMenu();
            fill(menu, state.menu());
            icon.setPopupMenu(menu);
        });
    }

    @Override
    public boolean announce(String title, String text, boolean isUrgent) {
        TrayIcon.MessageType type =
                isUrgent ? TrayIcon.MessageType.WARNING : TrayIcon.MessageType.NONE;
        EventQueue.invokeLater(() -> icon.displayMessage(title, text, type));
        return true;
    }

    private static void fill(Menu menu, List<TrayItem> items) {
        for (TrayItem item : items) {
            switch (item) {
                case TrayItem.Line _ -> menu.addSeparator();
                case TrayItem.Note(String text) -> {
                    MenuItem note = new MenuItem(text);
                    note.setEnabled(false);
                    menu.add(note);
                }
                case TrayItem.Action(String text, Runnable action) -> {
                    MenuItem entry = new MenuItem(text);
                    entry.addActionListener(_ -> action.run());
                    menu.add(entry);
                }
                case TrayItem.Submenu(String text, List<TrayItem> inner) -> {
                    Menu sub = new Menu(text);
                    fill(sub, inner);
                    menu.add(sub);
                }
            }
        }
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> SystemTray.getSystemTray().remove(icon));
    }
}
