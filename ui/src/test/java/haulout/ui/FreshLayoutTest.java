// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What is remembered of sizes is forgotten in time: a screen that has been through other states
/// looks as one that is laid out from the beginning.
@ExtendWith(ApplicationExtension.class)
class FreshLayoutTest {
    private static final long PATIENCE_MILLIS = 120_000;
    private static final int BEATS_TO_SETTLE = 5;

    @Test
    void aScreenThatHasChangedLooksAsOneLaidOutAnew() {
        List<String> stale = new ArrayList<>();
        int seen =
                WaitForAsyncUtils.waitForAsyncFx(
                        PATIENCE_MILLIS,
                        () -> {
                            int all = 0;
                            for (Place place : TestShell.places()) {
                                all += check(place, stale);
                            }
                            return all;
                        });
        assertTrue(seen > 0, "nothing looked at");
        assertEquals(List.of(), stale.stream().distinct().toList());
    }

    private static int check(Place place, List<String> stale) {
        int seen = 0;
        SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
        TestShell shell = TestShell.open(node, SampleSnapshots.NOW, 1_100, 700, "light");
        shell.shell().go(place);
        for (Sample sample : Sample.values()) {
            node.publish(SampleSnapshots.of(sample));
            shell.settle();
            pass(shell);
            Map<Node, Bounds> before = new IdentityHashMap<>();
            note(shell.scene().getRoot(), before);
            forget(shell.scene().getRoot());
            pass(shell);
            before.forEach((one, bounds) -> {
                if (!same(bounds, one.getLayoutBounds())) {
                    stale.add(
                            "%s %s: %s %s, anew %s"
                                    .formatted(
                                            place,
                                            sample,
                                            one,
                                            size(bounds),
                                            size(one.getLayoutBounds())));
                }
            });
            seen += before.size();
        }
        shell.close();
        return seen;
    }

    private static boolean same(Bounds one, Bounds other) {
        return Math.abs(one.getWidth() - other.getWidth()) < 1
                && Math.abs(one.getHeight() - other.getHeight()) < 1;
    }

    private static String size(Bounds bounds) {
        return "%.0f by %.0f".formatted(bounds.getWidth(), bounds.getHeight());
    }

    private static void pass(TestShell shell) {
        for (int beat = 0; beat < BEATS_TO_SETTLE; beat++) {
            shell.beat();
        }
    }

    private static void note(Node node, Map<Node, Bounds> sizes) {
        if (!node.isVisible()) {
            return;
        }
        sizes.put(node, node.getLayoutBounds());
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> note(child, sizes));
        }
    }

    private static void forget(Node node) {
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(FreshLayoutTest::forget);
            parent.requestLayout();
        }
    }
}
