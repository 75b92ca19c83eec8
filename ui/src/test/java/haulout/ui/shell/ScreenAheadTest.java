// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Screens that are made ready before somebody opens them are laid out, and cannot be seen.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class ScreenAheadTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> READY = List.of("files", "neighbours", "activity");

    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private TestShell window;

    @BeforeEach
    void open(FxRobot robot) {
        robot.interact(
                () -> window = TestShell.open(node, SampleSnapshots.NOW, 1100, 760, "light"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private Node page(String id) {
        return window.scene().lookup("#" + id);
    }

    private boolean isPutAway(String id) {
        Node page = page(id);
        return page != null && !page.isVisible() && !page.isManaged() && page.getTranslateX() == 0;
    }

    private void await(List<String> pages) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () ->
                        WaitForAsyncUtils.asyncFx(() -> pages.stream().allMatch(this::isPutAway))
                                .get());
    }

    @Test
    void theyAreLaidOutAndPutAway(FxRobot robot) throws Exception {
        robot.interact(() -> {
            READY.forEach(id -> assertEquals(null, page(id)));
            window.shell().readyAhead();
            assertEquals(ScreenAhead.AWAY, page("files").getTranslateX());
        });
        await(READY);
        robot.interact(() -> {
            assertEquals(Place.HOME, window.shell().place());
            for (String id : READY) {
                assertTrue(((Region) page(id)).getHeight() > 0, id);
            }
            window.shell().go(Place.FILES);
            assertTrue(page("files").isVisible());
            assertTrue(isPutAway("activity"));
        });
    }

    @Test
    void whoOpensOneMeanwhileHasIt(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.shell().readyAhead();
            window.shell().go(Place.FILES);
        });
        await(List.of("neighbours", "activity"));
        robot.interact(() -> {
            assertTrue(page("files").isVisible());
            assertEquals(0, page("files").getTranslateX());
        });
    }

    @Test
    void whatTheShellHasPutAwayMeanwhileStaysAway(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.shell().readyAhead();
            window.shell().go(Place.FILES);
            node.become(Sample.STOPPED);
            window.shell().show(node.snapshot());
            assertFalse(page("files").isVisible());
        });
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() -> page("files").getTranslateX() == 0).get());
        robot.interact(() -> assertFalse(page("files").isVisible()));
    }
}
