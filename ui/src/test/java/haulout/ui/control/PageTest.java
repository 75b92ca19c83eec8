// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// What all pages have in common.
@ExtendWith(ApplicationExtension.class)
class PageTest {
    @Test
    void noPictureIsKeptOfAPageThatIsPutAway(FxRobot robot) {
        robot.interact(() -> {
            Page page = new Page("Files");
            new Scene(page, 900, 600);
            page.applyCss();
            Node viewport = page.lookup(".viewport");
            assertTrue(viewport.isCache());
            page.setVisible(false);
            assertFalse(viewport.isCache());
            page.setVisible(true);
            assertTrue(viewport.isCache());
        });
    }
}
