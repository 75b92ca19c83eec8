// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `haulout scan` against a server that answers as the database of weaknesses does, and as it had
/// better not.
@DisabledOnOs(OS.WINDOWS)
class WeaknessScanSystemTest {
    private static final int NONE = 0;
    private static final int FOUND = 1;
    private static final int NOT_ASKED = 69;

    private static final String NO_VERDICT =
            "haulout: so nothing is known of the libraries, neither good nor bad\n";

    private static final String BILL =
            """
            {"bomFormat": "CycloneDX", "components": [
              {"name": "haulout-ui", "purl": "pkg:maven/haulout/haulout-ui@1?type=jar"},
              {"name": "codec", "purl": "pkg:maven/org.example/codec@1.2.3?type=jar"},
              {"name": "codec", "purl": "pkg:maven/org.example/codec@1.2.3?classifier=linux&type=jar"},
              {"name": "font", "purl": "pkg:maven/org.example/font@4?type=jar"}]}
            """;

    private static final String LOCK =
            """
            {"lockfileVersion": 3, "packages": {
              "": {"name": "ours"},
              "node_modules/a/node_modules/@scope/b": {"version": "0.1.0"}}}
            """;

    /// No weakness of two libraries.
    private static final String CLEAN = "{\"results\": [{}, {\"vulns\": []}]}";

    /// One of the first of them.
    private static final String WEAK =
            "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\", \"modified\": \"2026-01-01\"}]},"
                    + " {}]}";

