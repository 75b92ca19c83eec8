// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import java.awt.image.BufferedImage;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// A picture as the bus wants it: width, height, ARGB with the alpha first.
public final class Pixels extends Struct {
    /// Pixels across.
    @Position(0)
    public final int width;

    /// Pixels down.
    @Position(1)
    public final int height;

    /// Four bytes for each pixel, row by row.
    @Position(2)
    public final byte[] argb;

    public Pixels(int width, int height, byte[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] bytes = new byte[4 * width * height];
        for (int i = 0; i < width * height; i++) {
            int argb = image.getRGB(i % width, i / width);
            bytes[4 * i] = (byte) (argb >>> 24);
            bytes[4 * i + 1] = (byte) (argb >>> 16);
            bytes[4 * i + 2] = (byte) (argb >>> 8);
            bytes[4 * i + 3] = (byte) argb;
        }
        return new Pixels(width, height, bytes);
    }
}
