// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.IdentityReport;
import haulout.status.Remedy;
import haulout.ui.control.Buttons;
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
import java.util.concurrent.CompletionStage;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands in place of a screen while the core does not run.
final class StoppedView {
    private final HomeNode node;
    private final VBox locked;
    private final Words words;
    private final Label happened = Labels.body("");
    private final Page page;

    StoppedView(HomeNode node, Words words, BackgroundRunner runner, Navigator navigator) {
        this.node = node;
        this.words = words;
        SecretFields secret = new SecretFields("keySecret", words.say("stopped.secret"), "");
        locked =
                Nodes.column(
                        "gap-8",
                        Labels.body(words.say("stopped.locked")),
                        secret,
                        Nodes.row(
                                "gap-8",
                                Nodes.named(
                                        Buttons.primary(
                                                words.say("stopped.open"),
                                                () ->
                                                        secret.take(typed -> {
                                                            CompletionStage<Void> opened =
                                                                    node.identity().open(typed);
                                                            runner.ask(
                                                                    () -> opened,
                                                                    _ -> {},
                                                                    navigator::tell);
                                                        })),
                                        "keyOpen")));
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
                        Labels.body(words.say("stopped.files.text")),
                        Labels.heading(words.say("stopped.do")),
                        Nodes.row(
                                "gap-8",
                                Buttons.primary(
                                        words.say("stopped.start"),
                                        () -> navigator.mend(Remedy.START, "")),
                                Buttons.plain(
                                        words.say("stopped.see"),
                                        () -> navigator.go(Place.ACTIVITY)))));
    }

    Node content() {
        return page;
    }

    void show(HomeSnapshot snapshot) {
        happened.setText(words.say(snapshot.status().sentence()));
        IdentityReport keys = node.identity().report();
        Nodes.setShown(locked, keys.lock() == IdentityReport.Lock.PASSPHRASE && !keys.isOpen());
    }
}
