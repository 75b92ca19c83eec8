// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Text that takes as many lines as it needs, and is measured once for each layout.
final class WrappedLabel extends Label {
    // the toolkit asks for a layout before this is there
    private final @Nullable HeightMemo heights = new HeightMemo();

    WrappedLabel(String text, String styleClass) {
        super(text);
        getStyleClass().add(styleClass);
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    @Override
    protected double computePrefHeight(double width) {
        // without its skin it has no height yet, and nothing tells of the skin
        return heights == null || getSkin() == null
                ? super.computePrefHeight(width)
                : heights.at(width, super::computePrefHeight);
    }

    @Override
    public void requestLayout() {
        if (heights != null) {
            heights.forget();
        }
        super.requestLayout();
    }
}
