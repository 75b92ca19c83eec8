// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final List<String> OF_THE_TRAY =
            List.of("healthy", "resting", "paused", "attention", "offline", "checking");

    @Test
    void everyPictureOfAStateCanBeDrawn() {
        for (String name :
                List.of(
                        "starting", "healthy", "resting", "paused", "checking", "attention",
                        "at_risk", "offline", "stopped", "leaving", "closed", "tip")) {
            assertTrue(ink(Raster.draw(VectorPicture.status(name), 16)) > 40, name);
        }
    }

    @Test
    void thePicturesOfTheTrayDifferInOneColourAt16Pixels() {
        Map<String, BufferedImage> drawn = new HashMap<>();
        for (String name : OF_THE_TRAY) {
            // the sign within is left out of the shape, as a panel with one colour shows it
            drawn.put(name, Raster.draw(VectorPicture.status(name), 16, "#000000", "#FFFFFF"));
        }
        List<String> alike = new ArrayList<>();
        for (String one : OF_THE_TRAY) {
            for (String other : OF_THE_TRAY) {
                if (one.compareTo(other) < 0 && differing(drawn.get(one), drawn.get(other)) < 20) {
                    alike.add(one + " " + other);
                }
            }
        }
        assertEquals(List.of(), alike);
    }

    @Test
    void theAppsPictureFillsItsSquareWithRoundCorners() {
        BufferedImage image = Raster.draw(VectorPicture.app(), 64);
        assertEquals(0, image.getRGB(0, 0) >>> 24);
        assertEquals(255, image.getRGB(32, 2) >>> 24);
    }

    private static int ink(BufferedImage image) {
        int ink = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            ink += image.getRGB(i % image.getWidth(), i / image.getWidth()) >>> 24 > 128 ? 1 : 0;
        }
        return ink;
    }

    private static int differing(BufferedImage one, BufferedImage other) {
        int count = 0;
        for (int i = 0; i < one.getWidth() * one.getHeight(); i++) {
            int x = i % one.getWidth();
            int y = i / one.getWidth();
            count += Math.abs(grey(one.getRGB(x, y)) - grey(other.getRGB(x, y))) > 96 ? 1 : 0;
        }
        return count;
    }

    /// On white paper.
    private static int grey(int argb) {
        int alpha = argb >>> 24;
        return ((argb & 0xff) * alpha + 255 * (255 - alpha)) / 255;
    }
}
