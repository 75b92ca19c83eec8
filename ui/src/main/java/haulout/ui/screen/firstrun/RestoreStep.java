// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.home.IdentityDesk;
import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.EnterKey;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.SecretFields;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleGroup;

/// "I already have a node": it is brought back by its words or its recovery file.
final class RestoreStep {
    private static final int ROWS = 3;
    private static final int SHOWN_BEFORE = 10;
    private static final int SHOWN_BEHIND = 6;

    private final ScreenContext context;
    private final Words words;
    private final Runnable done;
    private final TextArea typed = Nodes.named(new TextArea(), "frWords");
    private final SecretFields secret;
    private final Label chosen = Labels.caption("");
    private final Label told = Labels.body("");
    private final CheckBox off;
    private final Button restore;
    private final ChoiceCard byWords;
    private final Step step;
    private final BooleanProperty isLooking = new SimpleBooleanProperty();
    private Optional<Path> file = Optional.empty();

    /// @param done goes on when the identity is back
    RestoreStep(ScreenContext context, Runnable done) {
        this.context = context;
        this.words = context.words();
        this.done = done;
        ToggleGroup ways = new ToggleGroup();
        byWords =
                new ChoiceCard(
                        ways,
                        "frByWords",
                        words.say("firstrun.restore.words"),
                        words.say("firstrun.restore.words.text"));
        ChoiceCard byFile =
                new ChoiceCard(
                        ways,
                        "frByFile",
                        words.say("firstrun.restore.file"),
                        words.say("firstrun.restore.file.text"));
        byWords.choose();
        typed.setPrefRowCount(ROWS);
        typed.setWrapText(true);
        typed.setAccessibleText(words.say("firstrun.restore.words"));
        typed.disableProperty().bind(byWords.chosen().not());
        secret = new SecretFields("frSecret", words.say("firstrun.restore.secret"), "");
        secret.disableProperty().bind(byFile.chosen().not());
        Button choose =
                Nodes.named(
                        Buttons.plain(words.say("firstrun.restore.choose"), this::choose),
                        "frFile");
        choose.disableProperty().bind(byFile.chosen().not());
        off = Nodes.named(new CheckBox(words.say("firstrun.restore.off")), "frOtherOff");
        off.setWrapText(true);
        restore =
                Nodes.named(
                        Buttons.primary(words.say("firstrun.restore.do"), this::restore),
                        "frRestore");
        restore.disableProperty().bind(off.selectedProperty().not().or(isLooking));
        step =
                new Step(
                        "frStepRestore",
                        words.say("firstrun.restore.title"),
                        words.say("firstrun.restore.text"),
                        byWords,
                        typed,
                        byFile,
                        Nodes.row("gap-8", choose, Nodes.grow(chosen)),
                        secret,
                        off,
                        Nodes.row("gap-8", restore),
                        told);
        Nodes.setShown(told, false);
        EnterKey.presses(step.content(), restore);
    }

    Node content() {
        return step.content();
    }

    private void choose() {
        context.desktop().chooseFiles(words.say("firstrun.restore.file")).stream()
                .findFirst()
                .ifPresent(path -> {
                    file = Optional.of(path);
                    chosen.setText(path.getFileName().toString());
                    context.runner()
                            .ask(
                                    () -> context.node().identity().describe(path),
                                    whose -> {
                                        if (file.equals(Optional.of(path))) {
                                            describe(path, whose);
                                        }
                                    },
                                    problem -> {
                                        if (file.equals(Optional.of(path))) {
                                            file = Optional.empty();
                                            chosen.setText("");
                                            say(words.say(problem));
                                        }
                                    });
                });
    }

    private void describe(Path path, String whose) {
        say("");
        chosen.setText(
                whose.isEmpty()
                        ? "" + path.getFileName()
                        : words.say("firstrun.restore.whose", path.getFileName(), ends(whose)));
    }

    /// Of a long identity, what is compared by eye.
    private static String ends(String identity) {
        return identity.length() <= SHOWN_BEFORE + SHOWN_BEHIND
                ? identity
                : identity.substring(0, SHOWN_BEFORE)
                        + "…"
                        + identity.substring(identity.length() - SHOWN_BEHIND);
    }

    private void say(String text) {
        Labels.showIfFilled(told, text);
    }

    private void restore() {
        IdentityDesk desk = context.node().identity();
        if (byWords.chosen().get()) {
            char[] own = typed.getText().toCharArray();
            begin(desk.restore(own));
            Arrays.fill(own, '\0');
            return;
        }
        if (file.isEmpty()) {
            say(words.say("firstrun.restore.nofile"));
            return;
        }
        Path path = file.get();
        secret.take(own -> begin(desk.restore(path, own)));
    }

    private void begin(CompletionStage<Void> stage) {
        say(words.say("firstrun.restore.looking"));
        isLooking.set(true);
        context.runner()
                .ask(
                        () -> stage,
                        _ -> {
                            isLooking.set(false);
                            typed.clear();
                            say("");
                            done.run();
                        },
                        problem -> {
                            isLooking.set(false);
                            say(words.say(problem));
                        });
    }
}
