// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.NoStyleWarnings;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The tiles of a map come a few at a time, in their order, and all of them in the end.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class ShardMapTest {
    private static final int NODES = 14;
    private static final long PATIENCE_SECONDS = 120;

    private static List<ShardMap.Tile> tiles(int from, int to, ShardMap.Dot dot) {
        return IntStream.range(from, to)
                .mapToObj(place ->
                        new ShardMap.Tile(
                                place,
                                "Node " + place,
                                "healthy",
                                Tone.GOOD,
                                "runs",
                                "",
                                Collections.nCopies(20, dot)))
                .toList();
    }

    private static List<String> shown(ShardMap map) {
        Parent grid = (Parent) map.getChildrenUnmodifiable().getFirst();
        return grid.getChildrenUnmodifiable().stream().map(Node::getId).toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(place -> "tile-" + place).toList();
    }

    private static void awaitWhole(ShardMap map) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(map::isWhole).get());
    }

    @Test
    void newTilesComeAFewAtATime(FxRobot robot) throws Exception {
        ShardMap map = new ShardMap();
        Stage[] stage = new Stage[1];
        robot.interact(() -> {
            stage[0] = new Stage();
            stage[0].setScene(new Scene(map, 900, 600));
            stage[0].show();
            map.show(tiles(0, NODES, ShardMap.Dot.HELD));
            assertFalse(map.isWhole());
            assertEquals(ids(0, shown(map).size()), shown(map));
            assertTrue(shown(map).size() < NODES / 2, "" + shown(map));
        });
        awaitWhole(map);
        robot.interact(() -> {
            assertEquals(ids(0, NODES), shown(map));
            // what is there changes at once
            map.show(tiles(0, NODES, ShardMap.Dot.COMING));
            assertTrue(map.isWhole());
            assertEquals(NODES, map.lookupAll(".dot-coming").size());
            assertEquals(NODES, map.lookupAll(".dot-coming-line").size());
            // nobody waits for what is no longer wanted
            map.show(tiles(5, 40, ShardMap.Dot.HELD));
            assertFalse(map.isWhole());
            map.show(tiles(7, 9, ShardMap.Dot.HELD));
            assertTrue(map.isWhole());
            assertEquals(ids(7, 9), shown(map));
            // and what leaves the window goes on when it comes back
            map.show(tiles(0, NODES, ShardMap.Dot.HELD));
            stage[0].getScene().setRoot(new javafx.scene.layout.Region());
            assertFalse(map.isWhole());
            stage[0].getScene().setRoot(map);
        });
        awaitWhole(map);
        robot.interact(() -> {
            assertEquals(ids(0, NODES), shown(map));
            stage[0].close();
        });
    }

    @Test
    void withoutAWindowThereIsNoBeatToWaitFor() {
        ShardMap map = new ShardMap();
        map.show(tiles(0, NODES, ShardMap.Dot.HELD));
        assertFalse(map.isWhole());
        Scene scene = new Scene(map);
        assertTrue(map.isWhole());
        assertEquals(ids(0, NODES), shown(map));
        assertEquals(map, scene.getRoot());
    }
}
