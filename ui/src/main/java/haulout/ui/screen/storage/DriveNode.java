// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.storage;

import haulout.home.DriveReport;
import haulout.ui.control.Buttons;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.SegmentBar;
import haulout.ui.control.StatusShape;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A lent drive: how it is, how it is filled, what can be done with it.
final class DriveNode extends VBox {
    private final Label label = Labels.heading("");
    private final Label kind = Labels.caption("");
    private final StatusShape shape = new StatusShape(16);
    private final Label state = Labels.line("", "t-caption");
    private final Label advice = Labels.body("");
    private final SegmentBar bar = new SegmentBar();
    private final Label lent = Labels.body("");
    private final Label written = Labels.caption("");
    private final Label sum = Labels.caption("");
    private final ProgressRow task = new ProgressRow();
    private final Button change;
    private final Button check;
    private final MenuButton more = new MenuButton();
    private final MenuItem remove = new MenuItem();
    private final MenuItem move = new MenuItem();
    private final SeparatorMenuItem afterTakesIn = new SeparatorMenuItem();
    private final SeparatorMenuItem beforeRemove = new SeparatorMenuItem();
    private final List<MenuItem> shieldItems = new ArrayList<>();
    private final MenuItem takesIn = new MenuItem();
    private final ToggleGroup shields = new ToggleGroup();
    private final Button lost;
    private final Words words;
    private StorageState.@Nullable Drive drive;

    DriveNode(Words words, StorageView view) {
        this.words = words;
        getStyleClass().add("panel");
        setMinWidth(0);
        change = Buttons.plain(words.say("storage.change"), () -> with(view::change));
        check =
                Buttons.plain(
                        words.say("storage.check"), () -> with(d -> view.model().check(d.id())));
        lost = Buttons.danger(words.say("storage.lost"), () -> with(view::lost));
        more.setText(words.say("storage.more"));
        more.getStyleClass().add("h-menu");
        more.setMinWidth(USE_PREF_SIZE);
        takesIn.setOnAction(_ -> with(d -> view.model().toggleTakesIn(d)));
        remove.setText(words.say("storage.remove"));
        remove.setOnAction(_ -> with(view::remove));
        move.setText(words.say("storage.move"));
        move.setOnAction(_ -> with(view::move));
        more.getItems().addAll(takesIn, afterTakesIn);
        for (String shield : new String[] {"off", "light", "strong"}) {
            RadioMenuItem item = new RadioMenuItem(words.say("storage.shield." + shield));
            item.setToggleGroup(shields);
            item.setUserData(shield);
            item.setOnAction(_ -> with(d -> view.model().setShield(d.id(), shield)));
            shieldItems.add(item);
            more.getItems().add(item);
        }
        more.getItems().addAll(beforeRemove, move, remove);
        FlowPane buttons = new FlowPane(change, check, lost, more);
        buttons.getStyleClass().add("flow-8");
        getChildren()
                .addAll(
                        Nodes.row(
                                "gap-12",
                                Icons.of(Feather.HARD_DRIVE, "icon-large"),
                                Nodes.grow(Nodes.column("gap-4", label, kind)),
                                Nodes.row("gap-8", shape, state)),
                        advice,
                        bar,
                        task,
                        Nodes.column("gap-4", lent, written, sum),
                        buttons);
    }

    private boolean can(DriveReport.Action action) {
        return drive != null && drive.actions().contains(action);
    }

    /// The menu without what cannot be done here; without anything it is not there.
    private void showMore(boolean present) {
        boolean close = can(DriveReport.Action.CLOSE);
        boolean shield = can(DriveReport.Action.SHIELD);
        boolean removal = can(DriveReport.Action.REMOVE);
        takesIn.setVisible(close);
        afterTakesIn.setVisible(close && shield);
        shieldItems.forEach(item -> item.setVisible(shield));
        boolean moving = can(DriveReport.Action.MOVE);
        beforeRemove.setVisible((shield || close) && (moving || removal));
        move.setVisible(moving);
        remove.setVisible(removal);
        Nodes.setShown(more, present && (close || shield || removal || moving));
    }

    private void with(java.util.function.Consumer<StorageState.Drive> action) {
        StorageState.Drive shown = drive;
        if (shown != null) {
            action.accept(shown);
        }
    }

    void show(StorageState.Drive now, boolean detailed) {
        drive = now;
        setId("drive-" + now.id());
        label.setText(now.label());
        kind.setText(now.kind());
        shape.show(now.shape(), now.tone());
        state.setText(now.state());
        Labels.showIfFilled(advice, now.advice());
        bar.show(now.parts());
        Nodes.setShown(bar, !now.parts().isEmpty());
        lent.setText(now.lent());
        written.setText(now.written());
        sum.setText(now.sum());
        Nodes.setShown(sum, detailed && now.present());
        Nodes.setShown(task, now.task().isPresent());
        now.task().ifPresent(task::show);
        change.setId("lend-" + now.id());
        check.setId("check-" + now.id());
        Nodes.setShown(change, now.present() && can(DriveReport.Action.LEND));
        Nodes.setShown(check, now.present() && can(DriveReport.Action.CHECK));
        showMore(now.present());
        Nodes.setShown(
                lost,
                can(DriveReport.Action.REMOVE)
                        && now.state().length() > 0
                        && now.shape().equals("at_risk"));
        takesIn.setText(words.say(now.takesIn() ? "storage.close" : "storage.open"));
        shields.getToggles()
                .forEach(toggle -> toggle.setSelected(now.shield().equals(toggle.getUserData())));
    }
}
