// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.HoursGrid;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Fold;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.PillChoice;
import haulout.ui.control.WeekGrid;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The week that is painted.
final class HoursPart extends VBox {
    private final WeekGrid grid;
    private final PillChoice<Character> brush;
    private final VBox days = Nodes.column("gap-4");
    private String cells = HoursGrid.FREE.cells();

    HoursPart(Words words, RulesViewModel model) {
        getStyleClass().addAll("column", "gap-12");
        setMinWidth(0);
        WeekText text = model.weekText();
        grid =
                Nodes.named(
                        new WeekGrid(
                                text.days(),
                                List.of(text.hour(0), text.hour(6), text.hour(12), text.hour(18)),
                                cell ->
                                        text.hourOfWeek(cell)
                                                + ", "
                                                + words.say(WeekText.key(cells.charAt(cell))),
                                painted -> HoursGrid.parse(painted).ifPresent(model::set)),
                        "weekGrid");
        brush =
                new PillChoice<>(
                        "brush",
                        List.of('f', 'l', 'o'),
                        cell -> words.say(WeekText.key(cell) + ".brush"),
                        this::take);
        take('o');
        MenuButton weeks = Nodes.named(new MenuButton(words.say("settings.weeks")), "weeks");
        weeks.getStyleClass().add("h-menu");
        weeks.setMinWidth(USE_PREF_SIZE);
        RulesPage.weeks()
                .forEach((name, week) -> {
                    MenuItem item = new MenuItem(words.say("settings.weeks." + name));
                    item.setOnAction(_ -> model.set(week));
                    weeks.getItems().add(item);
                });
        FlowLine tools = new FlowLine("flow-16", brush, weeks);
        getChildren()
                .addAll(
                        Labels.muted(words.say("settings.hours.note")),
                        tools,
                        grid,
                        legend(words),
                        new Fold("weekText", words.say("settings.hours.text"), days));
    }

    private static Node legend(Words words) {
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("legend");
        for (char cell : new char[] {'f', 'l', 'o'}) {
            legend.getChildren()
                    .add(
                            Nodes.row(
                                    "gap-8",
                                    Nodes.styled(new Region(), "legend-dot", "hour-" + cell),
                                    Labels.line(
                                            words.say(WeekText.key(cell) + ".legend"),
                                            "t-caption")));
        }
        return legend;
    }

    private void take(char letter) {
        grid.setBrush(letter);
        brush.show(letter);
    }

    void show(String week, List<String> lines) {
        cells = week;
        grid.show(week);
        List<Label> labels = new ArrayList<>();
        lines.forEach(line -> labels.add(Labels.body(line)));
        days.getChildren().setAll(labels);
    }
}
