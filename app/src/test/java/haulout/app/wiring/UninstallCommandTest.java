// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.app.platform.LoginStart;
import haulout.app.testing.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallCommandTest {
    @TempDir private Path folder;
    private Path home;
    private LoginStart login;

    @BeforeEach
    void prepare() throws Exception {
        home = folder.resolve("home");
        Files.createDirectories(home.resolve("control"));
        Files.writeString(home.resolve("control").resolve("lock"), "");
        login = new LoginStart(folder.resolve("autostart"), Optional.of(Path.of("/opt/haulout")));
        login.turnOn(true);
    }

    private Outcome uninstall(Path which, Object... words) {
        List<Object> all = new ArrayList<>(List.of("uninstall", "--home", which));
        all.addAll(List.of(words));
        return Outcome.of(List.of(new UninstallCommand(home, Optional.of(login))), all.toArray());
    }

    @Test
    void theStartAtLoginIsTakenBackWhateverBecomesOfTheData() throws Exception {
        Outcome kept = uninstall(home, "--data", "keep");
        assertEquals(0, kept.exit(), kept.err());
        assertTrue(kept.out().contains("nothing was deleted"), kept.out());
        assertFalse(login.isOn());
        login.turnOn(true);
        assertTrue(uninstall(home, "--data", "delete").out().startsWith("deleted"));
        assertFalse(login.isOn());
        assertFalse(Files.exists(home.resolve("control")));
        login.turnOn(true);
        assertTrue(uninstall(home).out().contains("nothing of Haulout"));
        assertFalse(login.isOn());
    }

    @Test
    void anotherDataDirectoryHasNothingToDoWithIt() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("control"));
        Files.writeString(other.resolve("control").resolve("lock"), "");
        assertEquals(0, uninstall(other, "--data", "delete").exit());
        assertTrue(login.isOn());
    }

    @Test
    void nothingStaysOfANodesHome() throws Exception {
        Files.writeString(home.resolve("node.db"), "");
        Files.writeString(home.resolve("damage.json"), "{}");
        JsonNode said =
                uninstall(home, "--data", "delete", "--identity", "delete", "--json").json();
        assertTrue(said.path("deleted").asBoolean());
        assertTrue(said.path("identityDeleted").asBoolean());
        assertTrue(said.path("loginStartRemoved").asBoolean());
        assertEquals(home.toString(), said.path("home").asText());
        assertFalse(Files.exists(home));
    }
}
