// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.function.DoubleUnaryOperator;

/// Heights that were worked out for a few widths, until a new layout is asked for.
///
/// A box asks whatever is in it for its least and its preferred height, each of which asks the same
/// of all that is in there: a text in five boxes is measured dozens of times for one layout. The
/// toolkit remembers heights itself, but only those that do not depend on a width, as that of text
/// which wraps does. For the FX thread, or whichever builds a scene.
final class HeightMemo {
    /// A text is asked for the width that it is given, and for the one that it would like.
    private static final int WIDTHS = 4;

    private final double[] widths = new double[WIDTHS];
    private final double[] heights = new double[WIDTHS];
    private int known;
    private int next;

    /// The height for a width.
    ///
    /// @param compute works it out if it is not known
    double at(double width, DoubleUnaryOperator compute) {
        for (int i = 0; i < known; i++) {
            if (widths[i] == width) {
                return heights[i];
            }
        }
        double height = compute.applyAsDouble(width);
        widths[next] = width;
        heights[next] = height;
        next = (next + 1) % WIDTHS;
        known = Math.max(known, next == 0 ? WIDTHS : next);
        return height;
    }

    /// Something has changed.
    void forget() {
        known = 0;
        next = 0;
    }
}
