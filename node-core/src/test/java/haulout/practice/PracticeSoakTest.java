// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A practice network under mixed load and faults, see [PracticeSoak].
@Timeout(value = 2, unit = TimeUnit.HOURS)
class PracticeSoakTest {
    private static final long SECONDS = Long.getLong("haulout.soak.seconds", 15);
    private static final long MINUTES = Long.getLong("haulout.soak.minutes", 34);

    // the last process runs that long to its end, so that its memory can be compared
    private static final long CALM_MINUTES = Math.min(13, MINUTES / 2);
    private static final int LEAST_LIFE_SECONDS = 100;
    private static final int MOST_LIFE_SECONDS = 280;
    private static final String HEAP = "-Xmx768m";

    @TempDir Path temp;

    private final Random random = TestSeed.random("PracticeSoakTest", 33);

    @Test
    void nothingAcknowledgedIsLostWhateverHappens() throws Exception {
        new PracticeSoak(temp, SECONDS, random).run();
    }

    /// The same, in processes that are killed with no warning in the midst of it all.
    @Test
    @EnabledIfSystemProperty(named = "haulout.long", matches = "true")
    void norWhenTheProcessIsKilledAgainAndAgain() throws Exception {
        long begin = System.nanoTime();
        Path log = Path.of(System.getProperty("haulout.soak.file", temp.resolve("log").toString()));
        int kills = 0;
        while (minutes(begin) < MINUTES - CALM_MINUTES) {
            Process process = start(log, TimeUnit.HOURS.toSeconds(2));
            long life = LEAST_LIFE_SECONDS + random.nextInt(MOST_LIFE_SECONDS - LEAST_LIFE_SECONDS);
            boolean ended = process.waitFor(Math.min(life, MINUTES * 20), TimeUnit.SECONDS);
            assertFalse(ended, () -> "it ended by itself, see " + log);
            process.destroyForcibly().waitFor();
            kills++;
            System.out.println("soak: kill " + kills + " after " + life + " s");
        }
        Process process = start(log, Math.max(60, (long) (60 * (MINUTES - minutes(begin)))));
        assertTrue(process.waitFor(1, TimeUnit.HOURS), "it does not end");
        assertEquals(0, process.exitValue(), () -> "it failed, see " + log);
        System.out.println("soak: %d kills in %.1f minutes".formatted(kills, minutes(begin)));
    }

    private static double minutes(long begin) {
        return (System.nanoTime() - begin) / 60e9;
    }

    private Process start(Path log, long seconds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath(),
                        PracticeSoak.class.getName(),
                        Files.createDirectories(temp.resolve("soak")).toString(),
                        String.valueOf(seconds),
                        String.valueOf(random.nextLong()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// Where classes are found, whatever runs this test.
    private static String classPath() {
        List<String> places = new ArrayList<>();
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                places.add(url.getPath());
            }
        }
        places.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, places);
    }
}
