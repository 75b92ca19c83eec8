// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.resources.guest.Obedience;
import haulout.store.shield.ShieldMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A single node without a window: what its owner does with its drives while it runs.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HeadlessNodeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GIGABYTE = 1_000_000_000;

    @TempDir private Path folder;

    private Path home;
    private Path script;

    @BeforeEach
    void setUp() throws IOException {
        home = folder.resolve("home");
        script = Files.writeString(folder.resolve("ledger"), "{\"shards\":10}\n{\"enter\":1}\n");
    }

    private HeadlessNode open() throws IOException, InterruptedException {
        return HeadlessNode.open(
                new HeadlessNode.Options(
                        home,
                        script,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        true,
                        OptionalLong.of(2 * GIGABYTE),
                        OptionalLong.of(GIGABYTE),
                        ShieldMode.AUTOMATIC,
                        1,
                        Obedience.WATCH),
                InstantSource.system());
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        return RunningCore.owner(home, path, Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC)
                .orElseThrow();
    }

    /// Since when something is not well; waits until it is known not to be.
    private String since(String check) throws IOException, InterruptedException {
        while (true) {
            JsonNode status =
                    RunningCore.status(home, Locale.ENGLISH, ZoneOffset.UTC).orElseThrow();
            for (JsonNode alert : status.path("alerts")) {
                if (alert.path("check").asText().equals(check)) {
                    return alert.path("since").asText();
                }
            }
        }
    }

    private JsonNode tell(String path, ObjectNode fields) throws IOException, InterruptedException {
        return RunningCore.owner(home, path, Optional.of(fields), Locale.ENGLISH, ZoneOffset.UTC)
                .orElseThrow();
    }

    private static ObjectNode fields(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    // "/v1/api" is answered by whoever runs, whatever the ledger says
    private static int answer(HeadlessNode node) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(node.url() + "/v1/api")).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private String lendSecond(Path second) throws IOException, InterruptedException {
        JsonNode place = tell("drives/look", fields("folder", second.toString()));
        assumeFalse(place.has("refused"), () -> "this computer's drive is too full: " + place);
        JsonNode lent =
                tell("drives/add", fields("folder", second.toString()).put("bytes", GIGABYTE));
        assertEquals(2, lent.path("drives").size(), lent::toString);
        return lent.path("drives").get(1).path("id").asText();
    }

    private String removed(String drive) throws IOException, InterruptedException {
        JsonNode work = tell("drives/remove", fields("drive", drive)).path("work");
        int place = work.size() - 1;
        while (work.get(place).path("state").asText().equals("running")) {
            work = ask("drives").path("work");
        }
        return work.get(place).path("state").asText();
    }

    @Test
    void aSecondDriveIsLentWhileTheNodeAnswersAtTheSameAddressAndIsThereAfterARestart()
            throws Exception {
        Path second = folder.resolve("second");
        String id;
        try (HeadlessNode node = open()) {
            assertEquals(1, ask("drives").path("drives").size());
            id = lendSecond(second);
            assertTrue(Files.exists(second.resolve("haulout-drive.json")));
            assertEquals(200, answer(node));
        }
        try (HeadlessNode _ = open()) {
            JsonNode drives = ask("drives").path("drives");
            assertEquals(2, drives.size());
            assertEquals(id, drives.get(1).path("id").asText());
        }
    }

    @Test
    void whatIsNotWellIsSoSinceItWasFirstFoundAlsoAfterARestart() throws Exception {
        Path second = folder.resolve("second");
        try (HeadlessNode _ = open()) {
            lendSecond(second);
        }
        Files.move(second, folder.resolve("unplugged"));
        String since;
        try (HeadlessNode _ = open()) {
            since = since("drive.present");
        }
        assertFalse(since.isEmpty());
        try (HeadlessNode _ = open()) {
            assertEquals(since, since("drive.present"));
        }
    }

    @Test
    void aDriveIsGivenBackAndTheOnlyOneIsNot() throws Exception {
        Path second = folder.resolve("second");
        try (HeadlessNode node = open()) {
            String first = ask("drives").path("drives").get(0).path("id").asText();
            assertEquals("done", removed(lendSecond(second)));
            assertFalse(Files.exists(second.resolve("haulout-drive.json")));
            assertEquals("failed", removed(first));
            assertEquals(1, ask("drives").path("drives").size());
            assertEquals(200, answer(node));
        }
    }

    @Test
    void whatOnlyALedgerOfItsOwnersMoneyKnowsIsRefusedWithASentence() throws Exception {
        try (HeadlessNode _ = open()) {
            IOException refused = assertThrows(IOException.class, () -> ask("leaving"));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("no stake"), refused::toString);
        }
    }
}
