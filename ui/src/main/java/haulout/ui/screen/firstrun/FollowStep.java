// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// "Follow my stake only": whose. It may be left empty, as it can be said later under Staking.
final class FollowStep {
    private final FirstRunViewModel model;
    private final TextField address = Nodes.named(new TextField(), "frFollowAddr");
    private final Label wrong = Labels.caption("");
    private final Node content;

    /// @param changed hears that something was typed
    FollowStep(ScreenContext context, FirstRunViewModel model, Runnable changed) {
        this.model = model;
        Words words = context.words();
        address.setPromptText("0x…");
        address.setAccessibleText(words.say("firstrun.address"));
        wrong.getStyleClass().addAll("t-tone", "tone-bad");
        Nodes.setShown(wrong, false);
        address.textProperty()
                .addListener((_, _, _) -> {
                    Labels.showIfFilled(wrong, problem());
                    changed.run();
                });
        content =
                new Step(
                                "frStepFollow",
                                words.say("firstrun.follow.title"),
                                words.say("firstrun.follow.address"),
                                Nodes.row(
                                        "gap-8",
                                        Nodes.grow(address),
                                        Buttons.plain(
                                                words.say("firstrun.paste"),
                                                () ->
                                                        context.desktop()
                                                                .paste()
                                                                .ifPresent(text ->
                                                                        address.setText(
                                                                                text.strip())))),
                                wrong,
                                Labels.muted(words.say("firstrun.follow.later")))
                        .content();
    }

    private String problem() {
        return address.getText().isBlank() ? "" : model.check(address.getText());
    }

    /// Whether one can go on.
    boolean isReady() {
        return problem().isEmpty();
    }

    /// Has what was typed followed from the start on.
    void take() {
        model.follow(address.getText());
    }

    Node content() {
        return content;
    }
}
