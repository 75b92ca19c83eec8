// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.health;

import haulout.status.CheckReport;
import haulout.status.Remedy;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StatusShape;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// A check: what it found, why it matters, what can be done.
final class CheckNode extends HBox {
    private final Words words;
    private final Navigator navigator;
    private final StatusShape shape = new StatusShape(20);
    private final Label title = Labels.strong("");
    private final Label measured = Labels.body("");
    private final Label why = Labels.muted("");
    private final Label facts = Labels.caption("");
    private final Label when = Labels.line("", "t-caption");
    private final FlowPane buttons = new FlowPane();
    private List<Remedy> remedies = List.of();

    CheckNode(Words words, Navigator navigator) {
        this.words = words;
        this.navigator = navigator;
        getStyleClass().addAll("check-row", "gap-12");
        setMinWidth(0);
        buttons.getStyleClass().add("card-actions");
        getChildren()
                .addAll(
                        shape,
                        Nodes.grow(Nodes.column("gap-4", title, measured, why, facts, buttons)),
                        when);
        Nodes.setShown(buttons, false);
    }

    void show(HealthState.Check check) {
        shape.show(check.level());
        title.setText(check.title());
        measured.setText(check.measured());
        boolean fine = check.level() == CheckReport.Level.FINE;
        why.setText(check.why());
        Nodes.setShown(why, !fine);
        Labels.showIfFilled(facts, check.facts());
        when.setText(check.when());
        offer(check);
        setAccessibleText(check.title() + ": " + check.measured());
    }

    /// New buttons only for new remedies, so that the focus stays where it is.
    private void offer(HealthState.Check check) {
        if (check.remedies().equals(remedies)) {
            return;
        }
        remedies = check.remedies();
        List<Button> all = new ArrayList<>();
        for (Remedy remedy : check.remedies()) {
            String text = words.say("remedy." + remedy.name().toLowerCase(Locale.ROOT));
            Runnable action = () -> navigator.mend(remedy, check.subject());
            Button button =
                    all.isEmpty() ? Buttons.plain(text, action) : Buttons.quiet(text, action);
            button.setId("mend-" + check.id() + "-" + remedy);
            all.add(button);
        }
        buttons.getChildren().setAll(all);
        Nodes.setShown(buttons, !all.isEmpty());
    }
}
