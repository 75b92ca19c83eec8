// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.LeaveReport;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.sample.ScreenState;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Walks over every screen in the least window, full, empty, waiting, unknown and failing, with
/// long words and with text twice as large, and looks for text that is cut, lies over other text,
/// or stands outside of the window.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class LayoutTest {
    private static final double WIDTH = 880;
    private static final double HEIGHT = 600;

    private static final int LEAST_TEXTS = 1_000;
    private static final long PATIENCE_MILLIS = 120_000;

    @TestFactory
    Stream<DynamicTest> noTextIsCut() {
        return Stream.of("light", "pseudo", "large", "de+dark")
                .map(variant -> DynamicTest.dynamicTest(variant, () -> check(variant)));
    }

    @Test
    void switchesEndWhereTheirRowsEnd() {
        WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_MILLIS,
                () -> {
                    TestShell shell =
                            TestShell.open(
                                    new SampleHomeNode(Sample.HEALTHY),
                                    SampleSnapshots.NOW,
                                    WIDTH,
                                    HEIGHT,
                                    "light");
                    shell.shell().go(Place.SETTINGS, "look");
                    look(shell, new ArrayList<>(), "");
                    Set<Node> areas = shell.scene().getRoot().lookupAll(".setting-row .thumb-area");
                    assertFalse(areas.isEmpty());
                    for (Node area : areas) {
                        Node row = area;
                        while (!row.getStyleClass().contains("setting-row")) {
                            row = row.getParent();
                        }
                        assertEquals(right(row), right(area), 1, "" + area.getParent());
                    }
                    shell.close();
                    return areas.size();
                });
    }

    @Test
    void onlyBetweenTwoFilesThereIsALine() {
        WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_MILLIS,
                () -> {
                    TestShell shell =
                            TestShell.open(
                                    new SampleHomeNode(Sample.HEALTHY),
                                    SampleSnapshots.NOW,
                                    WIDTH,
                                    HEIGHT,
                                    "light");
                    shell.shell().go(Place.FILES);
                    look(shell, new ArrayList<>(), "");
                    List<Region> rows =
                            shell.scene().getRoot().lookupAll(".file-row").stream()
                                    .map(Region.class::cast)
                                    .sorted(Comparator.comparing(Region::getLayoutY))
                                    .toList();
                    assertTrue(rows.size() > 1);
                    for (Region row : rows) {
                        Paint line = row.getBorder().getStrokes().getFirst().getBottomStroke();
                        boolean isLast = row == rows.getLast();
                        assertEquals(isLast, Color.TRANSPARENT.equals(line), "" + row);
                    }
                    shell.close();
                    return rows.size();
                });
    }

    private static double right(Node node) {
        return node.localToScene(node.getLayoutBounds()).getMaxX();
    }

    private static void check(String variant) {
        List<String> problems = new ArrayList<>();
        int[] texts = {0};
        for (ScreenState state : ScreenState.values()) {
            WaitForAsyncUtils.waitForAsyncFx(
                    PATIENCE_MILLIS, () -> texts[0] += places(state, variant, problems));
        }
        WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_MILLIS, () -> texts[0] += sheets(variant, problems));
        assertTrue(texts[0] > LEAST_TEXTS, "only " + texts[0] + " texts");
        assertEquals(List.of(), problems.stream().distinct().toList());
    }

    private static int places(ScreenState state, String variant, List<String> problems) {
        TestShell shell = TestShell.open(state.node(), SampleSnapshots.NOW, WIDTH, HEIGHT, variant);
        int texts = 0;
        for (Place place : TestShell.places()) {
            shell.shell().go(place);
            texts += look(shell, problems, place + " " + state + ": ");
            Node menu = shell.scene().getRoot().lookup("#hdrMenu");
            if (menu.localToScene(menu.getLayoutBounds()).getMaxX() > WIDTH) {
                problems.add(place + " " + state + ": the menu of the header is outside");
            }
            for (Node each : shell.scene().getRoot().lookupAll(".page")) {
                if (each instanceof ScrollPane page && page.isVisible() && page.getVvalue() > 0) {
                    problems.add(place + " " + state + " opens scrolled");
                }
            }
        }
        shell.fire("hdrBell");
        texts += look(shell, problems, "alerts " + state + ": ");
        shell.close();
        return texts;
    }

    private static int sheets(String variant, List<String> problems) {
        SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
        TestShell shell = TestShell.open(node, SampleSnapshots.NOW, WIDTH, HEIGHT, variant);
        int texts = 0;
        for (LeaveReport.Stage stage : LeaveReport.Stage.values()) {
            node.leave().become(stage, 2);
            shell.shell().go(Place.LEAVE, "");
            texts += look(shell, problems, "leave, " + stage + ": ");
        }
        shell.shell().go(Place.SETTINGS, "backup");
        texts += look(shell, problems, "backup: ");
        shell.shell().go(Place.FILES);
        texts += look(shell, problems, "files: ");
        shell.fire("filesByLink");
        texts += look(shell, problems, "by link: ");
        shell.shell().close();
        node.fresh();
        shell.shell().firstRun();
        texts += firstRun(shell, node, problems);
        shell.close();
        return texts;
    }

    /// With everything unfolded, and each reason shown that can be.
    private static int firstRun(TestShell shell, SampleHomeNode node, List<String> problems) {
        int texts = look(shell, problems, "first run 1: ");
        shell.fire("frNext");
        texts += look(shell, problems, "first run 2: ");
        shell.fire("frDetails");
        ((Spinner<?>) shell.scene().lookup("#frLendNumber")).getEditor().setText("999999");
        texts += look(shell, problems, "first run 2, unfolded: ");
        shell.fire("frNext");
        texts += look(shell, problems, "first run 3: ");
        shell.fire("frNext");
        texts += look(shell, problems, "first run 4: ");
        for (int done = 0; done < 3; done++) {
            node.advanceStart();
        }
        shell.desktop().isFull = true;
        shell.fire("frNext");
        texts += look(shell, problems, "first run 4, not set: ");
        shell.fire("frNext");
        return texts + look(shell, problems, "first run 5: ");
    }

    private static int look(TestShell shell, List<String> problems, String where) {
        Parent root = shell.scene().getRoot();
        shell.settle();
        root.applyCss();
        // twice, because wrapping text learns its width in the first pass
        root.layout();
        root.layout();
        Node modal = root.lookup("#modal");
        Node first = root.lookup("#firstRun");
        Node top = modal.isVisible() ? modal : first != null ? first : root;
        return new TextBounds(WIDTH, where, problems).look(top);
    }
}
