// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import java.io.IOException;
import java.io.InputStream;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The font that is shipped: Inter, under the SIL Open Font License 1.1.
final class Fonts {
    private static final Logger log = LoggerFactory.getLogger(Fonts.class);
    private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";

    private Fonts() {}

    /// Makes it known to the toolkit. Without it the system's font is used.
    static void load() {
        for (String style : new String[] {"Regular", "SemiBold", "Bold"}) {
            try (InputStream file =
                    Fonts.class.getResourceAsStream(FOLDER + "Inter-" + style + ".otf")) {
                if (file == null || Font.loadFont(file, 0) == null) {
                    log.warn("the font Inter {} cannot be used", style);
                }
            } catch (IOException unreadable) {
                log.warn("the font Inter {} cannot be read", style, unreadable);
            }
        }
    }
}
