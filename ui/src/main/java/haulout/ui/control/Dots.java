// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/// Dots in rows, as many in a row as there is room for. All dots of a kind are one shape: a network
/// has a thousand of them, and as many nodes of their own would hold the window up whenever their
/// styles are looked up.
final class Dots extends Region {
    private static final double SIZE = 12;
    private static final double STEP = SIZE + 4;

    /// Corners are cut rather than round: lines are drawn many times faster than curves, and at
    /// this size nobody sees it.
    private static final double ROUND = 2.5;

    /// Half a line, which is drawn on the edge.
    private static final double LINE = 0.75;

    private static final double ABOVE = 4;
    private static final double BELOW = 2;

    private final Map<ShardMap.Dot, SVGPath> paths = new EnumMap<>(ShardMap.Dot.class);
    private List<ShardMap.Dot> shown = List.of();
    private int perRow;

    Dots() {
        setMinWidth(0);
    }

    void show(List<ShardMap.Dot> dots) {
        if (!dots.equals(shown)) {
            shown = List.copyOf(dots);
            perRow = 0;
            shown.forEach(this::have);
            requestLayout();
        }
    }

    /// Sees to it that there is a shape for a kind; most nodes have dots of one kind only.
    private void have(ShardMap.Dot kind) {
        if (!paths.containsKey(kind)) {
            SVGPath path =
                    Nodes.styled(new SVGPath(), "dot-" + kind.name().toLowerCase(Locale.ROOT));
            path.setManaged(false);
            paths.put(kind, path);
            getChildren().add(path);
        }
    }

    private int fitting(double width) {
        return Math.max(1, (int) ((width + STEP - SIZE) / STEP));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return STEP * Math.max(1, shown.size()) - (STEP - SIZE);
    }

    @Override
    protected double computePrefHeight(double width) {
        int each = fitting(width < 0 ? computePrefWidth(-1) : width);
        int rows = Math.ceilDiv(shown.size(), each);
        return ABOVE + Math.max(0, rows * STEP - (STEP - SIZE)) + BELOW;
    }

    @Override
    protected void layoutChildren() {
        int each = fitting(getWidth());
        if (each == perRow) {
            return;
        }
        perRow = each;
        Map<ShardMap.Dot, StringBuilder> drawn = new EnumMap<>(ShardMap.Dot.class);
        for (int i = 0; i < shown.size(); i++) {
            StringBuilder path = drawn.computeIfAbsent(shown.get(i), _ -> new StringBuilder());
            int row = i / each;
            int column = i % each;
            // what is full has no line around it, which would take most of the time
            double line = shown.get(i) == ShardMap.Dot.HELD ? 0 : LINE;
            square(path, column * STEP + line, ABOVE + row * STEP + line, SIZE - 2 * line);
        }
        paths.forEach((kind, path) -> {
            StringBuilder text = drawn.get(kind);
            path.setContent(text == null ? "" : text.toString());
        });
    }

    private static void square(StringBuilder path, double x, double y, double size) {
        double side = size - 2 * ROUND;
        path.append('M').append(x + ROUND).append(' ').append(y);
        path.append('h').append(side);
        corner(path, ROUND, ROUND);
        path.append('v').append(side);
        corner(path, -ROUND, ROUND);
        path.append('h').append(-side);
        corner(path, -ROUND, -ROUND);
        path.append('v').append(-side);
        corner(path, ROUND, -ROUND);
        path.append('z');
    }

    private static void corner(StringBuilder path, double x, double y) {
        path.append('l').append(x).append(' ').append(y);
    }
}
