// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slows the toolkit's beat down while no window of the program can be seen, and somewhat while
/// nobody uses the one that is.
///
/// The toolkit's timer wakes its thread for each frame, also when nothing is drawn: what it calls a
/// pause does nothing on Linux, and there is no public way to ask for less. Here the timer itself
/// is started anew with a longer interval. It is never stopped, so that whatever waits for a beat
/// gets one even if nobody noticed that a window came back.
///
/// It reaches into the toolkit, which the options of the Java machine have to allow
/// (`app/window.args`). Where they do not, or where the toolkit is another one, everything stays as
/// it is and only costs more. For the FX thread.
final class PulseBrake {
    /// So rarely that it cannot be measured.
    static final int SLOW_MILLIS = 1_000;

    /// Soon enough for news that nobody waits for.
    static final int CALM_MILLIS = 250;

    private static final Logger log = LoggerFactory.getLogger(PulseBrake.class);

    private final Optional<Beat> beat = Beat.find();
    private final ListChangeListener<Window> windows = _ -> look();
    private boolean isCalm;
    private Speed speed = Speed.USUAL;

    private enum Speed {
        USUAL,
        CALM,
        SLOW
    }

    PulseBrake() {
        Window.getWindows().addListener(windows);
    }

    /// The toolkit's timer.
    ///
    /// @param start starts it anew with an interval in milliseconds
    /// @param usualMillis the interval while something is shown
    private record Beat(Object timer, Method start, int usualMillis) {
        static Optional<Beat> find() {
            try {
                Class<?> toolkits = Class.forName("com.sun.javafx.tk.Toolkit");
                Object toolkit = toolkits.getMethod("getToolkit").invoke(null);
                // a screen that gives the beat itself pauses when nothing is drawn
                if (toolkit == null || (boolean) field(toolkit, "nativeSystemVsync")) {
                    return Optional.empty();
                }
                int usual = (int) field(toolkit, "PULSE_INTERVAL");
                Object timer = field(toolkit, "pulseTimer");
                Method start =
                        Class.forName("com.sun.glass.ui.Timer").getMethod("start", int.class);
                return Optional.of(new Beat(timer, start, usual));
            } catch (ReflectiveOperationException | RuntimeException | LinkageError other) {
                log.info("the toolkit's beat stays as it is: {}", other.toString());
                return Optional.empty();
            }
        }

        private static Object field(Object owner, String name) throws ReflectiveOperationException {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            @Nullable Object value = field.get(owner);
            if (value == null) {
                throw new NoSuchFieldException(name + " is empty");
            }
            return value;
        }

        void every(int millis) {
            try {
                start.invoke(timer, millis);
            } catch (ReflectiveOperationException | RuntimeException refused) {
                log.warn("the toolkit's beat could not be changed", refused);
            }
        }
    }

    private static boolean isSeen(Window window) {
        return !(window instanceof Stage stage) || !stage.isIconified();
    }

    /// Looks whether any window can be seen.
    void look() {
        boolean isAnySeen = Window.getWindows().stream().anyMatch(PulseBrake::isSeen);
        set(isAnySeen ? (isCalm ? Speed.CALM : Speed.USUAL) : Speed.SLOW);
    }

    /// @param now whether nobody uses what can be seen and nothing moves there
    void calm(boolean now) {
        isCalm = now;
        look();
    }

    private void set(Speed now) {
        if (now != speed) {
            speed = now;
            beat.ifPresent(one ->
                    one.every(
                            switch (now) {
                                case USUAL -> one.usualMillis;
                                case CALM -> Math.max(CALM_MILLIS, one.usualMillis);
                                case SLOW -> SLOW_MILLIS;
                            }));
        }
    }

    /// Whether the toolkit can be slowed down here.
    boolean works() {
        return beat.isPresent();
    }

    /// Whether it is slowed down because nothing can be seen.
    boolean isSlow() {
        return speed == Speed.SLOW;
    }

    /// Whether it is slowed down because nobody uses what can be seen.
    boolean isCalm() {
        return speed == Speed.CALM;
    }

    /// The usual beat, from now on.
    void release() {
        Window.getWindows().removeListener(windows);
        set(Speed.USUAL);
    }
}
