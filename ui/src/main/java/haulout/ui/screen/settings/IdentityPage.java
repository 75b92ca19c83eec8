// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.IdentityReport;
import haulout.home.NetworkReport;
import haulout.ui.control.Buttons;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Panel;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Place;
import haulout.ui.screen.ScreenContext;
import haulout.ui.screen.WayBack;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/// Who the node is: the way back, the lock on its keys, the move to another computer, leaving.
final class IdentityPage extends VBox {
    private final ScreenContext context;
    private final Words words;
    private final WayBack wayBack;
    private Optional<NetworkReport> network = Optional.empty();

    IdentityPage(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.wayBack = new WayBack(context, this::refresh);
        getStyleClass().add("gap-16");
        render(context.node().identity().report());
    }

    /// Shows the network's part, and looks at the keys again.
    void show(Optional<NetworkReport> now) {
        network = now;
        render(context.node().identity().report());
        refresh();
    }

    private void refresh() {
        context.runner()
                .ask(
                        () -> context.node().identity().look(),
                        this::render,
                        context.navigator()::tell);
    }

    private void render(IdentityReport report) {
        List<Node> panels = new ArrayList<>();
        panels.add(names());
        report.retired()
                .ifPresent(why ->
                        panels.add(
                                new Panel(
                                        words.say("settings.id.retired"),
                                        Labels.body(words.say(why)),
                                        new FlowLine(
                                                "flow-8",
                                                Nodes.named(
                                                        Buttons.plain(
                                                                words.say("settings.id.takeback"),
                                                                this::askTakeBack),
                                                        "idTakeBack")))));
        boolean has = report.lock() != IdentityReport.Lock.NO_KEYS;
        if (has && report.retired().isEmpty()) {
            panels.add(wayBack(report));
            panels.add(lock(report));
            panels.add(move());
        }
        panels.add(
                new Panel(
                        words.say("settings.id.leave"),
                        Labels.muted(words.say("settings.id.leave.text")),
                        new FlowLine(
                                "flow-8",
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("settings.id.leave.open"),
                                                () -> context.navigator().go(Place.LEAVE)),
                                        "idLeave"))));
        getChildren().setAll(panels);
    }

    private Panel names() {
        if (network.isEmpty()) {
            return new Panel(
                    words.say("settings.identity"),
                    Labels.muted(words.say("settings.identity.none")));
        }
        NetworkReport known = network.get();
        List<SettingRow> rows = new ArrayList<>();
        String name =
                known.kind() == NetworkReport.Kind.PRACTICE
                        ? words.say("settings.identity.practice")
                        : known.name();
        rows.add(row("settings.identity.network", Labels.line(name, "t-strong")));
        known.self()
                .ifPresent(self -> rows.add(row("settings.identity.node", code(self.toString()))));
        known.owner()
                .ifPresent(
                        owner -> rows.add(row("settings.identity.owner", code(owner.toString()))));
        return new Panel(words.say("settings.identity"), new SettingRows(rows));
    }

    private SettingRow row(String key, Node control) {
        return new SettingRow(
                words.say(key), words.has(key + ".note") ? words.say(key + ".note") : "", control);
    }

    private Node code(String value) {
        return PlainPages.code(context, value);
    }

    private Panel wayBack(IdentityReport report) {
        String when =
                report.saved()
                        .map(at -> words.say("settings.id.saved", words.formats().moment(at)))
                        .orElseGet(() -> words.say("settings.id.saved.never"));
        return new Panel(
                words.say("settings.backup"),
                Labels.body(words.say("settings.id.back.text")),
                Labels.caption(when),
                wayBack.buttons());
    }

    private Panel lock(IdentityReport report) {
        String state = report.lock().name().toLowerCase(Locale.ROOT);
        List<Button> buttons = new ArrayList<>();
        if (report.lock() == IdentityReport.Lock.OPEN) {
            if (report.hasKeychain()) {
                buttons.add(
                        Nodes.named(
                                Buttons.plain(
                                        words.say("settings.id.lock.keychain"),
                                        this::lockByKeychain),
                                "idKeychain"));
            }
            buttons.add(
                    Nodes.named(
                            Buttons.plain(
                                    words.say("settings.id.lock.passphrase"),
                                    () ->
                                            wayBack.askNew(
                                                    "settings.id.lock.passphrase",
                                                    "settings.id.lock.warn",
                                                    "idLockDo",
                                                    secret ->
                                                            tell(
                                                                    context.node()
                                                                            .identity()
                                                                            .lock(secret),
                                                                    "settings.id.told.locked"))),
                            "idLock"));
        } else {
            buttons.add(
                    Nodes.named(
                            Buttons.plain(
                                    words.say("settings.id.unlock"),
                                    () ->
                                            tell(
                                                    context.node().identity().unlock(),
                                                    "settings.id.told.unlocked")),
                            "idUnlock"));
        }
        return new Panel(
                words.say("settings.id.lock"),
                Labels.body(words.say("settings.id.locked." + state)),
                new FlowLine("flow-8", buttons.toArray(Node[]::new)));
    }

    private Panel move() {
        return new Panel(
                words.say("settings.id.move"),
                Labels.muted(words.say("settings.id.move.text")),
                new FlowLine(
                        "flow-8",
                        Nodes.named(
                                Buttons.plain(words.say("settings.id.move.do"), this::moveAway),
                                "idMove")));
    }

    private void tell(CompletionStage<Void> stage, String told) {
        context.runner()
                .ask(
                        () -> stage,
                        _ -> {
                            context.navigator().tell(words.say(told));
                            refresh();
                        },
                        context.navigator()::tell);
    }

    private void lockByKeychain() {
        tell(context.node().identity().lockByKeychain(), "settings.id.told.locked");
    }

    private void askTakeBack() {
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("settings.id.takeback"),
                                        Labels.body(words.say("settings.id.takeback.text")))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.danger(
                                                        words.say("settings.id.takeback.do"),
                                                        () -> {
                                                            context.navigator().close();
                                                            tell(
                                                                    context.node()
                                                                            .identity()
                                                                            .takeBack(),
                                                                    "settings.id.told.back");
                                                        }),
                                                "idTakeBackDo")));
    }

    private void moveAway() {
        wayBack.toFile(
                "settings.id.move",
                "settings.id.move.warn",
                context.node().identity()::move,
                "settings.id.told.moved");
    }
}
