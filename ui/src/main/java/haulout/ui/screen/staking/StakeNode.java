// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import haulout.ui.control.Buttons;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StepTrack;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A stake: how much, where on its way, what happens when it is asked for.
final class StakeNode extends VBox {
    private final Words words;
    private final StakingView view;
    private final Label title = Labels.heading("");
    private final Label amount = Labels.figure("");
    private final Label earned = Labels.muted("");
    private final StepTrack track;
    private final Label when = Labels.strong("");
    private final VBox outcomes = Nodes.styled(Nodes.column("gap-4"), "outcome");
    private final FlowLine buttons = new FlowLine("flow-8");

    StakeNode(Words words, StakingView view) {
        this.words = words;
        this.view = view;
        getStyleClass().addAll("panel", "stake");
        setMinWidth(0);
        track =
                new StepTrack(
                        List.of(
                                words.say("staking.step.waiting"),
                                words.say("staking.step.earning"),
                                words.say("staking.step.leaving"),
                                words.say("staking.step.ready")));
        getChildren()
                .addAll(
                        Nodes.row(
                                "gap-12",
                                Icons.of(Feather.LAYERS, "icon-muted"),
                                Nodes.grow(title)),
                        Nodes.column("gap-4", amount, earned),
                        track,
                        when,
                        outcomes,
                        buttons);
    }

    void show(StakingState.Stake stake) {
        setId("stake-" + stake.id());
        title.setText(stake.title());
        amount.setText(stake.amount());
        earned.setText(stake.earned());
        track.show(stake.step());
        when.setText(stake.when());
        List<Label> lines = new ArrayList<>();
        stake.outcomes().forEach(line -> lines.add(Labels.body(line)));
        outcomes.getChildren().setAll(lines);
        Nodes.setShown(outcomes, !lines.isEmpty());
        List<Node> actions = new ArrayList<>();
        if (stake.canTake()) {
            String text = words.say("staking.take");
            Runnable withdraw = () -> view.model().withdraw(stake.id());
            Button take =
                    stake.step() == StakingState.Stake.WAITING
                            ? Buttons.plain(text, withdraw) // nobody needs to
                            : Buttons.primary(text, withdraw);
            actions.add(Nodes.named(take, "take"));
        }
        if (stake.canAsk()) {
            Button ask = Buttons.plain(words.say("staking.out"), () -> view.askToUnstake(stake));
            actions.add(Nodes.named(ask, "unstake"));
        }
        if (stake.isOwn() && stake.step() <= StakingState.Stake.EARNING) {
            Button more =
                    Buttons.plain(words.say("staking.more"), () -> view.askToStake(stake.node()));
            actions.add(Nodes.named(more, "stakeMore"));
        }
        buttons.getChildren().setAll(actions);
        Nodes.setShown(buttons, !actions.isEmpty());
    }
}
