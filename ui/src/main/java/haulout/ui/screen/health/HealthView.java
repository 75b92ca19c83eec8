// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.health;

import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.StatusShape;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Health: must fix, good to fix, not known, fine.
public final class HealthView implements Screen {
    private final Words words;
    private final HealthViewModel model;
    private final Page page;
    private final StatusShape shape = new StatusShape(28);
    private final Label summary = Labels.heading("");
    private final Group must;
    private final Group good;
    private final Group unknown;
    private final Group fine;
    private final EmptyState empty;
    private final Panel head;
    private final Hyperlink fold;
    private boolean folded;

    /// A panel of checks.
    private record Group(Panel panel, VBox box, KeyedRows<HealthState.Check, CheckNode> rows) {
        void show(String title, List<HealthState.Check> checks) {
            panel.setTitle(title);
            rows.show(checks);
            Nodes.setShown(panel, !checks.isEmpty());
        }
    }

    /// Builds the screen.
    public HealthView(ScreenContext context) {
        this.words = context.words();
        this.model = new HealthViewModel(context);
        page = new Page(words.say("health.title"));
        page.setId("health");
        must = group(context);
        good = group(context);
        unknown = group(context);
        fine = group(context);
        fold = Nodes.named(Buttons.link("", this::toggle), "healthFold");
        fine.panel().withAction(fold);
        empty =
                new EmptyState(
                        Feather.HEART, words.say("health.empty"), words.say("health.empty.text"));
        head = new Panel("", Nodes.row("gap-16", shape, Nodes.grow(summary)));
        page.withActions(
                        Nodes.named(
                                Buttons.quiet(
                                        words.say("health.help"),
                                        () -> context.navigator().go(Place.ACTIVITY, "help")),
                                "healthHelp"),
                        Nodes.named(
                                Buttons.primary(words.say("health.check"), model::checkNow),
                                "healthCheck"))
                .with(head, empty, must.panel(), good.panel(), unknown.panel(), fine.panel());
        toggle();
        toggle();
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    private Group group(ScreenContext context) {
        VBox box = Nodes.column("gap-16");
        Panel panel = new Panel(" ", box);
        return new Group(
                panel,
                box,
                new KeyedRows<>(
                        box,
                        HealthState.Check::id,
                        () -> new CheckNode(words, context.navigator()),
                        CheckNode::show));
    }

    private void toggle() {
        folded = !folded;
        Nodes.setShown(fine.box(), !folded);
        fold.setText(words.say(folded ? "health.unfold" : "health.fold"));
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(HealthState state) {
        page.setSubtitle(state.checked());
        shape.show(state.standing());
        summary.setText(state.summary());
        must.show(words.count("health.must", state.must().size()), state.must());
        good.show(words.count("health.good", state.good().size()), state.good());
        unknown.show(words.count("health.unknown", state.unknown().size()), state.unknown());
        fine.show(words.count("health.fine", state.fine().size()), state.fine());
        boolean nothing =
                state.must().isEmpty()
                        && state.good().isEmpty()
                        && state.unknown().isEmpty()
                        && state.fine().isEmpty();
        Nodes.setShown(empty, nothing);
        Nodes.setShown(head, !nothing);
    }
}
