// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode.Ecc;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;

/// A text as a code for cameras (ISO/IEC 18004). Black on white in every look: cameras expect it.
public final class QrCode extends StackPane {
    /// Light modules around it, which the standard asks for.
    private static final int MARGIN = 4;

    private static final double SIZE = 176;
    private static final int DARK = 0xff000000;
    private static final int LIGHT = 0xffffffff;

    private final ImageView view = new ImageView();

    /// An empty one.
    public QrCode() {
        getStyleClass().add("qr-code");
        view.setFitWidth(SIZE);
        view.setFitHeight(SIZE);
        // modules have edges
        view.setSmooth(false);
        getChildren().add(view);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /// Shows a text; one that is too long for a code shows nothing.
    public void show(String text) {
        Nodes.setShown(this, draw(text));
    }

    private boolean draw(String text) {
        try {
            var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
            int size = code.size + 2 * MARGIN;
            int scale = Math.max(1, (int) Math.ceil(2 * SIZE / size));
            WritableImage image = new WritableImage(size * scale, size * scale);
            for (int y = 0; y < size * scale; y++) {
                for (int x = 0; x < size * scale; x++) {
                    boolean dark = code.getModule(x / scale - MARGIN, y / scale - MARGIN);
                    image.getPixelWriter().setArgb(x, y, dark ? DARK : LIGHT);
                }
            }
            view.setImage(image);
            return true;
        } catch (DataTooLongException e) {
            return false;
        }
    }
}
