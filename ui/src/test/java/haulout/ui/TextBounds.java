// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// Looks over everything that is shown for text that is cut, stands outside of the window, or lies
/// over other text.
final class TextBounds {
    /// Half a pixel is the rounding of layout.
    private static final double SLACK = 1.5;

    /// Lines have some air above and below, which may overlap.
    private static final double AIR = 4;

    private final double width;
    private final String where;
    private final List<String> problems;
    private final List<Shown> shown = new ArrayList<>();

    private record Shown(String text, Bounds bounds) {}

    TextBounds(double width, String where, List<String> problems) {
        this.width = width;
        this.where = where;
        this.problems = problems;
    }

    /// Looks at a node and all below.
    ///
    /// @return how many texts there are
    int look(Node root) {
        walk(root, new BoundingBox(-1e6, -1e6, 2e6, 2e6));
        for (int i = 0; i < shown.size(); i++) {
            for (int j = i + 1; j < shown.size(); j++) {
                apart(shown.get(i), shown.get(j));
            }
        }
        return shown.size();
    }

    private void walk(Node node, Bounds seen) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Text text && !(node instanceof FontIcon) && !text.getText().isBlank()) {
            Bounds part = cut(text.localToScene(text.getLayoutBounds()), seen);
            if (part.getWidth() > 0 && part.getHeight() > 0) {
                shown.add(new Shown(text.getText(), part));
            }
        }
        if (node instanceof Labeled labeled && !labeled.getText().isBlank()) {
            whole(labeled);
        }
        if (node instanceof Parent parent) {
            Bounds inner = seen;
            if (node instanceof ScrollPane || node.getClip() != null) {
                inner = cut(node.localToScene(node.getLayoutBounds()), seen);
            }
            for (Node child : parent.getChildrenUnmodifiable()) {
                walk(child, inner);
            }
        }
    }

    private static Bounds cut(Bounds one, Bounds other) {
        double x = Math.max(one.getMinX(), other.getMinX());
        double y = Math.max(one.getMinY(), other.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - x),
                Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - y));
    }

    private void whole(Labeled labeled) {
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (!(child instanceof Text text) || child instanceof FontIcon) {
                continue;
            }
            if (!text.getText().equals(labeled.getText())) {
                say("cut: " + labeled.getText() + " to " + text.getText());
            }
            double room = labeled.getLayoutBounds().getHeight();
            if (text.getLayoutBounds().getHeight() > room + AIR) {
                say(
                        "cut: %s is %.0f high in %.0f"
                                .formatted(
                                        labeled.getText(),
                                        text.getLayoutBounds().getHeight(),
                                        room));
            }
        }
        Bounds bounds = labeled.localToScene(labeled.getLayoutBounds());
        if (bounds.getMinX() < -SLACK || bounds.getMaxX() > width + SLACK) {
            say(
                    "outside: %s at %.0f–%.0f"
                            .formatted(labeled.getText(), bounds.getMinX(), bounds.getMaxX()));
        }
    }

    private void apart(Shown one, Shown other) {
        Bounds both = cut(one.bounds, other.bounds);
        if (both.getWidth() > AIR && both.getHeight() > AIR) {
            say("over each other: " + one.text + " and " + other.text);
        }
    }

    private void say(String problem) {
        problems.add(where + problem);
    }
}
