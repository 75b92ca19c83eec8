// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.screen.Place;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowDoorTest {
    private final AtomicInteger tries = new AtomicInteger();
    private boolean isEnding;

    private WindowDoor failing(Problem problem) {
        return new WindowDoor(
                () -> {
                    tries.incrementAndGet();
                    problem.run();
                    throw new AssertionError("does not get here");
                },
                () -> isEnding);
    }

    /// Throws.
    @FunctionalInterface
    private interface Problem {
        void run();
    }

    @Test
    void withoutADisplayNothingOpensAndTheReasonIsTold() {
        WindowDoor door =
                failing(() -> {
                    throw new UnsupportedOperationException("Unable to open DISPLAY");
                });
        door.open();
        door.open(Place.HEALTH);
        door.askToQuit();
        assertEquals(1, tries.get(), "the toolkit starts once in a process");
        assertFalse(door.wasOpened());
        assertEquals(
                Optional.of(
                        "the window cannot be opened, because no display can be reached (DISPLAY"
                                + " names none that answers); `haulout node` and `haulout"
                                + " practice` run without a window"),
                door.tryOpen());
        door.close();
    }

    @Test
    void aMissingLibraryOfTheDesktopIsNamed() {
        WindowDoor door =
                failing(() -> {
                    throw new UnsupportedOperationException("Unable to load glass GTK library.");
                });
        door.open();
        assertTrue(door.tryOpen().orElse("").contains("GTK 3"), door.tryOpen().toString());
    }

    @Test
    void aLibraryThatCannotBeLoadedIsNamed() {
        WindowDoor door =
                failing(() -> {
                    throw new UnsatisfiedLinkError("libX11.so.6: cannot open shared object file");
                });
        door.open();
        assertTrue(door.tryOpen().orElse("").contains("libX11.so.6"), door.tryOpen().toString());
    }

    @Test
    void aToolkitThatCannotStartBecauseTheProcessEndsIsNoMistake() {
        WindowDoor door =
                failing(() -> {
                    throw new IllegalStateException("No toolkit found");
                });
        assertThrows(IllegalStateException.class, door::tryOpen);
        isEnding = true;
        assertEquals(Optional.of("stopped before it was done"), door.tryOpen());
        assertFalse(door.wasOpened());
    }
}
