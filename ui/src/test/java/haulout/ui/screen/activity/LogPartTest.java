// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.LogLine;
import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.util.OptionalLong;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The technical log on the screen.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class LogPartTest {
    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private TestShell shell;

    @Start
    void start(Stage stage) {
        shell = TestShell.open(stage, node, SampleSnapshots.NOW, 1100, 700, "light");
    }

    @BeforeEach
    void openLog(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.ACTIVITY, "log"));
        robot.interact(shell::beat);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(shell::close);
    }

    /// The newest line that can be read whole.
    private OptionalLong newest(FxRobot robot) {
        ListView<?> list = robot.lookup("#logList").queryAs(ListView.class);
        Bounds all = list.localToScene(list.getBoundsInLocal());
        return list.lookupAll(".list-cell").stream()
                .map(cell -> (ListCell<?>) cell)
                .filter(cell -> cell.isVisible() && cell.getItem() != null)
                .filter(cell -> {
                    Bounds own = cell.localToScene(cell.getBoundsInLocal());
                    return own.getMinY() >= all.getMinY() - 1 && own.getMaxY() <= all.getMaxY() + 1;
                })
                .mapToLong(cell -> ((LogLine) cell.getItem()).number())
                .max();
    }

    private boolean follows(FxRobot robot) {
        return robot.lookup("#logFollow").queryAs(CheckBox.class).isSelected();
    }

    @Test
    void itIsOpenedAtItsNewestLine(FxRobot robot) {
        assertTrue(follows(robot));
        assertEquals(OptionalLong.of(200), newest(robot));
    }

    @Test
    void whoScrollsBackIsLeftThereUntilTheEndIsWantedAgain(FxRobot robot) {
        robot.moveTo("#logList").scroll(10, VerticalDirection.UP);
        robot.interact(shell::beat);
        assertFalse(follows(robot));
        long there = newest(robot).orElseThrow();
        assertTrue(there < 200, "" + there);
        robot.clickOn("#logFollow");
        robot.interact(shell::beat);
        assertEquals(OptionalLong.of(200), newest(robot));
    }
}
