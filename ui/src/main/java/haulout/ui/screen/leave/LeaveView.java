// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.leave;

import haulout.home.HomeSnapshot;
import haulout.home.LeaveReport.Stage;
import haulout.ui.control.Buttons;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.Sheet;
import haulout.ui.control.StatusShape;
import haulout.ui.control.Tone;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Leaving the network: what else one could do, what it means, how far it is, what came of it.
public final class LeaveView implements Screen {
    private final ScreenContext context;
    private final Words words;
    private final LeaveViewModel model;
    private final Page page;
    private final Panel instead;
    private final Label title = Labels.heading("");
    private final VBox facts = Nodes.column("gap-8");
    private final Label refused = Labels.body("");
    private final VBox steps = Nodes.column("gap-12");
    private final Label receipt = Labels.caption("");
    private final Button begin;
    private final Button stay;
    private final Button erase;

    /// Builds the screen.
    public LeaveView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new LeaveViewModel(context);
        page = Nodes.named(new Page(words.say("leave.title")), "leave");
        begin = Nodes.named(Buttons.danger(words.say("leave.begin"), this::askBegin), "leaveBegin");
        stay = Nodes.named(Buttons.plain(words.say("leave.stay"), this::askStay), "leaveStay");
        erase = Nodes.named(Buttons.danger(words.say("leave.erase"), this::askErase), "leaveErase");
        instead = instead();
        page.with(
                instead,
                new Panel(
                        "",
                        title,
                        facts,
                        refused,
                        steps,
                        receipt,
                        new FlowLine("flow-8", begin, stay, erase)));
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    /// What costs less and may be what is wanted.
    private Panel instead() {
        return new Panel(
                words.say("leave.instead"),
                choice("pause", () -> context.navigator().go(Place.HOME)),
                choice("less", () -> context.navigator().go(Place.STORAGE)),
                choice("move", () -> context.navigator().go(Place.SETTINGS, "backup")));
    }

    private Node choice(String name, Runnable go) {
        return Nodes.row(
                "gap-12",
                Nodes.grow(
                        Nodes.column(
                                "gap-4",
                                Labels.strong(words.say("leave.instead." + name)),
                                Labels.muted(words.say("leave.instead." + name + ".text")))),
                Nodes.named(
                        Buttons.plain(words.say("leave.instead." + name + ".go"), go),
                        "leave-" + name));
    }

    private void askBegin() {
        ask("leave.begin", "leave.begin.text", "leave.begin.do", "leaveBeginDo", model::begin);
    }

    private void askStay() {
        ask("leave.stay", "leave.stay.text", "leave.stay", "leaveStayDo", model::stay);
    }

    private void askErase() {
        ask("leave.erase", "leave.erase.text", "leave.erase", "leaveEraseDo", model::erase);
    }

    private void ask(String heading, String text, String button, String id, Runnable then) {
        context.navigator()
                .open(
                        new Sheet(words.say(heading), Labels.body(words.say(text)))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.danger(
                                                        words.say(button),
                                                        () -> {
                                                            context.navigator().close();
                                                            then.run();
                                                        }),
                                                id)));
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept();
    }

    private void render(LeaveState state) {
        Nodes.setShown(instead, state.stage() == Stage.STAYING);
        title.setText(state.title());
        facts.getChildren().setAll(state.facts().stream().map(Labels::body).toList());
        Labels.showIfFilled(refused, state.refused());
        List<Node> rows = new ArrayList<>();
        for (LeaveState.Step step : state.steps()) {
            StatusShape shape = new StatusShape(20);
            shape.show(
                    step.shape(),
                    step.isDone() ? Tone.GOOD : step.isNow() ? Tone.ACCENT : Tone.UNKNOWN);
            rows.add(Nodes.row("gap-12", shape, Nodes.grow(Labels.body(step.text()))));
        }
        steps.getChildren().setAll(rows);
        Labels.showIfFilled(
                receipt,
                state.receipt().isEmpty() ? "" : words.say("leave.receipt", state.receipt()));
        Nodes.setShown(begin, state.stage() == Stage.STAYING);
        begin.setDisable(!state.refused().isEmpty());
        Nodes.setShown(stay, state.canStay());
        Nodes.setShown(erase, state.stage() == Stage.LEFT);
    }
}
