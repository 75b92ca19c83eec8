// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.NoStyleWarnings;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// What wraps is measured once for each width, however deep in boxes it is, and anew after a
/// change.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class HeightMemoTest {
    private static final double WIDTH = 300;

    @Test
    void eachWidthIsWorkedOutOnce() {
        HeightMemo memo = new HeightMemo();
        List<Double> asked = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (double width : new double[] {10, 20, -1}) {
                double height =
                        memo.at(
                                width,
                                w -> {
                                    asked.add(w);
                                    return 2 * w;
                                });
                assertEquals(2 * width, height);
            }
        }
        assertEquals(List.of(10.0, 20.0, -1.0), asked);
        memo.forget();
        assertEquals(5, memo.at(10, _ -> 5));
    }

    @Test
    void ofManyWidthsTheLastOnesAreKnown() {
        HeightMemo memo = new HeightMemo();
        for (int width = 0; width < 100; width++) {
            double height = width + 1;
            assertEquals(height, memo.at(width, _ -> height));
        }
        assertEquals(100, memo.at(99, _ -> 0));
        assertEquals(98, memo.at(97, _ -> 0));
        assertEquals(0, memo.at(1, _ -> 0), "forgotten long ago");
    }

    /// A card whose height depends on its width, and that counts how often it was asked.
    private static final class Card extends Region {
        private double area = 6_000;
        private int asked;

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            asked++;
            return area / Math.max(1, width);
        }

        void grow() {
            area *= 2;
            requestLayout();
        }
    }

    private static VBox boxed(Region inner, int depth) {
        VBox box = new VBox(inner);
        return depth == 0 ? box : boxed(box, depth - 1);
    }

    @Test
    void cardsInManyBoxesAreAskedOnceForEachWidth(FxRobot robot) {
        robot.interact(() -> {
            Card one = new Card();
            Card other = new Card();
            CardGrid grid = new CardGrid(8, one, other);
            VBox root = boxed(grid, 4);
            Stage stage = new Stage();
            stage.setScene(new Scene(root, WIDTH, 200));
            stage.show();
            root.applyCss();
            root.layout();
            double before = grid.getHeight();
            one.asked = 0;
            one.grow();
            root.layout();
            // for the height of the grid, and for its own place in it
            assertTrue(one.asked <= 4, one.asked + " times");
            assertEquals(2 * before, grid.getHeight(), 2);
            assertEquals(one.getHeight(), other.getHeight());
            stage.close();
        });
    }

    @Test
    void textThatChangesTakesAsManyLinesAsItNeeds(FxRobot robot) {
        robot.interact(() -> {
            WrappedLabel label = new WrappedLabel("short", "t-body");
            VBox root = boxed(label, 3);
            Stage stage = new Stage();
            stage.setScene(new Scene(root, WIDTH, 400));
            stage.show();
            root.applyCss();
            root.layout();
            double line = label.getHeight();
            assertTrue(line > 0);
            label.setText("a text that is much longer than one line ".repeat(6));
            root.layout();
            assertTrue(label.getHeight() >= 3 * line, label.getHeight() + " of " + line);
            label.setStyle("-fx-font-size: 30");
            double small = label.getHeight();
            root.applyCss();
            root.layout();
            assertTrue(label.getHeight() > small, label.getHeight() + " of " + small);
            label.setText("short");
            label.setStyle("");
            root.applyCss();
            root.layout();
            assertEquals(line, label.getHeight());
            stage.close();
        });
    }
}
