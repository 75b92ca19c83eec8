// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.SettingsDesk;
import haulout.ui.control.Buttons;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Panel;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.SwitchField;
import haulout.ui.screen.AtLogin;
import haulout.ui.screen.Place;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The settings pages that are lists of rows.
final class PlainPages {
    /// What is announced, with whether it is urgent.
    static final List<String> ORDINARY =
            List.of(
                    "piece",
                    "earnings",
                    "payout",
                    "summary",
                    "missed",
                    "offline",
                    "floor",
                    "backup",
                    "stake",
                    "operator",
                    "paused",
                    "other");

    /// What is announced even in quiet hours when a deadline lies in them.
    static final List<String> URGENT =
            List.of("drive", "damage", "record", "away", "double", "ended");

    private static final int LAST_HOUR = 23;
    private static final int QUIET_FROM = 22;
    private static final int QUIET_TO = 8;

    private final ScreenContext context;
    private final Words words;
    private final Preferences preferences;

    PlainPages(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.preferences = new Preferences(context);
    }

    private SettingRow row(String key, Node control) {
        return new SettingRow(
                words.say(key), words.has(key + ".note") ? words.say(key + ".note") : "", control);
    }

    private Panel panel(String title, List<SettingRow> rows) {
        return new Panel(words.say(title), new SettingRows(rows));
    }

    private static VBox page(Node... panels) {
        return Nodes.column("gap-16", panels);
    }

    /// Log-in, window, quitting.
    Node start() {
        return page(
                panel(
                        "settings.start.login",
                        List.of(
                                login(),
                                row(
                                        "settings.start.hidden",
                                        preferences.box(
                                                AtLogin.HIDDEN, true, atLogin()::setHidden)))),
                panel(
                        "settings.start.window",
                        List.of(
                                row("settings.start.keep", preferences.box("window.keep", true)),
                                row("settings.start.ask", preferences.opposite("quit.never.ask")),
                                row(
                                        "settings.start.compact",
                                        Nodes.named(
                                                Buttons.plain(
                                                        words.say("menu.compact"),
                                                        context.navigator()::compact),
                                                "window-compact")))));
    }

    private AtLogin atLogin() {
        return new AtLogin(context.desktop(), context.node().settings());
    }

    private SettingRow login() {
        SwitchField box = preferences.box(AtLogin.STARTS, false, atLogin()::setStarts);
        boolean can = context.desktop().canStartAtLogin();
        box.setDisable(!can);
        return new SettingRow(
                words.say("settings.start.auto"),
                words.say(can ? "settings.start.auto.note" : "problem.login.unknown"),
                box);
    }

    /// What is announced.
    Node notifications() {
        return page(
                panel(
                        "settings.quiet",
                        List.of(
                                row("settings.quiet.on", preferences.box("notify.quiet", true)),
                                row(
                                        "settings.quiet.from",
                                        preferences.field(
                                                "notify.quiet.from",
                                                QUIET_FROM,
                                                0,
                                                LAST_HOUR,
                                                words.say("settings.oclock"))),
                                row(
                                        "settings.quiet.to",
                                        preferences.field(
                                                "notify.quiet.to",
                                                QUIET_TO,
                                                0,
                                                LAST_HOUR,
                                                words.say("settings.oclock"))))),
                panel("settings.notify.urgent", switches(URGENT)),
                panel("settings.notify.ordinary", switches(ORDINARY)),
                Labels.muted(words.say("settings.notify.bell")));
    }

    private List<SettingRow> switches(List<String> events) {
        List<SettingRow> rows = new ArrayList<>();
        for (String event : events) {
            rows.add(row("settings.notify." + event, preferences.box("notify." + event, true)));
        }
        return rows;
    }

    /// What leaves this computer.
    Node privacy() {
        VBox points = Nodes.column("gap-12");
        for (String point : List.of("statistics", "neighbours", "files", "watch", "help")) {
            points.getChildren()
                    .add(
                            Nodes.row(
                                    "gap-12",
                                    Icons.of(Feather.SHIELD, "icon-accent"),
                                    Nodes.grow(
                                            Nodes.column(
                                                    "gap-4",
                                                    Labels.strong(
                                                            words.say("settings.privacy." + point)),
                                                    Labels.muted(
                                                            words.say(
                                                                    "settings.privacy."
                                                                            + point
                                                                            + ".note"))))));
        }
        return page(
                new Panel(words.say("settings.privacy"), points),
                panel(
                        "settings.privacy.see",
                        List.of(
                                row(
                                        "settings.privacy.helpfile",
                                        Buttons.plain(
                                                words.say("settings.privacy.show"),
                                                () ->
                                                        context.navigator()
                                                                .go(Place.ACTIVITY, "help"))))));
    }

    /// A long identity: its ends, and a button that copies it.
    static Node code(ScreenContext context, String value) {
        Words words = context.words();
        String shown =
                value.length() > 20
                        ? value.substring(0, 10) + "…" + value.substring(value.length() - 6)
                        : value;
        return Nodes.row(
                "gap-4",
                Labels.line(shown, "t-mono"),
                Buttons.icon(
                        Feather.COPY,
                        words.say("settings.identity.copy"),
                        () -> {
                            context.desktop().copy(value);
                            context.navigator().tell(words.say("copied"));
                        }));
    }

    /// Folders.
    Node advanced(List<Path> drives) {
        List<SettingRow> rows = new ArrayList<>();
        rows.add(folder(words.say("settings.folder.log"), context.node().activity().logFolder()));
        for (Path drive : drives) {
            rows.add(folder(words.say("settings.folder.drive"), drive));
        }
        return page(
                panel("settings.folders", rows),
                panel(
                        "settings.metrics",
                        List.of(
                                row(
                                        "settings.metrics.page",
                                        preferences.box(SettingsDesk.METRICS_PAGE, false)))),
                new Panel(
                        words.say("settings.commands"),
                        Labels.muted(words.say("settings.commands.text")),
                        commands()));
    }

    private SettingRow folder(String name, Path folder) {
        return new SettingRow(
                name,
                folder.toString(),
                Buttons.plain(
                        words.say("settings.folder.open"),
                        () -> {
                            if (!context.desktop().openFolder(folder)) {
                                context.navigator().tell(words.say("settings.folder.failed"));
                            }
                        }));
    }

    private Node commands() {
        FlowPane names = new FlowPane();
        names.getStyleClass().add("flow-8");
        for (String command :
                List.of(
                        "haulout status",
                        "haulout store FILE",
                        "haulout read ID",
                        "haulout drives list")) {
            names.getChildren().add(Labels.line(command, "command"));
        }
        return names;
    }
}
