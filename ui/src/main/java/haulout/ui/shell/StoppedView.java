// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.IdentityReport;
import haulout.status.AlertReport;
import haulout.status.Remedy;
import haulout.text.Sentence;
import haulout.ui.control.Buttons;
import haulout.ui.control.EnterKey;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.SecretFields;
import haulout.ui.control.StatusShape;
import haulout.ui.control.Tone;
import haulout.ui.screen.Navigator;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands in place of a screen while the core does not run.
final class StoppedView {
    private final HomeNode node;
    private final VBox locked;
    private final Words words;

    /// Causes with which nobody has seen whether the drive is there and well.
    private static final Set<String> UNSEEN =
            Set.of("failure.no-file", "failure.no-access", "failure.io");

    private final Label happened = Nodes.named(Labels.body(""), "stoppedWhy");
    private final Label data = Nodes.named(Labels.body(""), "stoppedData");
    private final Button start;
    private final Page page;

    StoppedView(HomeNode node, Words words, BackgroundRunner runner, Navigator navigator) {
        this.node = node;
        this.words = words;
        SecretFields secret = new SecretFields("keySecret", words.say("stopped.secret"), "");
        Button open =
                Nodes.named(
                        Buttons.primary(
                                words.say("stopped.open"),
                                () ->
                                        secret.take(typed -> {
                                            CompletionStage<Void> opened =
                                                    node.identity().open(typed);
                                            runner.ask(() -> opened, _ -> {}, navigator::tell);
                                        })),
                        "keyOpen");
        locked =
                Nodes.column(
                        "gap-8",
                        Labels.body(words.say("stopped.locked")),
                        secret,
                        Nodes.row("gap-8", open));
        EnterKey.presses(locked, open);
        start =
                Nodes.named(
                        Buttons.primary(
                                words.say("stopped.start"), () -> navigator.mend(Remedy.START, "")),
                        "stoppedStart");
        page = new Page(words.say("stopped.title"));
        page.setId("stopped");
        StatusShape shape = new StatusShape(28);
        shape.show("stopped", Tone.BAD);
        page.with(
                new Panel(
                        "",
                        Nodes.row(
                                "gap-12",
                                shape,
                                Nodes.grow(Labels.heading(words.say("stopped.what")))),
                        happened,
                        locked,
                        Labels.heading(words.say("stopped.files")),
                        data,
                        Labels.heading(words.say("stopped.do")),
                        new FlowLine(
                                "flow-8",
                                start,
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("stopped.see"),
                                                () -> navigator.go(Place.ACTIVITY)),
                                        "stoppedSee"),
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("activity.help"),
                                                () -> navigator.go(Place.ACTIVITY, "help")),
                                        "stoppedHelp"))));
    }

    Node content() {
        return page;
    }

    /// @param now whether a start is under way
    void setStarting(boolean now) {
        start.setDisable(now);
        start.setText(words.say(now ? "stopped.starting" : "stopped.start"));
    }

    void show(HomeSnapshot snapshot) {
        Optional<Sentence> cause =
                snapshot.alerts().stream()
                        .filter(alert -> alert.check().equals("core"))
                        .map(AlertReport::sentence)
                        .findFirst();
        happened.setText(words.say(cause.orElse(snapshot.status().sentence())));
        boolean isSafe = cause.filter(why -> !UNSEEN.contains(why.key())).isPresent();
        data.setText(words.say(isSafe ? "stopped.files.text" : "stopped.files.unseen"));
        IdentityReport keys = node.identity().report();
        Nodes.setShown(locked, keys.lock() == IdentityReport.Lock.PASSPHRASE && !keys.isOpen());
    }
}
