// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.icon;

import haulout.ui.picture.Raster;
import haulout.ui.picture.VectorPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// The program's picture as PNG in every size, and the icon files of Windows and macOS made of
/// those.
///
/// @param pngs PNG files by width in pixels; not to be changed
public record IconSet(SortedMap<Integer, byte[]> pngs) {
    /// From the smallest that a panel shows to the largest that macOS asks for.
    public static final List<Integer> SIZES =
            List.of(16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024);

    /// Draws the picture of `icons/haulout.svg`; needs no screen.
    public static IconSet draw() throws IOException {
        VectorPicture picture = VectorPicture.app();
        SortedMap<Integer, byte[]> pngs = new TreeMap<>();
        for (int size : SIZES) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(Raster.draw(picture, size), "png", bytes)) {
                throw new IOException("this Java cannot write PNG files");
            }
            pngs.put(size, bytes.toByteArray());
        }
        return new IconSet(pngs);
    }

    /// Writes `haulout-SIZE.png`, `haulout.png`, `haulout.ico` and `haulout.icns`.
    ///
    /// @param folder made if it is not there
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var png : pngs.entrySet()) {
            Files.write(folder.resolve("haulout-" + png.getKey() + ".png"), png.getValue());
        }
        Files.write(folder.resolve("haulout.png"), png(512));
        Files.write(folder.resolve("haulout.ico"), IcoFile.of(this));
        Files.write(folder.resolve("haulout.icns"), IcnsFile.of(this));
    }

    /// The PNG file of one size.
    ///
    /// @param pixels one of [#SIZES]
    byte[] png(int pixels) {
        byte[] png = pngs.get(pixels);
        if (png == null) {
            throw new IllegalArgumentException("no icon of " + pixels + " pixels");
        }
        return png;
    }
}
