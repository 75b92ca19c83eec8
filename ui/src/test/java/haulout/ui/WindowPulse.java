// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Asks the window's thread every five milliseconds for a sign of life, and notes how long it took,
/// and of a long wait whether the thread was busy, had no processor, or stood still for a collection.
///
/// It measures in the test's own process, or as an agent in the real app: this class alone in a jar
/// whose manifest has `Agent-Class: haulout.ui.WindowPulse`, and then, once for each phase,
///
///     jcmd PID JVMTI.agent_load /the/pulse.jar PHASE@FILE
///
/// which writes to the file what the phase before had, and begins the next. `docs/measure-window`
/// does it.
public final class WindowPulse implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 5;

    /// From here on a wait counts as being held up.
    private static final long LIMIT_MILLIS = 50;

    /// From here on it is worth knowing what the thread does.
    private static final long LOOK_MILLIS = 25;

    private static @Nullable WindowPulse current;

    private final Thread asking = Thread.ofPlatform().name("pulse").daemon().unstarted(this::ask);
    private final Thread looking =
            Thread.ofPlatform().name("pulse-look").daemon().unstarted(this::look);
    private final Collection<String> notes = new ConcurrentLinkedQueue<>();
    private final String phase;
    private volatile @Nullable Thread window;
    private volatile long askedNanos;
    private volatile long answeredNanos;
    private volatile long longest;
    private volatile int over;
    private volatile int count;

    private WindowPulse(String phase) {
        this.phase = phase;
    }

    /// Begins to ask.
    static WindowPulse start(String phase) {
        WindowPulse pulse = new WindowPulse(phase);
        pulse.asking.start();
        pulse.looking.start();
        return pulse;
    }

    /// Begins the next phase within another program.
    public static synchronized void agentmain(String wish) throws IOException {
        String[] parts = wish.split("@", 2);
        WindowPulse before = current;
        if (before != null) {
            before.close();
            Files.writeString(
                    Path.of(parts[1]),
                    before.text() + "\n" + String.join("\n", before.notes) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        current = start(parts[0]);
    }

    private void ask() {
        try {
            while (!Thread.interrupted()) {
                CountDownLatch answered = new CountDownLatch(1);
                Account before = Account.now();
                long begin = System.nanoTime();
                askedNanos = begin;
                Platform.runLater(() -> {
                    // here and not when this thread hears of it, which may wait for a processor
                    // itself
                    answeredNanos = System.nanoTime();
                    window = Thread.currentThread();
                    answered.countDown();
                });
                answered.await();
                askedNanos = 0;
                long millis = TimeUnit.NANOSECONDS.toMillis(answeredNanos - begin);
                longest = Math.max(longest, millis);
                if (millis > LIMIT_MILLIS) {
                    over++;
                    notes.add(
                            "  "
                                    + now()
                                    + " held up for "
                                    + millis
                                    + " ms, of which "
                                    + Account.now().since(before));
                }
                count++;
                rest();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sleeps until it is time to ask again. Whatever stops all threads meanwhile stops the window
    /// as well, and would go unseen, because nobody has asked.
    private void rest() throws InterruptedException {
        Account before = Account.now();
        long begin = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        Account after = Account.now();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) - BETWEEN_MILLIS;
        long stopped = after.stoppedMillis() - before.stoppedMillis();
        if (millis > LIMIT_MILLIS && stopped > LIMIT_MILLIS) {
            longest = Math.max(longest, stopped);
            over++;
            notes.add(
                    "  "
                            + now()
                            + " stood still for "
                            + stopped
                            + " ms of collections while nobody asked");
        }
    }

    private void look() {
        long seen = 0;
        try {
            while (!Thread.interrupted()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
                long asked = askedNanos;
                Thread held = window;
                if (asked != 0
                        && asked != seen
                        && held != null
                        && System.nanoTime() - asked > LOOK_MILLIS * 1_000_000) {
                    seen = asked;
                    notes.add(
                            "  "
                                    + now()
                                    + " "
                                    + Arrays.stream(held.getStackTrace())
                                            .limit(40)
                                            .map(frame ->
                                                    frame.getClassName()
                                                            + "."
                                                            + frame.getMethodName())
                                            .collect(Collectors.joining(" < ")));
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /// What a wait was made of, by the system's account of threads (Linux) and the collector's own,
    /// which rounds to milliseconds.
    ///
    /// @param window the window's thread
    /// @param drawing the thread that draws, for which the window's waits
    /// @param stoppedMillis everything was stopped for a collection
    /// @param takenMillis what the host of a virtual machine took of all its processors together
    private record Account(Times window, Times drawing, long stoppedMillis, long takenMillis) {
        private static final Map<String, Path> FILES = new ConcurrentHashMap<>();
        private static final Path STAT = Path.of("/proc/stat");

        // "cpu" and the columns of proc_stat(5), in hundredths of a second
        private static final int STEAL = 8;
        private static final int TICK_MILLIS = 10;

        static Account now() {
            // the system knows fifteen letters of a name
            return new Account(
                    times("JavaFX Applicat"),
                    times("QuantumRenderer"),
                    ManagementFactory.getGarbageCollectorMXBeans().stream()
                            .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                            .sum(),
                    taken());
        }

        private static long taken() {
            try (BufferedReader stat = Files.newBufferedReader(STAT)) {
                String[] columns = stat.readLine().split(" +", -1);
                return TICK_MILLIS * Long.parseLong(columns[STEAL]);
            } catch (IOException e) {
                return 0;
            }
        }

        private static Times times(String thread) {
            try {
                Path file = FILES.get(thread);
                if (file == null) {
                    file = find(thread);
                    FILES.put(thread, file);
                }
                String[] parts = Files.readString(file).split(" ", -1);
                return new Times(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (IOException e) {
                return new Times(0, 0);
            }
        }

        private static Path find(String thread) throws IOException {
            try (DirectoryStream<Path> tasks =
                    Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (Path task : tasks) {
                    if (Files.readString(task.resolve("comm")).startsWith(thread)) {
                        return task.resolve("schedstat");
                    }
                }
            }
            throw new IOException("no thread " + thread);
        }

        String since(Account before) {
            return "window's thread %s, drawing %s, %d ms of collections, %d ms taken by the host"
                    .formatted(
                            window.since(before.window),
                            drawing.since(before.drawing),
                            stoppedMillis - before.stoppedMillis,
                            takenMillis - before.takenMillis);
        }
    }

    /// Of a thread.
    ///
    /// @param ranNanos on a processor
    /// @param waitedNanos it could have run, and had none
    private record Times(long ranNanos, long waitedNanos) {
        String since(Times before) {
            return "%d ms running and %d without a processor"
                    .formatted(
                            TimeUnit.NANOSECONDS.toMillis(ranNanos - before.ranNanos),
                            TimeUnit.NANOSECONDS.toMillis(waitedNanos - before.waitedNanos));
        }
    }

    /// What was seen.
    String text() {
        return "%s: asked %d times, longest wait %d ms, over %d ms: %d"
                .formatted(phase, count, longest, LIMIT_MILLIS, over);
    }

    @Override
    public void close() {
        asking.interrupt();
        looking.interrupt();
    }
}
