// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.javafx.scene.NodeHelper;
import com.sun.javafx.sg.prism.NGNode;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
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
    @Test
    void noPictureIsKeptOfAPageThatIsPutAway(FxRobot robot) {
        Page page = within(robot, () -> new Page("Files"));
        Stage stage =
                within(
                        robot,
                        () -> {
                            Stage opened = new Stage();
                            opened.setScene(new Scene(new StackPane(page), 900, 600));
                            opened.show();
                            return opened;
                        });
        try {
            assertTrue(hasPicture(robot, page));
            robot.interact(() -> page.setVisible(false));
            assertFalse(hasPicture(robot, page));
            robot.interact(() -> page.setVisible(true));
            assertTrue(hasPicture(robot, page));
        } finally {
            robot.interact(stage::close);
        }
    }

    /// Whether the toolkit's own side of the pane has one, which it learns with the next beat.
    private static boolean hasPicture(FxRobot robot, Page page) {
        WaitForAsyncUtils.waitForFxEvents();
        return within(
                robot,
                () -> {
                    NGNode peer = NodeHelper.getPeer(page.lookup(".viewport"));
                    return peer.getCacheFilter() != null;
                });
    }

    private static <T> T within(FxRobot robot, Callable<T> made) {
        FutureTask<T> task = new FutureTask<>(made);
        robot.interact(task);
        return task.resultNow();
    }
}
