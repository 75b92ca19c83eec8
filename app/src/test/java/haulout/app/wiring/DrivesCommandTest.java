// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.CommandGroup;
import haulout.app.testing.Outcome;
import haulout.app.testing.SmallPractice;
import haulout.daemon.PracticeHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `haulout drives …` and `haulout leave …` with a practice network that runs without a window.
@Timeout(300)
class DrivesCommandTest {
    @TempDir private Path folder;
    private PracticeHost host;

    @BeforeEach
    void open() throws Exception {
        host = SmallPractice.open(folder.resolve("home"));
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private Outcome say(Path home, Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home));
        return Outcome.of(
                List.of(
                        new CommandGroup("drives", "Lend", DrivesCommand.all()),
                        new CommandGroup("leave", "Leave", LeaveCommand.all())),
                all.toArray());
    }

    private Outcome say(Object... words) {
        return say(folder.resolve("home"), words);
    }

    private List<String> folders() throws Exception {
        List<String> found = new ArrayList<>();
        say("drives", "list", "--json")
                .json()
                .path("drives")
                .forEach(drive -> found.add(drive.path("folder").asText()));
        return found;
    }

    @Test
    void drivesAreListedAddedClosedMovedAndGivenBack() throws Exception {
        String first = folders().getFirst();
        String second = folder.resolve("second").toString();
        String third = folder.resolve("third").toString();
        assertTrue(say("drives", "list").out().startsWith(first));

        // however little this computer has free, the core says why in a sentence
        Outcome added = say("drives", "add", second, "--lend", "900TB");
        assertEquals(1, added.exit());
        assertTrue(added.err().contains("can be lent"), added.err());
        host.own().add(Path.of(second), 1L << 30, false);
        assertEquals(List.of(first, second), folders());
        assertEquals(1, say("drives", "add", second).exit());

        assertEquals(0, say("drives", "close", second).exit());
        assertFalse(
                say("drives", "list", "--json")
                        .json()
                        .path("drives")
                        .path(1)
                        .path("takesIn")
                        .asBoolean());
        assertEquals(0, say("drives", "open", second).exit());
        assertEquals(0, say("drives", "lend", second, "2GiB").exit());
        JsonNode lent = say("drives", "list", "--json").json().path("drives").path(1);
        assertEquals(2L << 30, lent.path("lentBytes").asLong());

        String id = lent.path("id").asText();
        Outcome moved = say("drives", "move", id.substring(0, 8), third);
        assertEquals(0, moved.exit(), moved.err());
        assertTrue(moved.out().contains("haulout drives clear " + id + " " + second), moved.out());
        assertEquals(List.of(first, third), folders());
        assertTrue(Files.exists(Path.of(second, "segments")));
        assertEquals(0, say("drives", "clear", id, second).exit());
        assertFalse(Files.exists(Path.of(second, "segments")));
        assertEquals(1, say("drives", "clear", id, folder.toString()).exit());

        Outcome lost = say("drives", "remove", third, "--lost");
        assertEquals(1, lost.exit());
        assertTrue(lost.err().contains("missing"), lost.err());
        assertEquals(0, say("drives", "remove", third).exit());
        assertEquals(List.of(first), folders());
        assertFalse(Files.exists(Path.of(third, "haulout-drive.json")));
    }

    @Test
    void whatCannotBeIsSaidInASentence() {
        assertEquals(2, say("drives", "lend", "somewhere", "much").exit());
        Outcome unknown = say("drives", "close", "somewhere");
        assertEquals(1, unknown.exit());
        assertTrue(unknown.err().contains("no lent drive is somewhere"), unknown.err());
        Outcome alone = say(folder.resolve("nowhere"), "drives", "list");
        assertEquals(1, alone.exit());
        assertTrue(alone.err().contains("no core runs"), alone.err());
        Outcome only = say("drives", "remove", folder.resolve("home/practice/n0/store").toString());
        assertEquals(1, only.exit(), only.out());
        assertTrue(only.err().contains("the only drive"), only.err());
    }

    @Test
    void countersAreShownWhereItWasAskedFor() throws Exception {
        Path file = folder.resolve("home/control/metrics.json");
        String url = new ObjectMapper().readTree(file.toFile()).path("url").asText();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String page =
                    http.send(
                                    HttpRequest.newBuilder(URI.create(url)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            assertTrue(page.contains("haulout_http_requests"), page);
            assertTrue(page.endsWith("# EOF\n"));
        }
    }

    @Test
    void theNodeLeavesAndStaysByCommand() throws Exception {
        host.own(); // it runs
        assertTrue(say("leave", "show").exit() == 0);
        JsonNode begun = say("leave", "begin", "--yes", "--json").json();
        assertEquals("leaving", begun.path("stage").asText());
        assertTrue(begun.path("from").asText().startsWith("20"), begun.toString());
        assertEquals(5, begun.path("steps").size());
        assertTrue(say("leave", "show").out().contains("this node leaves"));
        JsonNode stays = say("leave", "stay", "--json").json();
        assertTrue(List.of("returning", "staying").contains(stays.path("stage").asText()));
    }
}
