// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Look;
import haulout.ui.text.Words;
import haulout.ui.work.FxThread;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// Screens can be opened where nobody sees them, beside a window that is at work, and nobody is
/// asked anything for it.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class WarmUpTest {
    private static final int TIMES = 5;

    private static WarmUp of(SampleHomeNode node, TestShell shell, Executor fx) {
        InstantSource clock = InstantSource.fixed(SampleSnapshots.NOW);
        return new WarmUp(
                node,
                Words.of(Locale.UK, ZoneOffset.UTC, clock),
                new TestDesktop(),
                clock,
                new Look(Locale.UK),
                List.copyOf(shell.scene().getStylesheets()),
                fx);
    }

    @Test
    void screensAreOpenedAndNobodyIsAsked(FxRobot robot) throws Exception {
        for (Sample sample : List.of(Sample.HEALTHY, Sample.EMPTY, Sample.AT_RISK)) {
            SampleHomeNode node = new SampleHomeNode(sample);
            TestShell[] shell = new TestShell[1];
            robot.interact(
                    () -> shell[0] = TestShell.open(node, SampleSnapshots.NOW, 1100, 760, "light"));
            node.asked.clear();
            int watchers = node.watchers();
            for (int time = 0; time < TIMES; time++) {
                WarmUp warmUp = of(node, shell[0], new FxThread());
                Thread beside = new Thread(() -> warmUp.open(true));
                Throwable[] failed = new Throwable[1];
                beside.setUncaughtExceptionHandler((_, problem) -> failed[0] = problem);
                beside.start();
                // the window works meanwhile
                for (var place : TestShell.places()) {
                    robot.interact(() -> shell[0].shell().go(place));
                }
                beside.join();
                assertNull(failed[0], () -> "" + failed[0]);
            }
            assertEquals(List.of(), node.asked.stream().filter(WarmUpTest::isNew).toList());
            assertEquals(watchers, node.watchers());
            robot.interact(() -> shell[0].close());
        }
    }

    @Test
    void whatCannotBeDrawnConcernsNobody(FxRobot robot) throws Exception {
        SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
        TestShell[] shell = new TestShell[1];
        robot.interact(
                () -> shell[0] = TestShell.open(node, SampleSnapshots.NOW, 1100, 760, "light"));
        List<String> drawn = new CopyOnWriteArrayList<>();
        WarmUp warmUp =
                of(
                        node,
                        shell[0],
                        piece -> {
                            drawn.add("here");
                            piece.run(); // not the FX thread, which the toolkit refuses
                        });
        Thread beside = new Thread(() -> warmUp.open(true));
        beside.start();
        beside.join();
        assertEquals(List.of("here"), drawn);
        robot.interact(() -> shell[0].close());
    }

    /// What the visible window asks for is its own.
    private static boolean isNew(String question) {
        return question.startsWith("files.") || question.startsWith("start.");
    }
}
