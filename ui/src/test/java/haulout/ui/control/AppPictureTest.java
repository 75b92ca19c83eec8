// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.picture.Raster;
import haulout.ui.picture.VectorPicture;
import java.awt.image.BufferedImage;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// The program's picture as the toolkit draws it.
@ExtendWith(ApplicationExtension.class)
class AppPictureTest {
    @Test
    void iconsAreWhatTheInstallerDraws(FxRobot robot) {
        robot.interact(() -> {
            List<Image> icons = AppPicture.icons(16, 48, 256);
            assertEquals(List.of(16.0, 48.0, 256.0), icons.stream().map(Image::getWidth).toList());
            for (Image icon : icons) {
                int pixels = (int) icon.getWidth();
                BufferedImage installed = Raster.draw(VectorPicture.app(), pixels);
                double apart = 0;
                for (int y = 0; y < pixels; y++) {
                    for (int x = 0; x < pixels; x++) {
                        apart += apart(icon.getPixelReader().getArgb(x, y), installed.getRGB(x, y));
                    }
                }
                // of 255, on average
                assertTrue(apart / pixels / pixels < 3, pixels + ": " + apart / pixels / pixels);
            }
        });
    }

    @Test
    void inAWindowItIsAsLargeAsAskedFor(FxRobot robot) {
        robot.interact(() -> {
            Bounds bounds = AppPicture.of(28).getLayoutBounds();
            assertEquals(28, bounds.getWidth(), 0.001);
            assertEquals(28, bounds.getHeight(), 0.001);
        });
    }

    /// The greatest difference of one of the four parts.
    private static int apart(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs((one >>> shift & 255) - (other >>> shift & 255)));
        }
        return most;
    }
}
