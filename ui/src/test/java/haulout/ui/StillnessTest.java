// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.sample.SampleSnapshots;
import haulout.ui.sample.ScreenState;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// A screen on which nothing happens is not laid out: what asks for a layout while it is laid out
/// is laid out sixty times a second for as long as its window is open.
@ExtendWith(ApplicationExtension.class)
class StillnessTest {
    private static final long PATIENCE_MILLIS = 120_000;

    /// A layout may ask for another one, a wrapped text for instance that learns its width in the
    /// first; this many times.
    private static final int BEATS_TO_SETTLE = 5;

    private static final int BEATS_OF_REST = 3;

    @TestFactory
    Stream<DynamicTest> aScreenComesToRest() {
        return Stream.of(ScreenState.values())
                .map(state -> DynamicTest.dynamicTest("" + state, () -> check(state)));
    }

    private static void check(ScreenState state) {
        List<String> restless = new ArrayList<>();
        int[] seen = {0};
        WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_MILLIS,
                () -> {
                    // once with a bar beside each page, once without
                    for (double height : new double[] {600, 3_000}) {
                        TestShell shell =
                                TestShell.open(
                                        state.node(), SampleSnapshots.NOW, 880, height, "light");
                        for (Place place : TestShell.places()) {
                            shell.shell().go(place);
                            shell.settle();
                            seen[0] += rest(shell, place + " " + height + ": ", restless);
                        }
                        shell.close();
                    }
                    return seen[0];
                });
        assertTrue(seen[0] > 0, "nothing looked at");
        assertEquals(List.of(), restless.stream().distinct().toList());
    }

    private static int rest(TestShell shell, String where, List<String> restless) {
        for (int beat = 0; beat < BEATS_TO_SETTLE; beat++) {
            shell.beat();
        }
        int seen = 0;
        for (int beat = 0; beat < BEATS_OF_REST; beat++) {
            shell.beat();
            seen += collect(shell.scene().getRoot(), where, restless);
        }
        return seen;
    }

    private static int collect(Node node, String where, List<String> restless) {
        if (!(node instanceof Parent parent)) {
            return 1;
        }
        if (parent.isNeedsLayout()) {
            restless.add(where + parent);
        }
        int seen = 1;
        for (Node child : parent.getChildrenUnmodifiable()) {
            seen += collect(child, where, restless);
        }
        return seen;
    }
}
