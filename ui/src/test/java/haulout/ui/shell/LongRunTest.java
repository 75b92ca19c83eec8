// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.sample.SampleWindowHost;
import haulout.ui.screen.Place;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Eight hours of a window, in simulated time: news each second, every place in every state that a
/// node can be in, sheets that open and close, looks that change, and a window that is hidden and
/// comes back. Whatever is made must go again.
///
/// First the same time passes twice, each at most until everything was seen, so that what is built
/// once is built and what the toolkit keeps for reuse is there; from then on nothing may grow. The
/// usual run lets ten minutes pass, `-Dhaulout.long=true` all eight hours.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class LongRunTest {
    private static final int SECONDS = Boolean.getBoolean("haulout.long") ? 28_800 : 600;

    private static final int CHANGE_SECONDS = 5;
    private static final int STATES = Sample.values().length;

    /// Every state at every place: after that nothing comes that was not there before.
    private static final int ROUND_SECONDS = CHANGE_SECONDS * STATES * TestShell.places().size();

    private static final int SHEET_SECONDS = 30;
    private static final int HIDE_SECONDS = 120;

    /// What cannot be told from noise: caches of the toolkit and of the Java machine.
    private static final int SPARE_OBJECTS = 300;

    private static final long SPARE_BYTES = 3L << 20;

    private static final String NATIVE_FONT = "com.sun.javafx.font.PrismFont";

    private static final long PATIENCE_MILLIS = 120_000;

    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleSnapshots.NOW);
    private Stage stage;
    private AppWindow window;

    /// What is alive after a collection.
    ///
    /// What the toolkit keeps only as long as there is room is no part of it: the tests run with
    /// `-XX:SoftRefLRUPolicyMSPerMB=0` (in the app such things go after two seconds).
    ///
    /// @param bytes of all classes
    /// @param sizes bytes of each class
    /// @param objects how many of each class of the window and its toolkit
    private record Heap(long bytes, Map<String, Long> sizes, Map<String, Long> objects) {
        static Heap now() throws Exception {
            // what may go only goes in the second collection after it was last looked at
            collect();
            String table = collect();
            Map<String, Long> objects = new TreeMap<>();
            Map<String, Long> sizes = new TreeMap<>();
            long bytes = 0;
            for (String line : table.lines().toList()) {
                String[] parts = line.strip().split("\\s+");
                // the collector's own marks are free memory
                if (parts.length < 4
                        || !parts[0].endsWith(":")
                        || parts[3].contains("FillerElement")) {
                    continue;
                }
                bytes += Long.parseLong(parts[2]);
                sizes.merge(parts[3].replaceAll("/0x.*", ""), Long.valueOf(parts[2]), Long::sum);
                if (Stream.of(
                                "haulout.ui",
                                "javafx.",
                                "com.sun.javafx",
                                "atlantafx",
                                "org.controlsfx")
                        .anyMatch(parts[3]::startsWith)) {
                    // each start of the program numbers its lambdas anew
                    objects.merge(
                            parts[3].replaceAll("/0x.*", ""), Long.valueOf(parts[1]), Long::sum);
                }
            }
            return new Heap(bytes, sizes, objects);
        }

        /// Collects everything.
        ///
        /// @return what is alive, by class
        private static String collect() throws Exception {
            return (String)
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "gcClassHistogram",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
        }

        /// The classes that take up most of what came since.
        List<String> largestSince(Heap before) {
            return sizes.entrySet().stream()
                    .map(one ->
                            Map.entry(
                                    one.getValue() - before.sizes.getOrDefault(one.getKey(), 0L),
                                    one.getKey()))
                    .sorted(Map.Entry.<Long, String>comparingByKey().reversed())
                    .limit(12)
                    .map(one -> one.getValue() + " " + one.getKey())
                    .toList();
        }

        long all() {
            return objects.values().stream().mapToLong(Long::longValue).sum();
        }

        private long count(String name) {
            return objects.getOrDefault(name, 0L);
        }

        /// Whether the fonts that belong to no font of the window are no more than the toolkit's
        /// store of measured texts has entries. It is bounded, and each entry keeps the font that
        /// it was measured with, which goes with the entry: the number goes up and down by
        /// hundreds.
        private boolean isStoreOfTexts() {
            return count(NATIVE_FONT)
                    <= count("javafx.scene.text.Font") + count("com.sun.javafx.text.LayoutCache");
        }

        /// Classes of which there are clearly more than before.
        List<String> grownSince(Heap before) {
            return objects.entrySet().stream()
                    .filter(one -> !one.getKey().equals(NATIVE_FONT) || !isStoreOfTexts())
                    .filter(one -> one.getValue() - before.count(one.getKey()) > SPARE_OBJECTS)
                    .map(one ->
                            one.getKey()
                                    + " "
                                    + before.count(one.getKey())
                                    + " to "
                                    + one.getValue())
                    .toList();
        }
    }

    @Start
    void start(Stage first) {
        stage = new Stage();
        window =
                new AppWindow(
                        stage,
                        node,
                        Runnable::run,
                        now::get,
                        ZoneOffset.UTC,
                        Locale.UK,
                        new SampleWindowHost(),
                        _ -> true);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::dispose);
        assertEquals(0, node.watchers());
    }

    @Test
    void eightHoursLeaveNothingBehind(FxRobot robot) throws Exception {
        robot.interact(window::raise);
        for (int change = 0; change < 2 * STATES * TestShell.places().size(); change++) {
            int each = change;
            robot.interact(() -> change(each));
        }
        // twice, because the toolkit's store of fonts is filled little by little
        pass(robot, 0, Math.min(SECONDS, ROUND_SECONDS));
        pass(robot, 0, Math.min(SECONDS, ROUND_SECONDS));
        Heap before = Heap.now();
        int watchers = node.watchers();
        pass(robot, 0, SECONDS);
        Heap after = Heap.now();
        System.getLogger("measure")
                .log(
                        System.Logger.Level.INFO,
                        "window, %d s: heap %d to %d KB, objects %d to %d"
                                .formatted(
                                        SECONDS,
                                        before.bytes >> 10,
                                        after.bytes >> 10,
                                        before.all(),
                                        after.all()));
        assertEquals(watchers, node.watchers());
        assertEquals(List.of(), after.grownSince(before), () -> "" + after.largestSince(before));
        assertTrue(
                after.bytes - before.bytes < SPARE_BYTES,
                "heap grew from "
                        + before.bytes
                        + " to "
                        + after.bytes
                        + ": "
                        + after.largestSince(before));
    }

    private void pass(FxRobot robot, int from, int to) {
        for (int second = from; second < to; second++) {
            int at = second;
            WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, () -> second(at));
            if (at % CHANGE_SECONDS == 0) {
                robot.interact(() -> change(at / CHANGE_SECONDS));
            }
        }
        settle(robot);
    }

    /// To the same state each time that is counted. Each place is drawn, because the toolkit makes
    /// some of its objects only then.
    private void settle(FxRobot robot) {
        robot.interact(() -> {
            window.raise();
            window.shell().close();
            window.look().detailed().set(false);
            node.publish(SampleSnapshots.of(Sample.HEALTHY));
        });
        for (Place place : TestShell.places()) {
            robot.interact(() -> window.go(place));
        }
        robot.interact(() -> {
            window.go(Place.HOME);
            node.asked.clear();
        });
    }

    private void change(int number) {
        List<Place> places = TestShell.places();
        node.publish(SampleSnapshots.of(Sample.values()[number % STATES]));
        window.go(places.get(number / STATES % places.size()));
    }

    private void second(int at) {
        // while the sample's proofs are fresh
        now.set(SampleSnapshots.NOW.plusSeconds(at % 8));
        node.publish(SampleSnapshots.of(Sample.values()[at / CHANGE_SECONDS % STATES]));
        switch (at % SHEET_SECONDS) {
            case 7 -> press("hdrBell");
            case 9 -> window.shell().close();
            case 11 -> window.look().detailed().set(!window.look().detailed().get());
            case 13 -> window.shell().tell("said");
            case 17 -> {
                window.go(Place.FILES);
                press("filesByLink");
            }
            case 19 -> escape();
            default -> node.asked.clear();
        }
        if (at % HIDE_SECONDS == 60) {
            window.hide();
        } else if (at % HIDE_SECONDS == 90) {
            window.raise();
        }
    }

    private void press(String id) {
        if (stage.getScene().lookup("#" + id) instanceof javafx.scene.control.ButtonBase button) {
            button.fire();
        }
    }

    private void escape() {
        javafx.event.Event.fireEvent(
                stage.getScene().getRoot(),
                new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }
}
