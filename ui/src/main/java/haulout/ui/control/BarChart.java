// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Bars from left to right, each read by mouse or arrow keys; an outlined bar is not final yet.
public final class BarChart extends VBox {
    /// A bar.
    ///
    /// @param size in any unit, not under 0; a gap is shown for [#GAP]
    /// @param isFinal filled if so, outlined if not
    /// @param text what it is, in words
    public record Bar(double size, boolean isFinal, String mark, String text) {}

    /// The size of a bar of which nothing is known.
    public static final double GAP = -1;

    private static final double HEIGHT = 120;
    private static final double WIDEST = 36;

    private final Plot plot = new Plot();
    private final Label reading = Labels.caption("");
    private final String hint;
    private final Tooltip tooltip = new Tooltip();
    private List<Bar> bars = List.of();
    private int chosen = -1;

    /// An empty chart.
    ///
    /// @param hint what is said while no bar is pointed at
    public BarChart(String hint) {
        this.hint = hint;
        getStyleClass().addAll("bar-chart", "gap-8");
        setMinWidth(0);
        reading.setText(hint);
        plot.setFocusTraversable(true);
        plot.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        plot.setOnMouseMoved(event -> choose((int) (event.getX() / plot.slot())));
        plot.setOnMouseExited(_ -> choose(-1));
        Tooltip.install(plot, tooltip);
        getChildren().addAll(plot, reading);
    }

    /// Shows these bars, oldest first.
    public void show(List<Bar> all) {
        if (all.equals(bars)) {
            return;
        }
        bars = List.copyOf(all);
        List<Node> nodes = new ArrayList<>();
        for (Bar bar : bars) {
            String style = bar.size() < 0 ? "bar-gap" : bar.isFinal() ? "bar-final" : "bar-open";
            nodes.add(Nodes.styled(new Region(), style));
            Region dot = Nodes.styled(new Region(), "bar-mark");
            dot.setVisible(!bar.mark().isEmpty());
            nodes.add(dot);
        }
        plot.getChildren().setAll(nodes);
        choose(-1);
        plot.requestLayout();
    }

    private void onKey(KeyEvent event) {
        int step = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        if (step != 0 && !bars.isEmpty()) {
            choose(Math.clamp(chosen < 0 ? bars.size() - 1 : chosen + step, 0, bars.size() - 1));
            event.consume();
        }
    }

    private void choose(int index) {
        chosen = index >= 0 && index < bars.size() ? index : -1;
        String text = chosen < 0 ? hint : bars.get(chosen).text();
        reading.setText(text);
        tooltip.setText(text);
        plot.setAccessibleText(text);
    }

    /// Lays the bars out.
    private final class Plot extends Pane {
        Plot() {
            getStyleClass().add("plot");
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
        }

        double slot() {
            return Math.max(1, Math.min(WIDEST, getWidth() / Math.max(1, bars.size())));
        }

        @Override
        protected void layoutChildren() {
            double top = bars.stream().mapToDouble(Bar::size).max().orElse(1);
            double slot = slot();
            double width = Math.max(1, Math.floor(slot * 0.72));
            for (int i = 0; i < bars.size(); i++) {
                double part = top <= 0 ? 0 : Math.max(0, bars.get(i).size()) / top;
                double height = Math.max(2, Math.floor(part * (getHeight() - 12)));
                double x = Math.floor(i * slot + (slot - width) / 2);
                getChildren().get(2 * i).resizeRelocate(x, getHeight() - height, width, height);
                getChildren()
                        .get(2 * i + 1)
                        .resizeRelocate(x + width / 2 - 3, getHeight() - height - 9, 6, 6);
            }
        }
    }
}
