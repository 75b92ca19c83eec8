// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// A small table of texts that is read rather than worked with.
public final class PlainTable extends GridPane {
    /// @param heads names of the columns
    public PlainTable(List<String> heads) {
        getStyleClass().add("plain-table");
        setMinWidth(0);
        for (int i = 0; i < heads.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            column.setMinWidth(0);
            getColumnConstraints().add(column);
            add(Nodes.styled(Labels.caption(heads.get(i)), "table-head"), i, 0);
        }
    }

    /// Shows these rows instead of those before.
    public void show(List<? extends List<? extends Node>> rows) {
        getChildren()
                .removeIf(node -> {
                    Integer row = getRowIndex(node);
                    return row != null && row > 0;
                });
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                add(rows.get(row).get(column), column, row + 1);
            }
        }
    }
}
