// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.ui.picture.VectorPart;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// A part of one of our pictures for the toolkit, without its colours.
final class VectorPath {
    private VectorPath() {}

    /// Its outline and how lines are drawn.
    static SVGPath of(VectorPart part) {
        SVGPath path = new SVGPath();
        path.setContent(part.path());
        path.setFillRule(FillRule.NON_ZERO);
        path.setStrokeLineCap(StrokeLineCap.ROUND);
        path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        path.setStrokeWidth(part.strokeWidth());
        return path;
    }
}
