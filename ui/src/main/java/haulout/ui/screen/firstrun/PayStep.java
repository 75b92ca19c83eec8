// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;

/// Where earnings go: a wallet made here, or an address.
///
/// There is no third choice "decide later", because it would do what the first one does: on the
/// practice network the commission of a node is its owner's as long as no other receiver is named,
/// and it is held in the node's pool, without a date by which it is lost, until the owner has it
/// paid out. The first choice says that it is the one for who has not decided.
final class PayStep {
    private final FirstRunViewModel model;
    private final TextField address = Nodes.named(new TextField(), "frAddr");
    private final Label wrong = Labels.caption("");
    private final ChoiceCard other;
    private final Node content;

    /// @param changed hears that something was chosen or typed
    PayStep(ScreenContext context, FirstRunViewModel model, Runnable changed) {
        this.model = model;
        Words words = context.words();
        ToggleGroup payment = new ToggleGroup();
        ChoiceCard own =
                new ChoiceCard(
                        payment,
                        "frPayOwn",
                        words.say("firstrun.pay.own"),
                        words.say("firstrun.pay.own.text"));
        other =
                new ChoiceCard(
                        payment,
                        "frPayOther",
                        words.say("firstrun.pay.other"),
                        words.say("firstrun.pay.other.text"));
        own.choose();
        wrong.getStyleClass().addAll("t-tone", "tone-bad");
        Nodes.setShown(wrong, false);
        address.setPromptText("0x…");
        address.setAccessibleText(words.say("firstrun.address"));
        address.disableProperty().bind(other.chosen().not());
        Runnable look =
                () -> {
                    Labels.showIfFilled(wrong, problem());
                    changed.run();
                };
        address.textProperty().addListener((_, _, _) -> look.run());
        payment.selectedToggleProperty().addListener((_, _, _) -> look.run());
        Button paste =
                Buttons.plain(
                        words.say("firstrun.paste"),
                        () ->
                                context.desktop()
                                        .paste()
                                        .ifPresent(text -> {
                                            other.choose();
                                            address.setText(text.strip());
                                        }));
        content =
                new Step(
                                "frStep3",
                                words.say("firstrun.3.title"),
                                words.say("firstrun.3.text"),
                                own,
                                other,
                                Nodes.row("gap-8", Nodes.grow(address), paste),
                                wrong)
                        .content();
    }

    private boolean wantsAddress() {
        return other.chosen().get();
    }

    private String problem() {
        return wantsAddress() && !address.getText().isBlank() ? model.check(address.getText()) : "";
    }

    /// Whether one can go on.
    boolean isReady() {
        return !wantsAddress() || (!address.getText().isBlank() && problem().isEmpty());
    }

    /// Has earnings go where was chosen.
    void take() {
        model.payTo(wantsAddress() ? address.getText() : "");
    }

    Node content() {
        return content;
    }
}
