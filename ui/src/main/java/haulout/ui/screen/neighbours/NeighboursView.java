// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.neighbours;

import haulout.home.HomeSnapshot;
import haulout.home.NeighbourReport;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.ShardMap;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Neighbours: a tile for each node, and what can be done to the chosen one.
public final class NeighboursView implements Screen {
    private final NeighboursViewModel model;
    private final Page page;
    private final ShardMap map = Nodes.named(new ShardMap(), "neighbourMap");
    private final Label summary = Labels.body("");
    private final Panel chosenPanel;
    private final Label chosenText = Labels.muted("");
    private final Button stop;
    private final Button start;
    private final Node hurry;
    private final Button wipe;
    private final Button slow;
    private final Button lie;
    private final Panel mapPanel;
    private final Panel repairsPanel;
    private final KeyedRows<ProgressRow.Reading, ProgressRow> repairs;
    private final EmptyState empty;

    /// Builds the screen.
    public NeighboursView(ScreenContext context) {
        Words words = context.words();
        model = new NeighboursViewModel(context);
        page = new Page(words.say("neighbours.title"));
        page.setId("neighbours");
        stop = Nodes.named(Buttons.plain(words.say("neighbours.stop"), model::stop), "nbStop");
        start =
                Nodes.named(
                        Buttons.primary(words.say("neighbours.start"), model::start), "nbStart");
        slow = Nodes.named(Buttons.plain(words.say("neighbours.slow"), model::slow), "nbSlow");
        lie = Nodes.named(Buttons.plain(words.say("neighbours.lie"), model::lie), "nbLie");
        wipe = Nodes.named(Buttons.danger(words.say("neighbours.wipe"), model::wipe), "nbWipe");
        FlowPane buttons = new FlowPane(start, stop, slow, lie, wipe);
        buttons.getStyleClass().add("flow-8");
        chosenPanel = new Panel("", chosenText, buttons);
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("legend");
        for (ShardMap.Dot dot : ShardMap.Dot.values()) {
            String word = "neighbours.dot." + dot.name().toLowerCase(Locale.ROOT);
            legend.getChildren()
                    .add(
                            Nodes.row(
                                    "gap-8",
                                    ShardMap.dot(dot),
                                    Labels.line(words.say(word), "t-caption")));
        }
        mapPanel = new Panel(words.say("neighbours.map"), summary, map, legend);
        VBox rows = Nodes.column("gap-12");
        repairs =
                new KeyedRows<>(
                        rows, ProgressRow.Reading::what, ProgressRow::new, ProgressRow::show);
        hurry = Nodes.named(Buttons.link(words.say("neighbours.hurry"), model::hurry), "nbHurry");
        repairsPanel = new Panel(words.say("neighbours.repairs"), rows).withAction(hurry);
        empty =
                new EmptyState(
                        Feather.USERS,
                        words.say("neighbours.empty"),
                        words.say("neighbours.empty.text"));
        page.withActions(
                        Nodes.named(
                                Buttons.plain(words.say("neighbours.next"), model::nextEpoch),
                                "nbNext"))
                .with(empty, mapPanel, chosenPanel, repairsPanel);
        map.setOnChoose(model::choose);
        model.state().addListener((_, _, now) -> render(now));
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

    private void render(NeighboursState state) {
        boolean some = !state.tiles().isEmpty();
        Nodes.setShown(empty, !some);
        Nodes.setShown(mapPanel, some);
        page.setSubtitle(state.period());
        summary.setText(state.summary());
        map.show(state.tiles());
        map.choose(state.chosen());
        Nodes.setShown(chosenPanel, state.chosen() >= 0);
        chosenPanel.setTitle(state.chosenTitle());
        chosenText.setText(state.chosenText());
        boolean other = state.chosen() > 0;
        boolean runs = state.chosenState() == NeighbourReport.State.RUNNING;
        boolean stopped = state.chosenState() == NeighbourReport.State.STOPPED;
        // what mends itself runs already
        boolean mends = state.chosenState() == NeighbourReport.State.MENDING;
        Nodes.setShown(start, other && !runs && !mends);
        Nodes.setShown(stop, other && !stopped);
        Nodes.setShown(slow, other && runs);
        Nodes.setShown(lie, other && runs);
        Nodes.setShown(wipe, other && !stopped);
        repairs.show(state.repairs());
        Nodes.setShown(hurry, state.canHurry());
        Nodes.setShown(repairsPanel, !state.repairs().isEmpty());
    }
}
