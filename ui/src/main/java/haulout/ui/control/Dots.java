// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// Dots in rows, as many in a row as there is room for. All dots of a kind are one shape: a network
/// has a thousand of them, and as many nodes of their own would hold the window up whenever their
/// styles are looked up. Lines around them are areas too, because drawing a thousand strokes takes
/// the toolkit ten times as long as filling them.
final class Dots extends Region {
    private static final double SIZE = 12;
    private static final double STEP = SIZE + 4;

    /// Corners are cut rather than round: lines are drawn many times faster than curves, and at
    /// this size nobody sees it.
    private static final double ROUND = 2.5;

    private static final double LINE = 1.5;

    /// What a corner loses when its square becomes smaller by a line on each side.
    private static final double INNER_ROUND = ROUND - LINE * (2 - Math.sqrt(2));

    /// Of a side that has a gap at each end.
    private static final double DASH = 5;

    private static final double ABOVE = 4;
    private static final double BELOW = 2;

    private final Map<ShardMap.Dot, Outlines> outlines = new EnumMap<>(ShardMap.Dot.class);
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

    /// All dots of a kind.
    ///
    /// @param area what they are filled with
    /// @param line what is around them; for what is full it would only take time
    private record Outlines(Optional<SVGPath> area, Optional<SVGPath> line) {
        static Outlines of(ShardMap.Dot kind) {
            String style = "dot-" + kind.name().toLowerCase(Locale.ROOT);
            return switch (kind) {
                case HELD -> new Outlines(Optional.of(path(style)), Optional.empty());
                case COMING ->
                        new Outlines(Optional.of(path(style)), Optional.of(path(style + "-line")));
                case GONE, UNKNOWN ->
                        new Outlines(Optional.empty(), Optional.of(path(style + "-line")));
            };
        }

        private static SVGPath path(String style) {
            SVGPath path = Nodes.styled(new SVGPath(), style);
            path.setFillRule(FillRule.EVEN_ODD);
            path.setManaged(false);
            return path;
        }

        List<SVGPath> paths() {
            return Stream.concat(area.stream(), line.stream()).toList();
        }

        /// @param corners upper left ones of the dots
        void draw(ShardMap.Dot kind, List<Point2D> corners) {
            area.ifPresent(path -> path.setContent(text(corners, Dots::whole)));
            line.ifPresent(path ->
                    path.setContent(
                            text(
                                    corners,
                                    kind == ShardMap.Dot.UNKNOWN ? Dots::dashes : Dots::ring)));
        }

        private static String text(
                List<Point2D> corners, BiConsumer<StringBuilder, Point2D> outline) {
            StringBuilder text = new StringBuilder();
            corners.forEach(corner -> outline.accept(text, corner));
            return text.toString();
        }
    }

    /// Sees to it that there is a shape for a kind; most nodes have dots of one kind only.
    private void have(ShardMap.Dot kind) {
        outlines.computeIfAbsent(
                kind,
                _ -> {
                    Outlines made = Outlines.of(kind);
                    getChildren().addAll(made.paths());
                    return made;
                });
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
        Map<ShardMap.Dot, List<Point2D>> corners = new EnumMap<>(ShardMap.Dot.class);
        for (int i = 0; i < shown.size(); i++) {
            int row = i / each;
            int column = i % each;
            corners.computeIfAbsent(shown.get(i), _ -> new ArrayList<>())
                    .add(new Point2D(column * STEP, ABOVE + row * STEP));
        }
        outlines.forEach((kind, drawn) -> drawn.draw(kind, corners.getOrDefault(kind, List.of())));
    }

    private static void whole(StringBuilder path, Point2D at) {
        square(path, at.getX(), at.getY(), SIZE, ROUND);
    }

    private static void ring(StringBuilder path, Point2D at) {
        whole(path, at);
        square(path, at.getX() + LINE, at.getY() + LINE, SIZE - 2 * LINE, INNER_ROUND);
    }

    private static void dashes(StringBuilder path, Point2D at) {
        double gap = (SIZE - DASH) / 2;
        for (double far : new double[] {0, SIZE - LINE}) {
            box(path, at.getX() + gap, at.getY() + far, DASH, LINE, 0);
            box(path, at.getX() + far, at.getY() + gap, LINE, DASH, 0);
        }
    }

    private static void square(StringBuilder path, double x, double y, double size, double cut) {
        box(path, x, y, size, size, cut);
    }

    /// @param cut taken off each corner, both ways
    private static void box(
            StringBuilder path, double x, double y, double width, double height, double cut) {
        path.append('M').append(x + cut).append(' ').append(y);
        path.append('h').append(width - 2 * cut);
        corner(path, cut, cut);
        path.append('v').append(height - 2 * cut);
        corner(path, -cut, cut);
        path.append('h').append(2 * cut - width);
        corner(path, -cut, -cut);
        path.append('v').append(2 * cut - height);
        corner(path, cut, -cut);
        path.append('z');
    }

    private static void corner(StringBuilder path, double x, double y) {
        if (x != 0) {
            path.append('l').append(x).append(' ').append(y);
        }
    }
}
