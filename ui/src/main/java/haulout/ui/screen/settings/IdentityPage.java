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
import haulout.ui.control.SecretFields;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Place;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Who the node is: the way back, the lock on its keys, the move to another computer, leaving.
final class IdentityPage extends VBox {
    private static final int COLUMNS = 3;
    private static final String FILE = "my-node.haulout-recovery";

    private final ScreenContext context;
    private final Words words;
    private Optional<NetworkReport> network = Optional.empty();

    IdentityPage(ScreenContext context) {
        this.context = context;
        this.words = context.words();
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
        rows.add(row("settings.identity.network", Labels.line(known.name(), "t-strong")));
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
                new FlowLine(
                        "flow-8",
                        Nodes.named(
                                Buttons.primary(words.say("settings.id.words"), this::showWords),
                                "idWords"),
                        Nodes.named(
                                Buttons.plain(words.say("settings.id.file"), this::saveFile),
                                "idFile")));
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
                                            askNew(
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
                                        cancel(),
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

    private Button cancel() {
        return Buttons.plain(words.say("cancel"), context.navigator()::close);
    }

    private void showWords() {
        context.runner()
                .ask(
                        () -> context.node().identity().words(),
                        this::showWords,
                        context.navigator()::tell);
    }

    private void showWords(List<String> twelve) {
        GridPane grid = Nodes.named(new GridPane(), "words");
        grid.getStyleClass().add("word-grid");
        for (int i = 0; i < twelve.size(); i++) {
            grid.add(
                    Labels.line((i + 1) + "  " + twelve.get(i), "t-mono"),
                    i % COLUMNS,
                    i / COLUMNS);
        }
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("settings.id.words.title"),
                                        Labels.body(words.say("settings.id.words.text")),
                                        grid)
                                .withButtons(
                                        Buttons.plain(
                                                words.say("close"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.primary(
                                                        words.say("settings.id.words.done"),
                                                        () -> {
                                                            context.navigator().close();
                                                            tell(
                                                                    context.node()
                                                                            .identity()
                                                                            .wordsSaved(),
                                                                    "settings.id.told.saved");
                                                        }),
                                                "idWordsDone")));
    }

    /// Asks twice for a passphrase that is needed again one day.
    private void askNew(String title, String text, String id, SecretFields.Use then) {
        SecretFields fields =
                new SecretFields(
                        "idSecret",
                        words.say("settings.id.secret"),
                        words.say("settings.id.secret.again"));
        context.navigator()
                .open(
                        new Sheet(words.say(title), Labels.body(words.say(text)), fields)
                                .withButtons(
                                        cancel(),
                                        Nodes.named(
                                                Buttons.primary(
                                                        words.say("continue"),
                                                        () -> finish(fields, then)),
                                                id)));
    }

    private void finish(SecretFields fields, SecretFields.Use then) {
        if (!fields.isSame()) {
            context.navigator().tell(words.say("settings.id.secret.differ"));
            return;
        }
        context.navigator().close();
        fields.take(then);
    }

    private void saveFile() {
        toFile(
                "settings.id.file",
                "settings.id.file.text",
                context.node().identity()::save,
                "settings.id.told.saved");
    }

    private void moveAway() {
        toFile(
                "settings.id.move",
                "settings.id.move.warn",
                context.node().identity()::move,
                "settings.id.told.moved");
    }

    private void toFile(
            String title,
            String text,
            BiFunction<Path, char[], CompletionStage<Void>> deed,
            String told) {
        context.desktop()
                .chooseTarget(words.say(title), FILE)
                .ifPresent(file ->
                        askNew(
                                title,
                                text,
                                "idFileDo",
                                secret -> tell(deed.apply(file, secret), told)));
    }
}
