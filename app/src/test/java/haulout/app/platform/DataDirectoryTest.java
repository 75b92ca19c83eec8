// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();

    @Test
    void followsTheConventionOfEachSystem() {
        assertEquals(
                HOME.resolve(".local").resolve("share").resolve("haulout"),
                DataDirectory.standard("Linux", Map.of(), HOME));
        assertEquals(
                HOME.resolve("Library").resolve("Application Support").resolve("Haulout"),
                DataDirectory.standard("Mac OS X", Map.of(), HOME));
        assertEquals(
                HOME.resolve("AppData").resolve("Local").resolve("Haulout"),
                DataDirectory.standard("Windows 11", Map.of(), HOME));
    }

    @Test
    void followsTheVariablesOfEachSystem() {
        Path other = Path.of("other").toAbsolutePath();
        assertEquals(
                other.resolve("haulout"),
                DataDirectory.standard("Linux", Map.of("XDG_DATA_HOME", other.toString()), HOME));
        assertEquals(
                other.resolve("Haulout"),
                DataDirectory.standard(
                        "Windows 11", Map.of("LOCALAPPDATA", other.toString()), HOME));
    }

    @Test
    void aRelativeOrEmptyVariableDoesNotCount() {
        Path standard = DataDirectory.standard("Linux", Map.of(), HOME);
        assertEquals(
                standard,
                DataDirectory.standard("Linux", Map.of("XDG_DATA_HOME", "relative"), HOME));
        assertEquals(standard, DataDirectory.standard("Linux", Map.of("XDG_DATA_HOME", ""), HOME));
    }

    @Test
    void theHomeThatIsSetCounts() {
        Path other = Path.of("other").toAbsolutePath();
        Map<String, String> set = Map.of("HOME", other.toString());
        assertEquals(other, UserHome.folder("Linux", set, HOME));
        assertEquals(HOME, UserHome.folder("Windows 11", set, HOME));
        assertEquals(HOME, UserHome.folder("Linux", Map.of("HOME", "relative"), HOME));
        assertEquals(HOME, UserHome.folder("Linux", Map.of(), HOME));
    }

    @Test
    void thisSystemHasOne() {
        assertTrue(DataDirectory.standard().isAbsolute());
    }
}
