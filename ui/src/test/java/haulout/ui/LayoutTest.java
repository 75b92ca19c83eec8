// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.LeaveReport;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Walks over every screen in the least window, with long words and with text twice as large, and
/// looks for text that is cut or stands outside of the window.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class LayoutTest {
    private static final double WIDTH = 880;
    private static final double HEIGHT = 600;

    /// Half a pixel is the rounding of layout.
    private static final double SLACK = 1.5;

    private static final long PATIENCE_MILLIS = 120_000;

    @TestFactory
    Stream<DynamicTest> noTextIsCut() {
        return Stream.of("light", "pseudo", "large", "de+dark")
                .map(variant -> DynamicTest.dynamicTest(variant, () -> check(variant)));
    }

    private static void check(String variant) {
        List<String> problems = new ArrayList<>();
        int[] texts = {0};
        WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_MILLIS,
                () -> {
                    SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
                    TestShell shell =
                            TestShell.open(node, SampleSnapshots.NOW, WIDTH, HEIGHT, variant);
                    for (Place place : TestShell.places()) {
                        shell.shell().go(place);
                        for (Sample sample :
                                List.of(Sample.HEALTHY, Sample.AT_RISK, Sample.EMPTY)) {
                            node.become(sample);
                            shell.scene().getRoot().applyCss();
                            // twice, because wrapping text learns its width in the first pass
                            shell.scene().getRoot().layout();
                            shell.scene().getRoot().layout();
                            String where = place + " " + sample + ": ";
                            texts[0] += walk(shell.scene().getRoot(), problems, where);
                        }
                    }
                    for (LeaveReport.Stage stage : LeaveReport.Stage.values()) {
                        node.leave().become(stage, 2);
                        shell.shell().go(Place.LEAVE, "");
                        texts[0] += look(shell, problems, "leave, " + stage + ": ");
                    }
                    shell.shell().go(Place.SETTINGS, "backup");
                    texts[0] += look(shell, problems, "backup: ");
                    shell.shell().go(Place.FILES);
                    shell.fire("filesByLink");
                    texts[0] += look(shell, problems, "by link: ");
                    shell.shell().close();
                    shell.fire("hdrBell");
                    texts[0] += look(shell, problems, "alerts: ");
                    shell.shell().close();
                    node.fresh();
                    shell.shell().firstRun();
                    for (int step = 1; step <= 4; step++) {
                        texts[0] += look(shell, problems, "first run " + step + ": ");
                        shell.fire("frNext");
                    }
                    texts[0] += look(shell, problems, "first run 5: ");
                    shell.close();
                });
        assertTrue(texts[0] > 300, "only " + texts[0] + " texts");
        assertEquals(List.of(), problems);
    }

    private static int look(TestShell shell, List<String> problems, String where) {
        shell.scene().getRoot().applyCss();
        shell.scene().getRoot().layout();
        shell.scene().getRoot().layout();
        return walk(shell.scene().getRoot(), problems, where);
    }

    private static int walk(Node node, List<String> problems, String where) {
        if (!node.isVisible()) {
            return 0;
        }
        int count = 0;
        if (node instanceof Labeled labeled && !labeled.getText().isBlank()) {
            count++;
            look(labeled, problems, where);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                count += walk(child, problems, where);
            }
        }
        return count;
    }

    private static void look(Labeled labeled, List<String> problems, String where) {
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text text
                    && !(child instanceof FontIcon)
                    && !text.getText().equals(labeled.getText())) {
                problems.add(where + "cut: " + labeled.getText() + " to " + text.getText());
            }
        }
        Bounds bounds = labeled.localToScene(labeled.getLayoutBounds());
        if (bounds.getMinX() < -SLACK || bounds.getMaxX() > WIDTH + SLACK) {
            problems.add(
                    where
                            + "outside: "
                            + labeled.getText()
                            + " at "
                            + (int) bounds.getMinX()
                            + "–"
                            + (int) bounds.getMaxX());
        }
    }
}
