// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The identity of a node over the command line, with real processes.
class IdentitySystemTest {
    private static final String WORDS =
            "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final String PASSPHRASE = "haul out at low tide";

    @TempDir Path folder;

    private Run run(String home, String in, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Project.launcher().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", folder.resolve(home).toString()));
        return Run.of(folder, Map.of("DBUS_SESSION_BUS_ADDRESS", ""), in, command);
    }

    @Test
    void wordsComeBackAndAMovedNodeRunsOnlyOnItsNewComputer() throws Exception {
        Run restored = run("old", WORDS + "\nyes\n", "identity", "restore");
        assertEquals(0, restored.exit(), restored.err());
        Run shown = run("old", "", "identity", "words");
        assertTrue(shown.out().contains("6 sausage"), shown.out());
        Run refused = run("old", WORDS.replace("wave", "wade") + "\n", "identity", "restore");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("word 5 is not in the list"), refused.err());
        assertFalse(refused.err().contains("wade"), refused.err());

        Run moved =
                run(
                        "old",
                        PASSPHRASE + "\n" + PASSPHRASE + "\n",
                        "identity",
                        "export",
                        "--move",
                        "way.haulout-recovery");
        assertEquals(0, moved.exit(), moved.err());
        String file = Files.readString(folder.resolve("way.haulout-recovery"));
        assertFalse(file.contains(PASSPHRASE) || file.contains("sausage"));
        Run old = run("old", "", "practice", "--nodes", "4", "--shards", "13");
        assertEquals(1, old.exit());
        assertTrue(old.err().contains("was moved to another computer"), old.err());

        Run back = run("new", PASSPHRASE + "\n", "identity", "restore", "way.haulout-recovery");
        assertEquals(0, back.exit(), back.err());
        assertEquals(shown.out(), run("new", "", "identity", "words").out());
    }

    @Test
    void onlyWhatIsHauloutsIsTakenOffTheComputer() throws Exception {
        Run restored = run("home", WORDS + "\nyes\n", "identity", "restore");
        assertEquals(0, restored.exit(), restored.err());
        Path letter = Files.writeString(folder.resolve("home/letter.txt"), "mine");
        Run kept = run("home", "", "uninstall", "--data", "keep");
        assertEquals(0, kept.exit(), kept.err());
        assertTrue(Files.exists(folder.resolve("home/control")));
        Run asked = run("home", "no\n", "uninstall");
        assertTrue(asked.out().contains("nothing was deleted"), asked.out());
        Run deleted = run("home", "", "uninstall", "--data", "delete");
        assertEquals(0, deleted.exit(), deleted.err());
        assertTrue(Files.exists(folder.resolve("home/identity/words.key")));
        Run all = run("home", "", "uninstall", "--data", "delete", "--identity", "delete");
        assertEquals(0, all.exit(), all.err());
        assertEquals("mine", Files.readString(letter));
        assertFalse(Files.exists(folder.resolve("home/identity/words.key")));
    }
}
