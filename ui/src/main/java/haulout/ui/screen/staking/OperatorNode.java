// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.SettingRow;
import haulout.ui.control.Tone;
import haulout.ui.text.Words;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A node that can be staked on.
final class OperatorNode extends VBox {
    private final Words words;
    private final StakingView view;

    OperatorNode(Words words, StakingView view) {
        this.words = words;
        this.view = view;
        getStyleClass().addAll("column", "gap-4");
        setMinWidth(0);
    }

    void show(StakingState.Operator operator) {
        Label keeps = Labels.line(operator.keeps(), "t-strong");
        SettingRow row =
                new SettingRow(
                        operator.isSelf()
                                ? words.say("staking.self", operator.name())
                                : operator.name(),
                        operator.facts(),
                        Nodes.row(
                                "gap-16",
                                keeps,
                                Buttons.plain(
                                        words.say("staking.stake"),
                                        () -> view.askToStake(operator.node()))));
        getChildren().setAll(row);
        if (!operator.warning().isEmpty()) {
            Label warning = Labels.caption(operator.warning());
            warning.getStyleClass().add("t-tone");
            Tone.WARN.apply(warning);
            VBox box = Nodes.column("gap-4", warning);
            box.getStyleClass().add("operator-warning");
            getChildren().add(box);
        }
    }
}
