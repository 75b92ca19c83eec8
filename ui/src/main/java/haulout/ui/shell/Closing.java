// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeSnapshot;
import haulout.home.SettingsDesk;
import haulout.ui.control.AppPicture;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// What happens when the window is closed or the program is to end: explained once, asked once.
final class Closing {
    private static final String EXPLAINED = "window.close.explained";
    private static final String KEEP = "window.keep";
    private static final String NEVER_ASK = "quit.never.ask";

    private final Shell shell;
    private final WindowHost host;
    private final Runnable hide;
    private final SettingsDesk desk;
    private final BackgroundRunner runner;
    private final Words words;

    Closing(
            Shell shell,
            WindowHost host,
            Runnable hide,
            SettingsDesk desk,
            BackgroundRunner runner) {
        this.shell = shell;
        this.host = host;
        this.hide = hide;
        this.desk = desk;
        this.runner = runner;
        this.words = shell.words();
    }

    /// The menu in the header that stands in for the tray's.
    void fill(MenuButton menu, Runnable compact) {
        lookForTray();
        menu.getItems()
                .setAll(
                        item("files.add", () -> shell.go(Place.FILES, "add")),
                        item("menu.check", shell::checkNow),
                        item("menu.compact", compact),
                        new SeparatorMenuItem(),
                        item("rail.settings", () -> shell.go(Place.SETTINGS)),
                        item("activity.help", () -> shell.go(Place.ACTIVITY, "help")),
                        item("activity.log", () -> shell.go(Place.ACTIVITY, "log")),
                        item("rail.help", () -> shell.go(Place.HELP)),
                        new SeparatorMenuItem(),
                        item("menu.quit", () -> askToQuit(Optional.empty())));
    }

    /// The desktop's panel may come late, and come and go.
    void lookForTray() {
        Nodes.setShown(shell.header().menu(), !host.hasTray());
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(words.say(key));
        item.setId(key);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// The window is to be closed.
    void close() {
        if (desk.preference(KEEP).equals(Optional.of("false"))) {
            askToQuit(Optional.empty());
            return;
        }
        if (isSet(EXPLAINED)) {
            hide.run();
            return;
        }
        String text = host.hasTray() ? "closing.text" : "closing.notray";
        shell.open(
                new Sheet(
                                words.say("closing.title"),
                                Nodes.row(
                                        "gap-16",
                                        AppPicture.of(48),
                                        Nodes.grow(Labels.body(words.say(text)))))
                        .withButtons(
                                Buttons.plain(words.say("cancel"), shell::close),
                                Nodes.named(
                                        Buttons.primary(words.say("closing.hide"), this::explained),
                                        "closingHide")));
    }

    private boolean isSet(String preference) {
        return desk.preference(preference).equals(Optional.of("true"));
    }

    private void explained() {
        shell.close();
        runner.ask(() -> desk.setPreference(EXPLAINED, "true"), _ -> {}, _ -> {});
        hide.run();
    }

    /// The program is to end.
    void askToQuit(HomeSnapshot snapshot) {
        askToQuit(
                snapshot.mode()
                        .awayLeft()
                        .map(left -> words.say("header.away", words.formats().span(left))));
    }

    private void askToQuit(Optional<String> away) {
        if (isSet(NEVER_ASK)) {
            host.quit();
            return;
        }
        CheckBox never = new CheckBox(words.say("quit.never"));
        Button quit =
                Buttons.danger(
                        words.say("quit.quit"),
                        () -> {
                            if (never.isSelected()) {
                                runner.ask(
                                        () -> desk.setPreference(NEVER_ASK, "true"),
                                        _ -> host.quit(),
                                        _ -> host.quit());
                            } else {
                                host.quit();
                            }
                        });
        Sheet sheet =
                new Sheet(
                        words.say("quit.title"),
                        Labels.body(away.orElse(words.say("quit.text"))),
                        never);
        shell.open(
                sheet.withButtons(
                        Nodes.named(quit, "quitQuit"),
                        Nodes.named(
                                Buttons.primary(
                                        words.say("quit.keep"),
                                        () -> {
                                            shell.close();
                                            hide.run();
                                        }),
                                "quitKeep")));
    }
}
