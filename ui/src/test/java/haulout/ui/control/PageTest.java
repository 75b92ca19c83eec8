// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.javafx.scene.NodeHelper;
import com.sun.javafx.sg.prism.NGNode;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What all pages have in common.
@ExtendWith(ApplicationExtension.class)
class PageTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @Test
    void noPictureIsKeptOfAPageThatIsPutAway(FxRobot robot) {
        Page page = onFxThread(() -> new Page("Files"));
        Stage stage =
                onFxThread(() -> {
                    Stage opened = new Stage();
                    opened.setScene(new Scene(new StackPane(page), 900, 600));
                    opened.show();
                    return opened;
                });
        try {
            assertTrue(hasPicture(page));
            robot.interact(() -> page.setVisible(false));
            assertFalse(hasPicture(page));
            robot.interact(() -> page.setVisible(true));
            assertTrue(hasPicture(page));
        } finally {
            robot.interact(stage::close);
        }
    }

    /// Whether the toolkit's own side of the pane has one, which it learns with the next beat.
    private static boolean hasPicture(Page page) {
        WaitForAsyncUtils.waitForFxEvents();
        return onFxThread(() -> {
            NGNode peer = NodeHelper.getPeer(page.lookup(".viewport"));
            return peer.getCacheFilter() != null;
        });
    }

    private static <T> T onFxThread(Callable<T> call) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, call);
    }
}
