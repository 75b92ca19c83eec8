// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.daemon.HomeHost;
import haulout.home.HomeNode;
import haulout.home.StartWish;
import haulout.home.StoreWish;
import haulout.home.Transfer;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.store.sqlite.SqliteHistory;
import haulout.ui.sample.SampleWindowHost;
import haulout.ui.screen.Place;
import haulout.ui.shell.AppWindow;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

/// Measures the window over a whole core: how long its thread is held up while a large file is
/// stored, while neighbours mend themselves and over ten thousand rows of history, and what it
/// takes when nothing happens. Not part of the usual run:
///
///     ./haulout test -pl ui -am -Dtest=WindowMeasureTest -Dhaulout.measure=true \
///         -Dsurefire.failIfNoSpecifiedTests=false
///
/// `haulout.measure.bytes` is the size of the file (standard 1 GiB), `haulout.measure.seconds` the
/// length of each quiet phase (standard 60).
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "haulout.measure", matches = "true")
class WindowMeasureTest {
    private static final long BYTES = Long.getLong("haulout.measure.bytes", 1L << 30);
    private static final int SECONDS = Integer.getInteger("haulout.measure.seconds", 60);
    private static final int ROWS = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir private Path folder;

    private static void say(String line) {
        System.getLogger("measure").log(System.Logger.Level.INFO, line);
    }

