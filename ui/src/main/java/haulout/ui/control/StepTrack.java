// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Steps in a row: those that are over, the one that is now, those to come.
public final class StepTrack extends GridPane {
    private final List<String> names;

    /// @param names of the steps, in order
    public StepTrack(List<String> names) {
        this.names = List.copyOf(names);
        getStyleClass().add("step-track");
        setMinWidth(0);
        for (int i = 0; i < names.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / names.size());
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.CENTER);
            column.setMinWidth(0);
            getColumnConstraints().add(column);
        }
        show(0);
    }

    /// Shows where one is, from 0.
    public void show(int now) {
        getChildren().clear();
        for (int i = 0; i < names.size(); i++) {
            String style = i < now ? "step-done" : i == now ? "step-now" : "step-later";
            Region dot = Nodes.styled(new Region(), "step-dot", style);
            HBox line = new HBox(bar(i > 0, i <= now), dot, bar(i < names.size() - 1, i < now));
            line.setAlignment(Pos.CENTER);
            Label name = Labels.caption(names.get(i));
            name.getStyleClass().add(i == now ? "step-name-now" : "step-name");
            VBox step = Nodes.column("gap-4", line, name);
            step.setAlignment(Pos.TOP_CENTER);
            add(step, i, 0);
        }
        setAccessibleText(
                (now + 1)
                        + " / "
                        + names.size()
                        + ": "
                        + names.get(Math.clamp(now, 0, names.size() - 1)));
    }

    private static Region bar(boolean there, boolean done) {
        Region bar =
                Nodes.styled(new Region(), "step-bar", done ? "step-bar-done" : "step-bar-later");
        bar.setVisible(there);
        HBox.setHgrow(bar, Priority.ALWAYS);
        return bar;
    }
}
