// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.ui.picture.VectorPart;
import haulout.ui.picture.VectorPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// The sign of a state: each has a shape of its own, so that its colour is never needed.
public final class StatusShape extends StackPane {
    private final double size;
    private final Scale scale = new Scale();
    private double pictureSize = 1;
    private String shown = "";

    /// @param size width and height in pixels, with text of the usual size; it grows with the text
    public StatusShape(double size) {
        this.size = size;
        getStyleClass().add("status-shape");
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMouseTransparent(true);
    }

    private double side() {
        return Math.round(size * TextSize.of(this) / TextSize.USUAL);
    }

    @Override
    protected double computePrefWidth(double height) {
        return side();
    }

    @Override
    protected double computePrefHeight(double width) {
        return side();
    }

    @Override
    protected void layoutChildren() {
        double factor = side() / pictureSize;
        if (scale.getX() != factor) {
            scale.setX(factor);
            scale.setY(factor);
        }
        super.layoutChildren();
    }

    /// Shows a state.
    public void show(NodeStanding standing) {
        Tone.of(standing).apply(this);
        show(standing.name().toLowerCase(Locale.ROOT));
    }

    /// Shows how bad an alert is.
    public void show(AlertReport.Level level) {
        Tone.of(level).apply(this);
        show(
                switch (level) {
                    case TIP -> "tip";
                    case ATTENTION -> "attention";
                    case AT_RISK -> "at_risk";
                });
    }

    /// Shows what a check found.
    public void show(CheckReport.Level level) {
        Tone.of(level).apply(this);
        show(
                switch (level) {
                    case FINE -> "healthy";
                    case UNKNOWN -> "checking";
                    case TIP -> "tip";
                    case ATTENTION -> "attention";
                    case AT_RISK -> "at_risk";
                });
    }

    /// Shows a shape in a tone.
    ///
    /// @param name a picture of `icons/status`
    public void show(String name, Tone tone) {
        tone.apply(this);
        show(name);
    }

    private void show(String name) {
        if (name.equals(shown)) {
            return;
        }
        shown = name;
        VectorPicture picture = VectorPicture.status(name);
        List<Node> parts = new ArrayList<>();
        for (VectorPart part : picture.parts()) {
            parts.add(path(part));
        }
        Group group = new Group(parts);
        // a bounding square, so that every shape sits at the same place
        SVGPath square = new SVGPath();
        square.setContent("M0 0 L" + picture.size() + " 0 L0 " + picture.size() + " Z");
        square.getStyleClass().add("shape-bounds");
        group.getChildren().addFirst(square);
        pictureSize = picture.size();
        scale.setX(side() / pictureSize);
        scale.setY(side() / pictureSize);
        group.getTransforms().add(scale);
        getChildren().setAll(new Group(group));
    }

    private static SVGPath path(VectorPart part) {
        SVGPath path = VectorPath.of(part);
        String role = part.role().isEmpty() ? "body" : part.role();
        boolean filled = !part.fill().isEmpty();
        boolean drawn = !part.stroke().isEmpty();
        path.getStyleClass()
                .add("shape-" + role + (filled ? "-fill" : "") + (drawn ? "-line" : ""));
        return path;
    }
}
