// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @AfterEach
    void forget() {
        System.clearProperty(Terminal.PROPERTY);
    }

    @Test
    void believesTheLauncher() {
        System.setProperty(Terminal.PROPERTY, "true");
        assertTrue(Terminal.isWatched());
        System.setProperty(Terminal.PROPERTY, "false");
        assertFalse(Terminal.isWatched());
    }

    @Test
    void withoutALauncherNobodyWatchesATest() {
        assertFalse(Terminal.isWatched());
    }
}