    private static final String DETAILS =
            """
            {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "summary": "a loop\\u001b[31m without end",
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}],
             "database_specific": {"severity": "HIGH"},
             "affected": [
               {"package": {"name": "org.example:other"},
                "ranges": [{"events": [{"introduced": "0"}, {"fixed": "9"}]}]},
               {"package": {"name": "org.example:codec"},
                "ranges": [{"events": [{"introduced": "0"}, {"fixed": "1.2.4"}]}]}]}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    /// What the server has been asked, in order.
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    /// What it answers to one question after the other; the last of them to all that follow.
    private final List<Answer> batches = new ArrayList<>();

    private final Map<String, Answer> details = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpServer server;
    private Path bill;
    private Path exemptions;

    /// @param promised bytes that its head speaks of; an answer with fewer never ends
    private record Answer(int status, String body, int promised) {
        static Answer of(int status, String body) {
            return new Answer(status, body, body.length());
        }
    }

    @BeforeEach
    void start() throws IOException {
        bill = Files.writeString(folder.resolve("bill.json"), BILL);
        exemptions = Files.writeString(folder.resolve("exemptions"), "# none\n\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/querybatch", this::batch);
        server.createContext("/v1/vulns/", this::detail);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.close();
    }

    private void batch(HttpExchange exchange) throws IOException {
        int nth = asked.size();
        asked.add(JSON.readTree(exchange.getRequestBody()));
        answer(exchange, batches.get(Math.min(nth, batches.size() - 1)));
    }

    private void detail(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        answer(
                exchange,
                details.getOrDefault(
                        path.substring(path.lastIndexOf('/') + 1), Answer.of(404, "{}")));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/v1/vulns/GHSA-1");
        exchange.sendResponseHeaders(answer.status, answer.promised == 0 ? -1 : answer.promised);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        try {
            if (body.length < answer.promised) {
                ended.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private Run scan(String... more) throws IOException, InterruptedException {
        return scanAt(server.getAddress().getPort(), more);
    }

    private Run scanAt(int port, String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Project.launcher().toString(),
                                "scan",
                                "--ask",
                                "http://127.0.0.1:" + port,
                                "--exemptions",
                                exemptions.toString()));
        command.addAll(List.of(more));
        if (more.length == 0) {
            command.add(bill.toString());
        }
        return Run.of(
                folder,
                Map.of("HAULOUT_BUILD", "never", "HAULOUT_JDK", System.getProperty("java.home")),
                "",
                command);
    }

    private void answers(String... bodies) {
        for (String body : bodies) {
            batches.add(Answer.of(200, body));
        }
    }

    @Test
    void saysThatNothingIsKnownOfSoundLibraries() throws Exception {
        answers(CLEAN);
        Run run = scan();
        assertEquals(NONE, run.exit(), run.toString());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("2 libraries, no weakness is known of them"), run.out());
        // each once, ours not, without what only the file is named by
        assertEquals(
                """
                {"queries":[{"package":{"purl":"pkg:maven/org.example/codec@1.2.3"}},\
                {"package":{"purl":"pkg:maven/org.example/font@4"}}]}\
                """,
                asked.getFirst().toString());
    }

    @Test
    void namesWhatIsWeak() throws Exception {
        answers(WEAK);
        details.put("GHSA-1", Answer.of(200, DETAILS));
        Run run = scan();
        assertEquals(FOUND, run.exit(), run.toString());
        assertEquals(
                """
                org.example:codec 1.2.3  GHSA-1  HIGH  not in 1.2.4
                    a loop [31m without end
                2 libraries, 1 weakness is known of them at http://127.0.0.1:%d
                """
                        .formatted(server.getAddress().getPort()),
                run.out());
    }

    @Test
    void aWeaknessWithoutDescriptionIsStillOne() throws Exception {
        answers(WEAK);
        for (Answer answer :
                List.of(Answer.of(500, "broken"), Answer.of(200, "{"), Answer.of(200, "{}"))) {
            details.put("GHSA-1", answer);
            Run run = scan();
            assertEquals(FOUND, run.exit(), run.toString());
            assertTrue(run.out().contains("1.2.3  GHSA-1  severity not known"), run.out());
        }
    }

    @Test
    void readsAllPagesOfAnAnswer() throws Exception {
        answers(
                "{\"results\": [{}, {\"vulns\": [{\"id\": \"A\"}], \"next_page_token\":"
                        + " \"more\"}]}",
                "{\"results\": [{\"vulns\": [{\"id\": \"B\"}]}]}");
        Run run = scan();
        assertEquals(FOUND, run.exit(), run.toString());
        assertTrue(run.out().contains("font 4  A"), run.out());
        assertTrue(run.out().contains("font 4  B"), run.out());
        JsonNode second = asked.get(1).path("queries").path(0);
        assertEquals("more", second.path("page_token").asText());
        assertTrue(second.path("package").path("purl").asText().endsWith("font@4"));
    }

    @Test
    void asksAboutTheLibrariesOfALockFile() throws Exception {
        Path lock = Files.writeString(folder.resolve("lock.json"), LOCK);
        answers("{\"results\": [{}, {}, {\"vulns\": [{\"id\": \"GHSA-1\"}]}]}");
        Run run = scan(bill.toString(), lock.toString());
        assertEquals(FOUND, run.exit(), run.toString());
        assertTrue(run.out().contains("@scope/b 0.1.0  GHSA-1"), run.out());
        assertTrue(asked.toString().contains("pkg:npm/%40scope/b@0.1.0"), asked.toString());
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of("an error", Answer.of(500, CLEAN), "status 500"),
                Arguments.of("too many questions", Answer.of(429, "{}"), "status 429"),
                Arguments.of("elsewhere", Answer.of(302, ""), "status 302"),
                Arguments.of("damaged", Answer.of(200, "{\"results\": [{}, {"), "not JSON"),
                Arguments.of("a page", Answer.of(200, "<html>log in</html>"), "not JSON"),
                Arguments.of("nothing", Answer.of(200, "{}"), "no answer for each"),
                Arguments.of("too few", Answer.of(200, "{\"results\": [{}]}"), "no answer for"),
                Arguments.of(
                        "another form",
                        Answer.of(200, "{\"results\": [{\"vulns\": {}}, {}]}"),
                        "another form"),
                Arguments.of(
                        "a weakness without a name",
                        Answer.of(200, "{\"results\": [{\"vulns\": [{}]}, {}]}"),
                        "another form"),
                Arguments.of("null", Answer.of(200, "{\"results\": [null, {}]}"), "another form"),
                Arguments.of("half of it", new Answer(200, CLEAN, 10_000), "within 1 s"),
                Arguments.of(
                        "pages without an end",
                        Answer.of(200, "{\"results\": [{\"next_page_token\": \"x\"}]}"),
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void withoutAnAnswerNothingIsKnown(String what, Answer answer, String why) throws Exception {
        batches.add(answer);
        if (why.isEmpty()) {
            Files.writeString(bill, BILL.replace("font@4", "codec@1.2.3"));
        }
        Run run = scan("--patience", why.contains("within") ? "1" : "60", bill.toString());
        assertEquals(NOT_ASKED, run.exit(), run.toString());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith(NO_VERDICT), run.err());
        assertTrue(run.err().contains(why.isEmpty() ? "without an end" : why), run.err());
    }

    @Test
    void aServerThatIsNotThereIsNoAnswer() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);
        Run run = scanAt(port);
        assertEquals(NOT_ASKED, run.exit(), run.toString());
        assertEquals("", run.out());
        assertTrue(run.err().contains("was not reached"), run.err());
        assertTrue(run.err().endsWith(NO_VERDICT), run.err());
    }

    @Test
    void aFileThatNamesNoLibraryIsNotClean() throws Exception {
        answers(CLEAN);
        for (String content :
                List.of(
                        "{}",
                        "[]",
                        "no JSON",
                        "{\"bomFormat\": \"CycloneDX\", \"components\": []}",
                        "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"x\"}]}",
                        "{\"packages\": {\"node_modules/x\": {}}}")) {
            Files.writeString(bill, content);
            Run run = scan();
            assertEquals(NOT_ASKED, run.exit(), content + ": " + run);
            assertEquals("", run.out());
        }
        assertEquals(NOT_ASKED, scan(folder.resolve("nothing.json").toString()).exit());
        assertEquals(List.of(), asked);
    }

    @Test
    void anExemptionHoldsUntilItsDay() throws Exception {
        answers(WEAK);
        details.put("GHSA-1", Answer.of(200, DETAILS));
        for (String name : List.of("GHSA-1", "CVE-2026-1")) {
            Files.writeString(exemptions, name + " 9999-12-31 its loop is not run\n");
            Run run = scan();
            assertEquals(NONE, run.exit(), run.toString());
            assertTrue(run.err().contains("because its loop is not run"), run.err());
        }
        Files.writeString(exemptions, "GHSA-1 2000-01-01 its loop is not run\n");
        Run over = scan();
        assertEquals(FOUND, over.exit(), over.toString());
        assertTrue(over.out().contains("(exempt until 2000-01-01)"), over.out());
        Files.writeString(exemptions, "GHSA-2 9999-12-31 of a library that went\n");
        Run other = scan();
        assertEquals(FOUND, other.exit(), other.toString());
        assertTrue(other.err().contains("no library has GHSA-2 any more"), other.err());
        for (String line : List.of("GHSA-1", "GHSA-1 soon because", "GHSA-1 2027-02-30 x")) {
            Files.writeString(exemptions, line);
            assertEquals(NOT_ASKED, scan().exit(), line);
        }
    }

    @Test
    void whatWasWithdrawnIsNoWeakness() throws Exception {
        answers(WEAK);
        details.put(
                "GHSA-1",
                Answer.of(
                        200, DETAILS.replace("{\"id\"", "{\"withdrawn\": \"2026-02-02\", \"id\"")));
        Run run = scan();
        assertEquals(NONE, run.exit(), run.toString());
        assertTrue(run.err().contains("withdrawn: org.example:codec 1.2.3  GHSA-1"), run.err());
    }

    @Test
    void wrongUsageIsSaid() throws Exception {
        for (String[] words :
                new String[][] {
                    {"--aks", "x"}, {"--ask"}, {"--ask", "file:/x"}, {"--patience", "0"}
                }) {
            assertEquals(2, scan(words).exit(), List.of(words).toString());
        }
    }

    /// The file that is used when no other is named.
    @Test
    void theExemptionsOfTheProjectCanBeRead() throws Exception {
        answers(CLEAN);
        exemptions = Project.root().resolve("installer/scan/exemptions");
        Run run = scan();
        assertEquals(NONE, run.exit(), run.toString());
        assertFalse(run.err().contains("exempt"), run.err());
    }
}