    /// Processor time of the window's threads.
    private static long ofWindow() {
        long sum = 0;
        for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (info != null
                    && (info.getThreadName().startsWith("JavaFX")
                            || info.getThreadName().startsWith("Quantum")
                            || info.getThreadName().startsWith("window")
                            || info.getThreadName().startsWith("Prism"))) {
                sum += Math.max(0, THREADS.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    private static void quiet(String what) throws InterruptedException {
        long begin = System.nanoTime();
        long before = ofWindow();
        TimeUnit.SECONDS.sleep(SECONDS);
        double percent = 100.0 * (ofWindow() - before) / (System.nanoTime() - begin);
        say("%s: %.3f %% of a core in the window's threads".formatted(what, percent));
    }

    private static void onFx(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            work.run();
            done.countDown();
        });
        assertTrue(done.await(5, TimeUnit.MINUTES));
    }

    private void history() throws Exception {
        try (SqliteHistory made =
                SqliteHistory.open(
                        folder.resolve("history.db"), task -> new Thread(task).start())) {
            assertTrue(made.files().isEmpty());
        }
        try (Connection database =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"))) {
            database.setAutoCommit(false);
            fill(database);
            database.commit();
        }
    }

    private static void fill(Connection database) throws SQLException {
        try (PreparedStatement row =
                database.prepareStatement(
                        "INSERT INTO happening (at_millis, kind, sentence) VALUES (?, ?, ?)")) {
            long now = Instant.now().toEpochMilli();
            for (int i = 0; i < ROWS; i++) {
                row.setLong(1, now - (ROWS - i) * 60_000L);
                row.setString(2, "PIECES");
                row.setString(
                        3,
                        "{\"key\":\"activity.kept\",\"terms\":[{\"count\":%d},{\"bytes\":%d}]}"
                                .formatted(i, i * 1000L));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    @Test
    void theWindowIsNeverHeldUp() throws Exception {
        history();
        try (ExecutorService background = Executors.newSingleThreadExecutor();
                HomeHost host =
                        HomeHost.open(
                                new HomeHost.Options(
                                        folder,
                                        OptionalInt.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        1),
                                InstantSource.system())) {
            HomeNode node = host.home();
            begin(node);
            AtomicReference<AppWindow> made = new AtomicReference<>();
            onFx(() -> made.set(window(node, background)));
            AppWindow window = made.get();
            onFx(window::raise);
            measure(node, window);
            onFx(window::dispose);
        }
    }

    private static void begin(HomeNode node) throws Exception {
        Settings free = Settings.of(Preset.FULL);
        node.start()
                .orElseThrow()
                .begin(
                        new StartWish(
                                StartWish.Goal.SHARE,
                                node.start().orElseThrow().machine().drives().stream().findFirst(),
                                0,
                                free,
                                Optional.empty(),
                                Optional.empty()))
                .toCompletableFuture()
                .get(2, TimeUnit.MINUTES);
    }

    private static AppWindow window(HomeNode node, ExecutorService background) {
        return new AppWindow(
                new Stage(),
                node,
                background,
                InstantSource.system(),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                new SampleWindowHost(),
                _ -> true);
    }

    private void measure(HomeNode node, AppWindow window) throws Exception {
        CountDownLatch warm = new CountDownLatch(1);
        onFx(() ->
                window.warmUp(work ->
                        Thread.ofPlatform()
                                .start(() -> {
                                    work.run();
                                    warm.countDown();
                                })));
        warm.await();
        store(node, window);
        rows(window);
        try (WindowPulse pulse = WindowPulse.start("every screen for the first time")) {
            for (Place place : Place.values()) {
                onFx(() -> window.go(place));
                TimeUnit.MILLISECONDS.sleep(300);
            }
            say(pulse.text());
        }
        storm(node, window);
        onFx(() -> window.go(Place.HOME));
        TimeUnit.SECONDS.sleep(20);
        quiet("visible");
        onFx(window::hide);
        TimeUnit.SECONDS.sleep(5);
        quiet("hidden");
    }

    private static void rows(AppWindow window) throws InterruptedException {
        try (WindowPulse pulse = WindowPulse.start(ROWS + " rows of history")) {
            onFx(() -> window.go(Place.ACTIVITY));
            // as somebody who goes to the end again and again, until there is nothing older
            for (int i = 0; i < 1_000 && rowsThere() < ROWS; i++) {
                onFx(WindowMeasureTest::toEnd);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            say("rows there: " + rowsThere());
            for (int i = 0; i < 200; i++) {
                int at = i * ROWS / 200;
                onFx(() -> scroll(at));
                TimeUnit.MILLISECONDS.sleep(20);
            }
            say(pulse.text());
        }
    }

    private static Optional<ListView<?>> history(String id) {
        return Window.getWindows().stream()
                .filter(one -> one.getScene() != null)
                .map(one -> one.getScene().lookup(id))
                .filter(ListView.class::isInstance)
                .<ListView<?>>map(ListView.class::cast)
                .findFirst();
    }

    private static int rowsThere() throws InterruptedException {
        AtomicReference<Integer> count = new AtomicReference<>(0);
        onFx(() ->
                count.set(history("#activityList").map(list -> list.getItems().size()).orElse(0)));
        return count.get();
    }

    private static void toEnd() {
        history("#activityList")
                .ifPresent(list -> {
                    list.getSelectionModel().clearSelection();
                    list.getSelectionModel().selectLast();
                    list.scrollTo(list.getItems().size() - 1);
                });
    }

    private static void scroll(int row) {
        for (Window one : Window.getWindows()) {
            if (one.getScene() != null) {
                for (Node list : one.getScene().getRoot().lookupAll(".list-view")) {
                    ((ListView<?>) list).scrollTo(row);
                }
            }
        }
    }

    private void store(HomeNode node, AppWindow window) throws Exception {
        onFx(() -> window.go(Place.FILES));
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(BYTES);
        }
        try (WindowPulse pulse = WindowPulse.start("store")) {
            Instant begin = Instant.now();
            Transfer.Stage stage = Transfer.Stage.FAILED;
            // a node takes nothing in while its computer starts
            while (stage == Transfer.Stage.FAILED
                    && Instant.now().isBefore(begin.plus(Duration.ofMinutes(6)))) {
                begin = Instant.now();
                stage = transfer(node, file);
                if (stage == Transfer.Stage.FAILED) {
                    TimeUnit.SECONDS.sleep(15);
                }
            }
            say(
                    "storing %d bytes (%s, %d s): %s"
                            .formatted(
                                    BYTES,
                                    stage,
                                    Duration.between(begin, Instant.now()).toSeconds(),
                                    pulse.text()));
        }
    }

    private static Transfer.Stage transfer(HomeNode node, Path file) throws Exception {
        Transfer begun =
                node.files()
                        .store(new StoreWish(file, 5, true, true))
                        .toCompletableFuture()
                        .get(1, TimeUnit.MINUTES);
        while (true) {
            TimeUnit.MILLISECONDS.sleep(200);
            Optional<Transfer> now =
                    node.snapshot().transfers().stream()
                            .filter(one -> one.id() == begun.id())
                            .filter(one -> one.stage().isOver())
                            .findFirst();
            if (now.isPresent()) {
                return now.get().stage();
            }
        }
    }

    private static void storm(HomeNode node, AppWindow window) throws Exception {
        onFx(() -> window.go(Place.NEIGHBOURS));
        try (WindowPulse pulse = WindowPulse.start("three neighbours mend themselves")) {
            for (int neighbour = 2; neighbour <= 4; neighbour++) {
                node.neighbours()
                        .orElseThrow()
                        .wipe(neighbour)
                        .toCompletableFuture()
                        .get(2, TimeUnit.MINUTES);
            }
            TimeUnit.SECONDS.sleep(SECONDS);
            say(pulse.text());
        }
    }
}
