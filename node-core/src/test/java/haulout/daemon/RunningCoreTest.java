// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.OpenThings;
import haulout.metrics.MetricsRegistry;
import haulout.resources.settings.Mode;
import haulout.status.NodeStanding;
import haulout.status.StatusReport;
import haulout.status.Surface;
import haulout.testing.HeldPort;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which core of a home answers, and who may say that it is gone.
class RunningCoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path home;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random(1);

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(home.resolve("control"));
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private Path file() {
        return home.resolve("control").resolve("core.json");
    }

    private static Surface surface() {
        return new Surface(
                new StatusReport(
                        NodeStanding.CHECKING,
                        NodeStanding.CHECKING.title(),
                        Sentence.of("status.stale", new Term.At(Instant.EPOCH)),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of()),
                List.of(),
                List.of());
    }

    private OpenThings core() throws IOException {
        OpenThings open = new OpenThings();
        CoreDesk _ =
                CoreDesk.open(
                        open,
                        home.resolve("control"),
                        new CoreDesk.Source(
                                RunningCoreTest::surface,
                                () -> Mode.AUTOMATIC,
                                List::of,
                                Optional::empty),
                        new CoreDesk.Means(
                                executor, new MetricsRegistry(), random, InstantSource.system()));
        return open;
    }

    /// As if another process had written it: the one that has started this one lives as well.
    private void change(String name, JsonNode value) throws IOException {
        ObjectNode core = (ObjectNode) JSON.readTree(file().toFile());
        core.set(name, value);
        JSON.writeValue(file().toFile(), core);
    }

    private void ofAnotherProcess() throws IOException {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        change("pid", JSON.getNodeFactory().numberNode(parent));
    }

    @Test
    void aCoreThatAnswersWithTheTokenIsElsewhere() throws Exception {
        assertFalse(RunningCore.isElsewhere(home));
        OpenThings core = core();
        assertFalse(RunningCore.isElsewhere(home), "it is this process");
        ofAnotherProcess();
        assertTrue(RunningCore.isElsewhere(home));
        Files.writeString(home.resolve("control").resolve("core.token"), "another");
        assertFalse(RunningCore.isElsewhere(home), "what answers is another's");
        core.close();
    }

    @Test
    void aProcessThatHasItsNumberByChanceIsNoCore() throws Exception {
        OpenThings core = core();
        ofAnotherProcess();
        try (HeldPort silent = new HeldPort()) {
            change("url", JSON.getNodeFactory().textNode("http://127.0.0.1:" + silent.number()));
            assertFalse(RunningCore.isElsewhere(home));
        }
        change("url", JSON.getNodeFactory().textNode(""));
        assertFalse(RunningCore.isElsewhere(home));
        Files.writeString(file(), "{\"pid\":");
        assertFalse(RunningCore.isElsewhere(home));
        core.close();
    }

    @Test
    void whoClosesLeavesWhatAnotherHasSaid() throws Exception {
        OpenThings window = core();
        OpenThings service = core();
        byte[] said = Files.readAllBytes(file());
        window.close();
        assertEquals(new String(said), Files.readString(file()));
        service.close();
        assertFalse(Files.exists(file()));
    }
}
