// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
    @TempDir private Path folder;

    @Test
    void whatAKilledProcessLeftGoesAndWhatIsInUseStays() throws Exception {
        try (TemporaryFile own = TemporaryFile.named(folder, ".slivers", 10)) {
            String name = own.path().getFileName().toString();
            String[] parts = name.split("-", -1);
            Process ended = new ProcessBuilder("true").start();
            ended.waitFor();
            Path ofADeadOne = file(parts[0], parts[1], ended.pid() + "", parts[3], "1.slivers");
            Path ofAnEarlierOne = file(parts[0], parts[1], parts[2], "1", "2.slivers");
            Path ofAnotherComputer =
                    file(parts[0], "00000000", ended.pid() + "", parts[3], "3.slivers");
            Path ofSomebody = Files.createFile(folder.resolve("haulout-notes.txt"));
            TemporaryFile.cleanUp(folder);
            assertFalse(Files.exists(ofADeadOne));
            assertFalse(Files.exists(ofAnEarlierOne), "its number is another process's now");
            assertTrue(Files.exists(ofAnotherComputer));
            assertTrue(Files.exists(ofSomebody));
            assertTrue(Files.exists(own.path()));
        }
    }

    private Path file(String... parts) throws IOException {
        return Files.createFile(folder.resolve(String.join("-", parts)));
    }
}
