// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.BlobId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The drives of a node without a window, by commands: a second one, a move that a kill cuts off,
/// and every file as it was.
@Timeout(900)
class DrivesSystemTest {
    private static final int FILES = 5;
    private static final int FILE_BYTES = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final Random random = new Random(71);

    private static JsonNode json(Run run) throws Exception {
        assertEquals(0, run.exit(), run::toString);
        return JSON.readTree(run.out());
    }

    private static List<JsonNode> drives(PracticeProcess network) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        json(network.run("drives list", "--json")).path("drives").forEach(found::add);
        return found;
    }

    private List<String> store(PracticeProcess network, List<Path> files) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[FILE_BYTES];
            random.nextBytes(bytes);
            Path file = Files.write(folder.resolve("in" + files.size()), bytes);
            files.add(file);
            ids.add(
                    json(network.run("store", file.toString(), "--epochs", "9", "--json"))
                            .path("blobId")
                            .asText());
        }
        return ids;
    }

    private void assertSame(PracticeProcess network, List<String> ids, List<Path> files)
            throws Exception {
        for (int i = 0; i < ids.size(); i++) {
            BlobId blob = BlobId.parse(ids.get(i));
            network.await("every node has its part", () -> network.holdsAll(blob));
            Path back = folder.resolve("back");
            Run read = network.run("read", ids.get(i), "--out", back.toString());
            assertEquals(0, read.exit(), read::toString);
            assertArrayEquals(Files.readAllBytes(files.get(i)), Files.readAllBytes(back));
            Files.delete(back);
        }
    }

    @Test
    void aSecondDriveIsLentAndAMoveThatWasKilledGoesOnWithEveryFileAsItWas() throws Exception {
        List<Path> files = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Path second = folder.resolve("second");
        Path third = folder.resolve("third");
        String id;
        try (PracticeProcess network = PracticeProcess.start(folder)) {
            ids.addAll(store(network, files));
            Run added = network.run("drives add", second.toString(), "--lend", "2GB");
            assertEquals(0, added.exit(), added::toString);
            assertEquals(2, drives(network).size());
            ids.addAll(store(network, files));
            JsonNode fullest =
                    drives(network).stream()
                            .max((one, other) ->
                                    Long.compare(
                                            one.path("usedBytes").asLong(),
                                            other.path("usedBytes").asLong()))
                            .orElseThrow();
            id = fullest.path("id").asText();
            Run begun = network.run("drives move", id, third.toString(), "--no-wait");
            assertEquals(0, begun.exit(), begun::toString);
            Path note = folder.resolve("home/practice/n0/drive-move.json");
            network.await(
                    "it copies or has ended",
                    () -> Files.exists(third.resolve("segments")) || !Files.exists(note));
            network.kill();
        }
        try (PracticeProcess network = PracticeProcess.start(folder)) {
            network.await(
                    "the drive is where it was to go",
                    () ->
                            drives(network).stream()
                                    .anyMatch(drive ->
                                            drive.path("id").asText().equals(id)
                                                    && drive.path("folder")
                                                            .asText()
                                                            .equals(third.toString())
                                                    && !drive.has("task")));
            assertSame(network, ids, files);
            Run removed = network.run("drives remove", third.toString());
            assertEquals(0, removed.exit(), removed::toString);
            assertEquals(1, drives(network).size());
            assertFalse(Files.exists(third.resolve("haulout-drive.json")));
            assertSame(network, ids, files);
            assertTrue(network.run("status").out().length() > 0);
        }
    }
}
