// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/// Things side by side that go on in the next line where there is no room, and otherwise take no
/// more room than they need.
public class FlowLine extends FlowPane {
    /// @param gap style class, such as `flow-8`
    @SuppressWarnings("this-escape") // because what is called is not overridden
    public FlowLine(String gap, Node... nodes) {
        super(nodes);
        getStyleClass().addAll("flow-line", gap);
        setMinWidth(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = getInsets().getLeft() + getInsets().getRight();
        int count = 0;
        for (Node node : getManagedChildren()) {
            width += snapSizeX(node.prefWidth(-1));
            count++;
        }
        return width + snapSpaceX(getHgap()) * Math.max(0, count - 1) + 1;
    }
}
