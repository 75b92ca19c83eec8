// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.ui.picture.VectorPart;
import haulout.ui.picture.VectorPicture;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// The program's picture for the toolkit.
///
/// The toolkit draws it itself. [haulout.ui.picture.Raster] would do as well, and would have the
/// process load a second library for drawing, two hundred classes that a window needs for nothing
/// else.
public final class AppPicture {
    private AppPicture() {}

    /// The picture as a part of a window.
    ///
    /// @param size width and height, which do not depend on how dense the screen is
    public static Node of(double size) {
        return drawn(VectorPicture.app(), size);
    }

    /// The picture as a system shows it of a window. For the FX thread.
    ///
    /// @param pixels width and height of each
    public static List<Image> icons(int... pixels) {
        VectorPicture picture = VectorPicture.app();
        return Arrays.stream(pixels).mapToObj(each -> icon(picture, each)).toList();
    }

    private static Image icon(VectorPicture picture, int pixels) {
        SnapshotParameters square = new SnapshotParameters();
        square.setFill(Color.TRANSPARENT);
        square.setViewport(new Rectangle2D(0, 0, pixels, pixels));
        return drawn(picture, pixels).snapshot(square, null);
    }

    private static Node drawn(VectorPicture picture, double size) {
        Group parts = new Group(picture.parts().stream().<Node>map(AppPicture::path).toList());
        parts.getTransforms().add(new Scale(size / picture.size(), size / picture.size()));
        // of which a layout asks the size, with the scale in it
        return new Group(parts);
    }

    private static SVGPath path(VectorPart part) {
        SVGPath path = VectorPath.of(part);
        path.setFill(colour(part.fill()));
        path.setStroke(colour(part.stroke()));
        return path;
    }

    private static @Nullable Paint colour(String text) {
        return text.isEmpty() ? null : Color.web(text);
    }
}
