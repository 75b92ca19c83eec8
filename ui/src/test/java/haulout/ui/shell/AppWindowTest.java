// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The window itself: shown, hidden, in another language, closed, broken.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class AppWindowTest {
    private static final long COLLECTED_MILLIS = 50;

    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private final List<String> host = new CopyOnWriteArrayList<>();
    private final List<Boolean> attended = new CopyOnWriteArrayList<>();
    private boolean tray = true;
    private volatile Instant now = SampleSnapshots.NOW;
    private Stage stage;
    private AppWindow window;

    @Start
    void start(Stage first) {
        stage = new Stage();
        window =
                new AppWindow(
                        stage,
                        node,
                        Runnable::run,
                        () -> now,
                        ZoneOffset.UTC,
                        Locale.UK,
                        new WindowHost() {
                            @Override
                            public boolean hasTray() {
                                return tray;
                            }

                            @Override
                            public void quit() {
                                host.add("quit");
                            }

                            @Override
                            public void hidden() {
                                host.add("hidden");
                            }

                            @Override
                            public void attended(boolean now) {
                                attended.add(now);
                            }

                            @Override
                            public boolean canStartAtLogin() {
                                return true;
                            }

                            @Override
                            public void startAtLogin(boolean on, boolean hidden) {
                                host.add("login " + on + " " + hidden);
                            }
                        },
                        _ -> true);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::dispose);
        assertEquals(0, node.watchers());
    }

    private static final class Begun implements Executor {
        private int times;

        @Override
        public void execute(Runnable work) {
            times++;
        }
    }

    /// Asks for screens to be opened in advance in a state that has nothing to show in them.
    private Begun warmUpWhile(FxRobot robot, Sample sample) {
        robot.interact(window::raise);
        Begun begun = new Begun();
        robot.interact(() -> {
            node.become(sample);
            window.warmUp(begun);
            window.beat();
        });
        assertEquals(0, begun.times);
        return begun;
    }

    @Test
    void screensAreOpenedInAdvanceAsSoonAsThereIsSomethingToShow(FxRobot robot) {
        Begun begun = warmUpWhile(robot, Sample.STARTING);
        robot.interact(() -> {
            node.become(Sample.HEALTHY);
            window.beat();
            window.beat();
        });
        assertEquals(1, begun.times);
    }

    @Test
    void screensAreOpenedInAdvanceAlsoForANodeThatDoesNotStart(FxRobot robot) {
        Begun begun = warmUpWhile(robot, Sample.STOPPED);
        robot.interact(() -> {
            now = now.plus(AppWindow.WARMS_WITHIN).plusSeconds(1);
            window.beat();
        });
        assertEquals(1, begun.times);
    }

    private void press(FxRobot robot, String id) {
        robot.interact(() -> ((ButtonBase) stage.getScene().lookup("#" + id)).fire());
    }

    private String text(String id) {
        return ((Labeled) stage.getScene().lookup("#" + id)).getText();
    }

    private void wantsToClose(FxRobot robot) {
        robot.interact(
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    @Test
    void aHiddenWindowWantsLittleNewsAndAShownOneMore(FxRobot robot) {
        robot.interact(window::raise);
        assertEquals("pace " + Duration.ofMillis(500), node.asked.getLast());
        robot.interact(window::hide);
        assertFalse(stage.isShowing());
        assertEquals(List.of("hidden"), host);
        assertTrue(node.asked.contains("pace " + Duration.ofSeconds(5)));
    }

    @Test
    void whoeverSitsBeforeItIsNotHeldUpUntilItIsHidden(FxRobot robot) {
        assertEquals(List.of(), attended);
        robot.interact(window::raise);
        assertEquals(List.of(true), attended);
        robot.interact(window::hide);
        assertEquals(List.of(true, false), attended);
        robot.interact(window::raise);
        assertEquals(List.of(true, false, true), attended);
    }

    @Test
    void aWindowThatNobodyTouchesForLongIsNotAttended(FxRobot robot) {
        // within one task: the mouse of the test may come by at any time
        robot.interact(() -> {
            window.raise();
            now = SampleSnapshots.NOW.plus(AppWindow.ATTENDED_FOR).minusMillis(1);
            window.beat();
            assertEquals(List.of(true), attended);
            now = SampleSnapshots.NOW.plus(AppWindow.ATTENDED_FOR);
            window.beat();
            assertEquals(List.of(true, false), attended);
            KeyEvent key =
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED, "", "", KeyCode.SHIFT, true, false, false, false);
            stage.getScene().getRoot().fireEvent(key);
            assertEquals(List.of(true, false, true), attended);
        });
    }

    @Test
    void closingIsExplainedOnceAndThenHides(FxRobot robot) {
        robot.interact(window::raise);
        wantsToClose(robot);
        assertTrue(stage.isShowing());
        press(robot, "closingHide");
        assertFalse(stage.isShowing());
        robot.interact(window::raise);
        wantsToClose(robot);
        assertFalse(stage.isShowing());
    }

    @Test
    void withoutATrayItIsNeverHidden(FxRobot robot) {
        tray = false;
        robot.interact(window::raise);
        robot.interact(window::hide);
        assertTrue(stage.isShowing());
        assertTrue(stage.isIconified());
    }

    @Test
    void quittingIsAskedFirst(FxRobot robot) {
        robot.interact(window::askToQuit);
        assertEquals(List.of(), host);
        press(robot, "quitQuit");
        assertEquals(List.of("quit"), host);
    }

    @Test
    void whoSwitchedTheQuestionOffAndOnAgainIsAsked(FxRobot robot) {
        var _ = node.settings().setPreference("quit.never.ask", "true");
        var _ = node.settings().setPreference("quit.never.ask", "false");
        robot.interact(window::askToQuit);
        assertEquals(List.of(), host);
        var _ = node.settings().setPreference("quit.never.ask", "true");
        robot.interact(window::askToQuit);
        assertEquals(List.of("quit"), host);
    }

    @Test
    void anotherLanguageIsSpokenAtOnceAndKept(FxRobot robot) {
        robot.interact(window::raise);
        assertEquals("Healthy", text("hdrStatus"));
        robot.interact(() -> window.look().language().set(Locale.GERMAN));
        assertEquals("Gesund", text("hdrStatus"));
        assertEquals("de", node.settings().preference("look.language").orElseThrow());
    }

    /// Whatever lives longer than what is shown (the look, the node, the stage) must let go of it.
    @Test
    void whatWasShownInAnotherLanguageIsForgotten(FxRobot robot) throws InterruptedException {
        robot.interact(window::raise);
        ReferenceQueue<Shell> forgotten = new ReferenceQueue<>();
        WeakReference<Shell> first = new WeakReference<>(window.shell(), forgotten);
        for (Place place : Place.values()) {
            robot.interact(() -> window.go(place));
        }
        // the toolkit remembers what had the focus and was under the pointer before
        for (Locale language : List.of(Locale.GERMAN, Locale.UK, Locale.GERMAN)) {
            robot.interact(() -> window.look().language().set(language));
            robot.interact(() -> {});
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Reference<? extends Shell> came = null;
        while (came == null && System.nanoTime() - end < 0) {
            System.gc(); // what one finds to be free another may have held
            came = forgotten.remove(COLLECTED_MILLIS);
        }
        assertSame(first, came, "it is still held");
    }

    @Test
    void aFaultInAHandlerIsToldAndTheWindowGoesOn(FxRobot robot) {
        robot.interact(window::raise);
        robot.interact(() ->
                Thread.currentThread()
                        .getUncaughtExceptionHandler()
                        .uncaughtException(
                                Thread.currentThread(), new IllegalStateException("bug")));
        assertTrue(stage.getScene().lookup("#toast").isVisible());
        assertTrue(node.asked.contains("fault window"), "the node tells it as an alert");
        robot.interact(() -> node.become(Sample.ATTENTION));
        robot.interact(() -> {});
        assertEquals("Needs a look", text("hdrStatus"));
    }

    @Test
    void aThousandSnapshotsLeaveNoListenersBehind(FxRobot robot) {
        robot.interact(window::raise);
        for (int i = 0; i < 1000; i++) {
            node.become(i % 2 == 0 ? Sample.ATTENTION : Sample.HEALTHY);
        }
        robot.interact(() -> {});
        assertEquals("Healthy", text("hdrStatus"));
        assertEquals(1, node.watchers());
    }

    private void key(FxRobot robot, KeyCode code, boolean control) {
        robot.interact(() -> {
            Node at = stage.getScene().getFocusOwner();
            Event.fireEvent(
                    at == null ? stage.getScene().getRoot() : at,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        });
    }

    @Test
    void theKeysOfTheWindowLeaveAloneWhatLiesBehindASheet(FxRobot robot) {
        robot.interact(window::raise);
        key(robot, KeyCode.DIGIT2, true);
        assertEquals(Place.STORAGE, window.shell().place());
        robot.interact(window::askToQuit);
        key(robot, KeyCode.DIGIT1, true);
        assertEquals(Place.STORAGE, window.shell().place());
        key(robot, KeyCode.ENTER, false);
        assertEquals(List.of("hidden"), host, "Enter keeps it running");
    }

    @Test
    void theKeysOfTheWindowDoNothingInTheFirstRun(FxRobot robot) {
        node.fresh();
        robot.interact(window::raise);
        robot.interact(() -> window.shell().firstRun());
        key(robot, KeyCode.F5, false);
        key(robot, KeyCode.DIGIT2, true);
        assertFalse(node.asked.contains("check"), "" + node.asked);
        assertEquals(Place.HOME, window.shell().place());
    }

    @Test
    void theKeyForSearchLeadsIntoTheSearch(FxRobot robot) {
        robot.interact(window::raise);
        robot.interact(() -> window.go(Place.ACTIVITY, "log"));
        key(robot, KeyCode.F, true);
        assertEquals("activitySearch", stage.getScene().getFocusOwner().getId());
        assertTrue(stage.getScene().lookup("#activityList").getParent().isVisible());
    }

    @Test
    void theMenuFollowsTheTrayThatComesLateOrGoes(FxRobot robot) {
        robot.interact(window::raise);
        assertFalse(stage.getScene().lookup("#hdrMenu").isVisible());
        tray = false;
        robot.interact(window::beat);
        assertTrue(stage.getScene().lookup("#hdrMenu").isVisible());
        tray = true;
        robot.interact(window::beat);
        assertFalse(stage.getScene().lookup("#hdrMenu").isVisible());
    }

    @Test
    void theCompactViewIsReachedFromTheSettingsAndLeftByOpening(FxRobot robot) {
        robot.interact(window::raise);
        robot.interact(() -> window.go(Place.SETTINGS, "start"));
        press(robot, "window-compact");
        assertFalse(stage.isShowing());
        assertTrue(window.isCompact());
        robot.interact(window::compact);
        robot.interact(window::raise);
        assertTrue(stage.isShowing());
        assertFalse(window.isCompact());
    }
}
