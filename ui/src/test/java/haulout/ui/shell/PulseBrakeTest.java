// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.sample.SampleWindowHost;
import haulout.ui.screen.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The toolkit beats slowly while the window is away, and as always when it is back.
@ExtendWith(ApplicationExtension.class)
class PulseBrakeTest {
    private static final int BEATS = 20;
    private static final int HIDES = 20;

    private AppWindow window;
    private Stage stage;
    private volatile Instant now = SampleSnapshots.NOW;

    @Start
    void start(Stage first) {
        first.hide();
        stage = new Stage();
        window =
                new AppWindow(
                        stage,
                        new SampleHomeNode(Sample.EMPTY),
                        Runnable::run,
                        () -> now,
                        ZoneOffset.UTC,
                        Locale.UK,
                        new SampleWindowHost(),
                        _ -> true);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::dispose);
        assertFalse(window.brake().isSlow());
    }

    /// How long the toolkit takes for a number of beats.
    private static long nanosOfBeats(int number) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(number);
        long begin = System.nanoTime();
        Platform.runLater(() ->
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        left.countDown();
                        if (left.getCount() == 0) {
                            stop();
                        }
                    }
                }.start());
        assertTrue(left.await(2, TimeUnit.MINUTES), left.getCount() + " beats never came");
        return System.nanoTime() - begin;
    }

    @Test
    void slowWhileItIsHiddenAndAsUsualWhenItIsBack(FxRobot robot) throws Exception {
        assertTrue(window.brake().works(), "this toolkit has no timer that could be slowed down");
        for (int hide = 0; hide < HIDES; hide++) {
            robot.interact(window::raise);
            assertFalse(window.brake().isSlow());
            robot.interact(window::hide);
            assertTrue(window.brake().isSlow());
        }
        long slow = nanosOfBeats(2);
        assertTrue(slow > TimeUnit.MILLISECONDS.toNanos(PulseBrake.SLOW_MILLIS), "" + slow);
        robot.interact(window::raise);
        // many beats, in a time that no slow timer can have them in
        long usual = nanosOfBeats(BEATS);
        assertTrue(
                usual < TimeUnit.MILLISECONDS.toNanos((BEATS - 2) * PulseBrake.SLOW_MILLIS),
                "" + usual);
    }

    /// Until nobody is taken to follow what is shown.
    private void rest(FxRobot robot) {
        robot.interact(() -> {
            now = now.plus(Duration.ofSeconds(31));
            window.beat();
        });
    }

    @Test
    void slowerWhileNobodyUsesItAndAsUsualAtTheFirstTouch(FxRobot robot) throws Exception {
        List<Runnable> touches =
                List.of(
                        () -> Event.fireEvent(stage.getScene().getRoot(), key()),
                        () -> stage.setWidth(stage.getWidth() + 10),
                        () -> window.raise(),
                        () -> window.go(Place.FILES));
        robot.interact(window::raise);
        assertFalse(window.brake().isCalm());
        rest(robot);
        assertTrue(window.brake().isCalm());
        long calm = nanosOfBeats(3);
        assertTrue(calm > TimeUnit.MILLISECONDS.toNanos(2L * PulseBrake.CALM_MILLIS), "" + calm);
        for (Runnable touch : touches) {
            rest(robot);
            assertTrue(window.brake().isCalm());
            robot.interact(touch);
            assertFalse(window.brake().isCalm());
        }
        rest(robot);
        robot.interact(window::hide);
        assertTrue(window.brake().isSlow());
        robot.interact(window::raise);
        assertFalse(window.brake().isSlow());
        assertFalse(window.brake().isCalm());
    }

    @Test
    void theSmallWindowIsUsedAsWell(FxRobot robot) {
        robot.interact(window::raise);
        robot.interact(window::compact);
        rest(robot);
        assertTrue(window.brake().isCalm());
        robot.interact(() ->
                Window.getWindows().stream()
                        .map(Window::getScene)
                        .filter(scene -> scene.getRoot().getId().equals("compact"))
                        .forEach(scene -> Event.fireEvent(scene.getRoot(), key())));
        assertFalse(window.brake().isCalm());
    }

    private static KeyEvent key() {
        return new KeyEvent(
                KeyEvent.KEY_PRESSED, "", "", KeyCode.SHIFT, false, false, false, false);
    }

    @Test
    void asUsualWhileAnotherWindowIsThere(FxRobot robot) {
        robot.interact(window::raise);
        Stage[] other = new Stage[1];
        robot.interact(() -> {
            other[0] = new Stage();
            other[0].show();
        });
        robot.interact(window::hide);
        assertFalse(window.brake().isSlow());
        robot.interact(other[0]::hide);
        assertTrue(window.brake().isSlow());
    }

    @Test
    void slowWhileItIsAnIcon(FxRobot robot) {
        robot.interact(window::raise);
        robot.interact(() -> stage.setIconified(true));
        assertTrue(window.brake().isSlow());
        robot.interact(window::raise);
        assertFalse(window.brake().isSlow());
    }
}
