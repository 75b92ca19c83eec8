// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A whole cut into parts, each with a name, a value, a colour and a pattern of its own.
public final class SegmentBar extends VBox {
    /// A part.
    ///
    /// @param style style class, such as `segment-mine`
    /// @param size in any unit
    public record Segment(String style, String name, String value, double size) {}

    /// The least width of a part that is not empty, so that it can be seen.
    private static final double LEAST = 4;

    private final Strip strip = new Strip();
    private final Legend legend = new Legend();
    private List<Segment> shown = List.of();

    /// A bar without parts.
    public SegmentBar() {
        getStyleClass().addAll("segment-bar", "gap-8");
        setMinWidth(0);
        getChildren().addAll(strip, legend);
    }

    /// Shows these parts.
    public void show(List<Segment> segments) {
        if (segments.equals(shown)) {
            return;
        }
        shown = List.copyOf(segments);
        List<Node> parts = new ArrayList<>();
        List<Node> names = new ArrayList<>();
        StringBuilder spoken = new StringBuilder();
        for (Segment segment : shown) {
            parts.add(Nodes.styled(new Region(), "segment", segment.style()));
            Region dot = Nodes.styled(new Region(), "legend-dot", segment.style());
            names.add(
                    Nodes.row(
                            "gap-8",
                            dot,
                            Nodes.grow(Labels.caption(segment.name())),
                            Labels.line(segment.value(), "t-caption-strong")));
            spoken.append(segment.name()).append(' ').append(segment.value()).append(". ");
        }
        strip.getChildren().setAll(parts);
        legend.show(names);
        strip.setAccessibleText(spoken.toString());
        strip.requestLayout();
    }

    /// Lays parts out by their sizes.
    private final class Strip extends Pane {
        Strip() {
            getStyleClass().add("segment-strip");
            setFocusTraversable(true);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected void layoutChildren() {
            double total = shown.stream().mapToDouble(Segment::size).sum();
            double x = 0;
            for (int i = 0; i < shown.size(); i++) {
                double share = total <= 0 ? 0 : shown.get(i).size() / total * getWidth();
                double width = shown.get(i).size() > 0 ? Math.max(LEAST, share) : 0;
                width = Math.min(width, getWidth() - x);
                getChildren().get(i).resizeRelocate(x, 0, Math.max(0, width - 1), getHeight());
                x += width;
            }
        }
    }
}
