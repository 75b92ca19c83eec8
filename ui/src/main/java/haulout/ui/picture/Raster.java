// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Scanner;
import java.util.function.Function;

/// Draws pictures into pixels, without JavaFX and without a screen.
public final class Raster {
    private Raster() {}

    /// A picture in its own colours.
    ///
    /// @param pixels width and height
    public static BufferedImage draw(VectorPicture picture, int pixels) {
        return draw(picture, pixels, _ -> "");
    }

    /// A status shape in one colour, its inner sign in another.
    ///
    /// @param body colour of the shape, `#RRGGBB`
    /// @param glyph colour of the sign, `#RRGGBB`
    public static BufferedImage draw(VectorPicture picture, int pixels, String body, String glyph) {
        return draw(picture, pixels, role -> role.equals("glyph") ? glyph : body);
    }

    private static BufferedImage draw(
            VectorPicture picture, int pixels, Function<String, String> colour) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.scale(pixels / picture.size(), pixels / picture.size());
            for (VectorPart part : picture.parts()) {
                String other = colour.apply(part.role());
                Path2D path = path(part.path());
                if (!part.fill().isEmpty()) {
                    canvas.setColor(Color.decode(other.isEmpty() ? part.fill() : other));
                    canvas.fill(path);
                }
                if (!part.stroke().isEmpty()) {
                    canvas.setColor(Color.decode(other.isEmpty() ? part.stroke() : other));
                    canvas.setStroke(
                            new BasicStroke(
                                    (float) part.strokeWidth(),
                                    BasicStroke.CAP_ROUND,
                                    BasicStroke.JOIN_ROUND));
                    canvas.draw(path);
                }
            }
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private static Path2D path(String text) {
        Path2D path = new Path2D.Double();
        String spaced = text.replaceAll("([MLCZ])", " $1 ").replace(',', ' ');
        try (Scanner words = new Scanner(spaced)) {
            words.useLocale(java.util.Locale.ROOT);
            while (words.hasNext()) {
                String command = words.next();
                switch (command) {
                    case "M" -> path.moveTo(words.nextDouble(), words.nextDouble());
                    case "L" -> path.lineTo(words.nextDouble(), words.nextDouble());
                    case "C" ->
                            path.curveTo(
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble(),
                                    words.nextDouble());
                    case "Z" -> path.closePath();
                    default ->
                            throw new IllegalArgumentException(
                                    "command " + command + " in path " + text);
                }
            }
        }
        return path;
    }
}
