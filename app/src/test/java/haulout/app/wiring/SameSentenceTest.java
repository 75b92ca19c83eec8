// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.cli.CleanUps;
import haulout.app.cli.CommandRunner;
import haulout.app.tray.TrayItem;
import haulout.app.tray.TrayState;
import haulout.assembly.OpenThings;
import haulout.daemon.CoreDesk;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HoldingsReport;
import haulout.home.HomeSnapshot;
import haulout.home.LoadReport;
import haulout.home.ModeReport;
import haulout.home.StakingReport;
import haulout.metrics.MetricsRegistry;
import haulout.resources.settings.Mode;
import haulout.status.AlertStarts;
import haulout.status.NodeStanding;
import haulout.status.StatusFunction;
import haulout.status.Surface;
import haulout.text.Sentence;
import haulout.ui.shell.AppWindow;
import haulout.ui.shell.WindowHost;
import haulout.ui.text.Words;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever goes wrong: window, tray and `haulout status` say the same, in the same words, and only
/// a node of which all is confirmed is healthy.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SameSentenceTest {
    private static final Instant NOW = Instant.parse("2026-09-14T10:42:00Z");
    private static final Gauge NO_GAUGE =
            new Gauge(Figure.unknown(), Figure.unknown(), Optional.empty());

    @TempDir private Path home;

    private static HomeSnapshot snapshot(Household house, Instant at) {
        Surface surface = StatusFunction.look(house.facts(), AlertStarts.NONE);
        return new HomeSnapshot(
                at,
                surface.status(),
                new ModeReport(house.mode, Optional.empty()),
                Optional.empty(),
                new LoadReport(NO_GAUGE, NO_GAUGE, NO_GAUGE, NO_GAUGE, List.of(), Figure.unknown()),
                List.of(),
                new HoldingsReport(
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        0,
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        List.of()),
                List.of(),
                new EarningsReport(
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Optional.empty(),
                        Sentence.of("earnings.no-basis"),
                        List.of(),
                        List.of()),
                new StakingReport(
                        Figure.unknown(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Figure.unknown()),
                surface.checks(),
                surface.alerts(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void onFx(Runnable work) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                work.run();
                done.complete(true);
            } catch (RuntimeException | Error problem) {
                done.completeExceptionally(problem);
            }
        });
        done.get(1, TimeUnit.MINUTES);
    }

    private static AppWindow window(Stage stage, GivenNode node) {
        return new AppWindow(
                stage,
                node.node(),
                Runnable::run,
                InstantSource.fixed(NOW),
                ZoneId.systemDefault(),
                Locale.getDefault(),
                new WindowHost() {
                    @Override
                    public boolean hasTray() {
                        return true;
                    }

                    @Override
                    public void quit() {
                        // ended by the test
                    }

                    @Override
                    public void hidden() {
                        // nothing to be cleaned up
                    }

                    @Override
                    public void attended(boolean now) {
                        // nothing of a test can wait
                    }

                    @Override
                    public boolean canStartAtLogin() {
                        return true;
                    }

                    @Override
                    public void startAtLogin(boolean on, boolean hidden) {
                        // the computer of who runs the tests is left as it is
                    }
                },
                _ -> true);
    }

    private List<String> command() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit =
                new CommandRunner(
                                List.of(new StatusCommand()),
                                "1",
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                System.err,
                                InstantSource.fixed(NOW),
                                new CleanUps())
                        .run("status", "--home", home.toString());
        assertEquals(0, exit);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private CoreDesk desk(OpenThings open, GivenNode node, ExecutorService executor)
            throws Exception {
        Path control = Files.createDirectories(home.resolve("control"));
        return CoreDesk.open(
                open,
                control,
                new CoreDesk.Source(
                        () -> node.snapshot().surfaceAt(NOW),
                        () -> Mode.AUTOMATIC,
                        List::of,
                        Optional::empty),
                new CoreDesk.Means(
                        executor, new MetricsRegistry(), new Random(1), InstantSource.fixed(NOW)));
    }

    @Test
    void windowTrayAndCommandSayTheSame() throws Exception {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.setImplicitExit(false);
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException runs) {
            // another test of this process has started it
        }
        GivenNode node = new GivenNode(snapshot(new Household(NOW), NOW));
        CompletableFuture<Stage> made = new CompletableFuture<>();
        onFx(() -> {
            Stage stage = new Stage();
            window(stage, node).raise();
            made.complete(stage);
        });
        Stage stage = made.get();
        Words words =
                Words.of(Locale.getDefault(), ZoneId.systemDefault(), InstantSource.fixed(NOW));
        TrayMenu tray =
                new TrayMenu(
                        node.node(),
                        () -> words,
                        InstantSource.fixed(NOW),
                        new WindowDoor(() -> {
                            throw new UnsupportedOperationException("none here");
                        }));
        Set<NodeStanding> seen = EnumSet.noneOf(NodeStanding.class);
        try (OpenThings open = new OpenThings();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CoreDesk _ = desk(open, node, executor);
            for (Map.Entry<String, Consumer<Household>> fault : Household.faults().entrySet()) {
                Household house = new Household(NOW);
                fault.getValue().accept(house);
                seen.add(same(fault.getKey(), snapshot(house, NOW), node, stage, tray, words));
            }
            HomeSnapshot old = snapshot(new Household(NOW), NOW.minusSeconds(11));
            NodeStanding standing = same("no news come", old, node, stage, tray, words);
            assertEquals(NodeStanding.CHECKING, standing);
        }
        assertEquals(EnumSet.allOf(NodeStanding.class), seen, "every state was shown");
        onFx(stage::hide);
    }

    private NodeStanding same(
            String name,
            HomeSnapshot snapshot,
            GivenNode node,
            Stage stage,
            TrayMenu tray,
            Words words)
            throws Exception {
        onFx(() -> node.become(snapshot));
        onFx(() -> {}); // what that has queued is done
        NodeStanding standing = snapshot.surfaceAt(NOW).status().standing();
        String word = words.say("status." + standing.name().toLowerCase(Locale.ROOT));
        TrayState icon = tray.state(snapshot);
        String sentence = icon.tooltip();
        assertEquals(words.say("app.name") + " – " + word, icon.title(), name);
        assertTrue(((TrayItem.Action) icon.menu().getFirst()).text().startsWith(word), name);
        List<String> told = command();
        assertEquals(words.say(snapshot.surfaceAt(NOW).status().title()), told.get(0), name);
        assertEquals(sentence, told.get(1), name);
        String[] window = new String[2];
        onFx(() -> {
            window[0] = text(stage, "#hdrStatus");
            window[1] = text(stage, "#hdrSentence");
        });
        assertEquals(word, window[0], name);
        assertTrue(window[1].startsWith(sentence), name + ": " + window[1]);
        if (name.equals(Household.NO_NODE)) {
            assertEquals(NodeStanding.HEALTHY, standing, name);
            assertNotEquals(words.say(standing.title()), told.get(0), "there is no node");
        } else if (!name.equals("all is well") && !name.equals("the window failed")) {
            assertNotEquals(NodeStanding.HEALTHY, standing, name);
        }
        return standing;
    }

    private static String text(Stage stage, String id) {
        return ((Labeled) stage.getScene().lookup(id)).getText();
    }

    @Test
    void aFaultBehindTheTrayIsNotedAndEndsNothing() {
        GivenNode node = new GivenNode(snapshot(new Household(NOW), NOW));
        TrayMenu tray =
                new TrayMenu(
                        node.node(),
                        () -> Words.of(Locale.ENGLISH, ZoneId.of("UTC"), InstantSource.fixed(NOW)),
                        InstantSource.fixed(NOW),
                        new WindowDoor(() -> {
                            throw new IllegalStateException("a mistake");
                        }));
        for (TrayItem item : tray.state(node.snapshot()).menu()) {
            if (item instanceof TrayItem.Action(String text, Runnable action)
                    && text.equals("Open Haulout")) {
                action.run();
            }
        }
        assertEquals(List.of("tray"), node.faults);
    }

    @Test
    void aFaultInAThreadOfTheWindowIsNotedAndOthersAreHandedOn() {
        List<String> others = new ArrayList<>();
        List<String> told = new ArrayList<>();
        UiFaults faults = new UiFaults((thread, _) -> others.add(thread.getName()), told::add);
        IllegalStateException bug = new IllegalStateException("a mistake");
        for (String name : List.of("JavaFX Application Thread", "DBus Worker", "store-writer-1")) {
            faults.uncaughtException(Thread.ofPlatform().name(name).unstarted(() -> {}), bug);
        }
        assertEquals(List.of("window", "tray"), told);
        assertEquals(List.of("store-writer-1"), others);
    }
}
