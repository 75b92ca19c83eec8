// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which threads stand back, and that they do.
class OwnThreadsTest {
    // proc(5): the nineteenth of /proc/pid/stat, counted from what follows the name
    private static final int NICE = 16;

    @TempDir private Path tasks;
    private final Map<Integer, Integer> nice = new TreeMap<>();
    private int refused;

    private OwnThreads threads() {
        return new OwnThreads(
                tasks,
                new Niceness() {
                    @Override
                    public int of(int thread) {
                        return nice.get(thread);
                    }

                    @Override
                    public boolean set(int thread, int to) {
                        if (thread != refused) {
                            nice.put(thread, to);
                        }
                        return thread != refused;
                    }
                });
    }

    private void begin(int thread, String name, int its) throws IOException {
        Path task = Files.createDirectory(tasks.resolve("" + thread));
        Files.writeString(task.resolve("comm"), name + "\n");
        nice.put(thread, its);
    }

    @Test
    void allStandBackButThoseThatStayAndThoseThatAreFurtherBack() throws IOException {
        begin(10, "JavaFX Applicat", 0);
        begin(11, "netty-io-1", 0);
        begin(12, "codec-1", 19);
        // they ended while they were looked at
        Files.createDirectory(tasks.resolve("13"));
        Files.createDirectories(tasks.resolve("9").resolve("comm"));
        begin(14, "netty-io-2", 0);
        refused = 14;
        OwnThreads threads = threads();
        assertEquals(0, threads.lower(5, name -> name.startsWith("JavaFX")), "not named yet");
        assertEquals(1, threads.lower(5, name -> name.startsWith("JavaFX")));
        assertEquals(Map.of(10, 0, 11, 5, 12, 19, 14, 0), nice);
    }

    @Test
    void onlyThoseThatAreNewAreLookedAt() throws IOException {
        begin(10, "main", 0);
        OwnThreads threads = threads();
        assertEquals(0, threads.lower(5, _ -> false));
        begin(11, "later", 0);
        assertEquals(1, threads.lower(5, _ -> false));
        nice.put(10, 0);
        assertEquals(1, threads.lower(5, _ -> false));
        assertEquals(0, threads.lower(5, _ -> false));
        assertEquals(Map.of(10, 0, 11, 5), nice);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemHasItSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread thread =
                Thread.ofPlatform()
                        .name("stands-back")
                        .start(() -> {
                            begun.countDown();
                            try {
                                over.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            begun.await();
            OwnThreads threads = OwnThreads.find().orElseThrow();
            assertEquals(0, threads.lower(3, name -> !name.equals("stands-back")));
            assertEquals(1, threads.lower(3, name -> !name.equals("stands-back")));
            assertEquals(3, niceOf("stands-back"));
        } finally {
            over.countDown();
            thread.join();
        }
    }

    private static int niceOf(String name) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : all.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.contains("(" + name + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    return Integer.parseInt(fields[NICE]);
                }
            }
        }
        throw new IOException("no thread " + name);
    }
}
