// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.ui.picture.Raster;
import haulout.ui.picture.VectorPicture;
import java.awt.image.BufferedImage;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The program's picture for the toolkit.
public final class AppPicture {
    private AppPicture() {}

    /// The picture in a size.
    ///
    /// @param pixels width and height
    public static Image of(int pixels) {
        BufferedImage drawn = Raster.draw(VectorPicture.app(), pixels);
        WritableImage image = new WritableImage(pixels, pixels);
        int[] argb = drawn.getRGB(0, 0, pixels, pixels, null, 0, pixels);
        image.getPixelWriter()
                .setPixels(0, 0, pixels, pixels, PixelFormat.getIntArgbInstance(), argb, 0, pixels);
        return image;
    }
}
