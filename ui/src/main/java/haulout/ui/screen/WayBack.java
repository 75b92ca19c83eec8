// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.home.NetworkReport;
import haulout.text.Sentence;
import haulout.ui.control.Buttons;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.SecretFields;
import haulout.ui.control.Sheet;
import haulout.ui.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways back to a node: its twelve words to write down or to print, and the recovery file. For
/// the FX thread.
public final class WayBack {
    private static final Logger log = LoggerFactory.getLogger(WayBack.class);
    private static final int COLUMNS = 3;

    // places of one digit stand under the last digit of the others
    private static final int LAST_SHORT = 9;
    private static final String FILE = "my-node.haulout-recovery";
    private static final String PAGE = "haulout-recovery-sheet.html";

    private final ScreenContext context;
    private final Words words;
    private final Runnable saved;

    /// @param saved hears that something was done to the keys or saved of them
    public WayBack(ScreenContext context, Runnable saved) {
        this.context = context;
        this.words = context.words();
        this.saved = saved;
    }

    /// The buttons for all of it.
    public Node buttons() {
        return new FlowLine(
                "flow-8",
                Nodes.named(
                        Buttons.primary(words.say("settings.id.words"), this::showWords),
                        "idWords"),
                Nodes.named(
                        Buttons.plain(words.say("settings.id.sheet"), this::printWords), "idSheet"),
                Nodes.named(
                        Buttons.plain(words.say("settings.id.file"), this::saveFile), "idFile"));
    }

    private void tell(CompletionStage<Void> stage, String told) {
        context.runner()
                .ask(
                        () -> stage,
                        _ -> {
                            context.navigator().tell(words.say(told));
                            saved.run();
                        },
                        context.navigator()::tell);
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
            String place = (i < LAST_SHORT ? " " : "") + (i + 1);
            grid.add(Labels.line(place + "  " + twelve.get(i), "t-mono"), i % COLUMNS, i / COLUMNS);
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
                                                            noteSaved();
                                                        }),
                                                "idWordsDone")));
    }

    private void noteSaved() {
        tell(context.node().identity().wordsSaved(), "settings.id.told.saved");
    }

    /// Prints the sheet where there is a printer; else it is saved as a page to print elsewhere.
    private void printWords() {
        context.runner()
                .ask(
                        () -> context.node().identity().words(),
                        twelve ->
                                context.runner()
                                        .compute(
                                                context.desktop()::hasPrinter,
                                                has -> offer(sheet(twelve), has)),
                        context.navigator()::tell);
    }

    private RecoverySheet sheet(List<String> twelve) {
        String node =
                context.node()
                        .snapshot()
                        .network()
                        .flatMap(NetworkReport::self)
                        .map(Object::toString)
                        .orElse("");
        return RecoverySheet.of(words, twelve, node, context.clock().instant());
    }

    private void offer(RecoverySheet sheet, boolean hasPrinter) {
        Button page =
                Nodes.named(
                        Buttons.plain(words.say("settings.sheet.save"), () -> savePage(sheet)),
                        "sheetSave");
        Sheet open =
                new Sheet(
                                words.say("settings.sheet.title"),
                                Labels.body(words.say("settings.sheet.text")),
                                Labels.muted(
                                        words.say(
                                                hasPrinter
                                                        ? "settings.sheet.print.text"
                                                        : "settings.sheet.none")))
                        .withButtons(
                                Buttons.plain(words.say("cancel"), context.navigator()::close),
                                page);
        if (hasPrinter) {
            open.withButtons(
                    Nodes.named(
                            Buttons.primary(words.say("settings.sheet.print"), () -> print(sheet)),
                            "sheetPrint"));
        }
        context.navigator().open(open);
    }

    private void print(RecoverySheet sheet) {
        if (context.desktop().print(sheet.title(), sheet.page())) {
            context.navigator().close();
            noteSaved();
        } else {
            context.navigator().tell(words.say("settings.sheet.print.failed"));
        }
    }

    private void savePage(RecoverySheet sheet) {
        Optional<Path> target =
                context.desktop().chooseTarget(words.say("settings.sheet.save"), PAGE);
        if (target.isEmpty()) {
            return;
        }
        context.navigator().close();
        context.runner().compute(() -> saved(sheet, target.get()), this::tellOfPage);
    }

    private static boolean saved(RecoverySheet sheet, Path target) {
        try {
            sheet.save(target);
            return true;
        } catch (IOException broken) {
            log.warn("the recovery sheet could not be saved", broken);
            return false;
        }
    }

    private void tellOfPage(boolean isThere) {
        if (isThere) {
            tell(context.node().identity().wordsSaved(), "settings.sheet.saved");
        } else {
            context.navigator().tell(Sentence.of("problem.write"));
        }
    }

    private void saveFile() {
        toFile(
                "settings.id.file",
                "settings.id.file.text",
                context.node().identity()::save,
                "settings.id.told.saved");
    }

    /// Asks for a place and a new passphrase, then does what is to be done with them.
    ///
    /// @param told what is said when it is done
    public void toFile(
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

    /// Asks twice for a passphrase that is needed again one day.
    public void askNew(String title, String text, String id, SecretFields.Use then) {
        SecretFields fields =
                new SecretFields(
                        "idSecret",
                        words.say("settings.id.secret"),
                        words.say("settings.id.secret.again"));
        context.navigator()
                .open(
                        new Sheet(words.say(title), Labels.body(words.say(text)), fields)
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
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
}
