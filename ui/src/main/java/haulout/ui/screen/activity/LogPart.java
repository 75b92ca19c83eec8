// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.LogLine;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.PillChoice;
import haulout.ui.text.Words;
import haulout.ui.work.FxThread;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The technical log: filters, lines, what can be done with them.
final class LogPart extends VBox {
    private static final Set<KeyCode> BACK = EnumSet.of(KeyCode.UP, KeyCode.PAGE_UP, KeyCode.HOME);
    private static final List<LogLine.Level> LEVELS =
            List.of(
                    LogLine.Level.DEBUG,
                    LogLine.Level.INFO,
                    LogLine.Level.WARNING,
                    LogLine.Level.ERROR);

    private final Executor later = new FxThread();
    private final LogViewModel model;
    private final Words words;
    private final ListView<LogLine> list;
    private final CheckBox follow;
    private boolean isScrolling;
    private final CheckBox wrap;
    private final MenuButton part;

    LogPart(LogViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().addAll("column", "gap-12");
        setMinWidth(0);
        PillChoice<LogLine.Level> level =
                new PillChoice<>(
                        "logLevel",
                        LEVELS,
                        each -> words.say("activity.level." + each.name().toLowerCase(Locale.ROOT)),
                        model::choose);
        level.show(LogLine.Level.INFO);
        part = Nodes.named(new MenuButton(words.say("activity.part.all")), "logPart");
        part.getStyleClass().add("h-menu");
        part.setMinWidth(USE_PREF_SIZE);
        follow = Nodes.named(new CheckBox(words.say("activity.follow")), "logFollow");
        follow.setSelected(true);
        follow.setOnAction(_ -> toEnd());
        wrap = Nodes.named(new CheckBox(words.say("activity.wrap")), "logWrap");
        wrap.setSelected(true);
        list = Nodes.named(new ListView<>(model.shown()), "logList");
        list.getStyleClass().addAll("event-list", "log-list");
        list.setCellFactory(_ -> new LogCell(model, wrap.selectedProperty().asObject()));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(words.say("activity.log"));
        Label problem = Labels.muted("");
        problem.textProperty()
                .bind(
                        model.problem()
                                .map(text ->
                                        text.isEmpty() ? words.say("activity.log.none") : text));
        list.setPlaceholder(problem);
        VBox.setVgrow(list, Priority.ALWAYS);
        model.shown().addListener((ListChangeListener<LogLine>) _ -> toEnd());
        model.parts().addListener((ListChangeListener<String>) _ -> fillParts());
        fillParts();
        // only a list that is drawn can be scrolled
        list.skinProperty().addListener((_, _, _) -> toEnd());
        list.heightProperty().addListener((_, _, _) -> toEnd());
        list.addEventFilter(ScrollEvent.SCROLL, this::stay);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::stay);
        FlowPane tools =
                new FlowPane(
                        level,
                        part,
                        follow,
                        wrap,
                        Nodes.named(
                                Buttons.plain(
                                        words.say("activity.log.copy"),
                                        () ->
                                                model.copy(
                                                        list.getSelectionModel()
                                                                .getSelectedItems())),
                                "logCopy"),
                        Nodes.named(
                                Buttons.plain(words.say("activity.log.folder"), model::openFolder),
                                "logFolder"));
        tools.getStyleClass().addAll("flow-16", "log-tools");
        getChildren().addAll(tools, list);
    }

    private void fillParts() {
        part.getItems().clear();
        part.getItems().add(item(words.say("activity.part.all"), ""));
        model.parts().forEach(name -> part.getItems().add(item(name, name)));
    }

    private MenuItem item(String text, String name) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> {
            part.setText(text);
            model.choosePart(name);
        });
        return item;
    }

    /// Scrolls to the newest line, if that is wanted, when all that happens now has happened: the
    /// list hears of new lines after others.
    void toEnd() {
        if (!isScrolling && !model.shown().isEmpty()) {
            isScrolling = true;
            later.execute(this::scroll);
        }
    }

    /// How high a line is the list knows only when it has shown it, so it is done twice.
    private void scroll() {
        isScrolling = false;
        for (int time = 0; time < 2 && follow.isSelected() && !model.shown().isEmpty(); time++) {
            list.layout();
            list.scrollTo(model.shown().size() - 1);
        }
    }

    /// Who looks at what was is not taken from there.
    private void stay(InputEvent event) {
        boolean isBack =
                switch (event) {
                    case ScrollEvent wheel -> wheel.getDeltaY() > 0;
                    case KeyEvent key -> BACK.contains(key.getCode());
                    default -> false;
                };
        if (isBack) {
            follow.setSelected(false);
        }
    }
}
