// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginStartTest {
    @TempDir private Path folder;

    @Test
    void isTurnedOnAndOff() throws IOException {
        LoginStart start = new LoginStart(folder, Optional.of(Path.of("/opt/my \"app\"/haulout")));
        assertFalse(start.isOn());
        start.turnOn(true);
        assertTrue(start.isOn());
        assertTrue(
                Files.readString(folder.resolve("haulout.desktop"))
                        .contains("Exec=\"/opt/my \\\"app\\\"/haulout\" --hidden\n"));
        assertTrue(
                Files.readString(folder.resolve("haulout.desktop"))
                        .contains("TryExec=/opt/my \"app\"/haulout\n"),
                "a desktop passes over a program that was removed");
        start.turnOn(false);
        assertTrue(
                Files.readString(folder.resolve("haulout.desktop"))
                        .contains("Exec=\"/opt/my \\\"app\\\"/haulout\"\n"));
        start.turnOff();
        assertFalse(start.isOn());
    }

    @Test
    void withoutAProgramItCannotBeTurnedOn() {
        LoginStart start = new LoginStart(folder, Optional.empty());
        assertFalse(start.isPossible());
        assertThrows(IOException.class, () -> start.turnOn(true));
    }

    @Test
    void theFolderIsTheOneOfTheDesktop() {
        Path home = folder.toAbsolutePath();
        assertEquals(home.resolve(".config/autostart"), LoginStart.folder(Map.of(), home));
        assertEquals(
                home.resolve("cfg/autostart"),
                LoginStart.folder(Map.of("XDG_CONFIG_HOME", "" + home.resolve("cfg")), home));
    }
}
