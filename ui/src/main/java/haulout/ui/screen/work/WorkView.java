// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.work;

import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Work: every kind of job with how it suits this computer, and its switch.
public final class WorkView implements Screen {
    private final WorkViewModel model;
    private final Page page;
    private final Label now = Labels.body("");
    private final Label day = Labels.muted("");
    private final KeyedRows<WorkState.Job, JobNode> jobs;
    private final EmptyState empty;

    /// Builds the screen.
    public WorkView(ScreenContext context) {
        Words words = context.words();
        model = new WorkViewModel(context);
        page = new Page(words.say("work.title"));
        page.setId("work");
        VBox rows = Nodes.column("gap-24");
        jobs =
                new KeyedRows<>(
                        rows,
                        WorkState.Job::id,
                        () -> new JobNode(model),
                        (node, job) -> node.show(job, context.look().detailed().get()));
        empty = new EmptyState(Feather.CPU, words.say("work.empty"), words.say("work.empty.text"));
        page.with(
                new Panel(words.say("work.now"), now, day)
                        .withAction(
                                Buttons.link(
                                        words.say("why.change"),
                                        () -> context.navigator().go(Place.SETTINGS, "rules"))),
                new Panel(words.say("work.jobs"), rows, empty));
        page.setSubtitle(words.say("work.subtitle"));
        model.state().addListener((_, _, state) -> render(state));
        render(model.state().get());
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(WorkState state) {
        now.setText(state.now());
        day.setText(state.day());
        jobs.show(state.jobs());
        Nodes.setShown(empty, state.jobs().isEmpty());
    }
}
