// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.testing.TestSeed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TwinLockTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 50;

    @TempDir private Path temp;

    private final Random random = TestSeed.random("twin lock", 11);
    private final BlsPublicKey key = BlsSecretKey.generate(random).publicKey();
    private final BlsPublicKey other = BlsSecretKey.generate(random).publicKey();
    private final ConcurrentLinkedQueue<Process> started = new ConcurrentLinkedQueue<>();
    private int answers;

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Path folder() {
        return temp.resolve("running");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }

    /// What another process answers when it takes the identity; it goes on if it has it.
    private String elsewhere(BlsPublicKey wanted) throws Exception {
        Path answer = temp.resolve("answer" + answers++);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                TwinTaker.class.getName(),
                                folder().toString(),
                                HexFormat.of().formatHex(wanted.toBytes()),
                                answer.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(temp.resolve("said").toFile())
                        .start();
        started.add(process);
        while (!Files.exists(answer)) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                assertTrue(Files.exists(answer), Files.readString(temp.resolve("said")));
            }
        }
        return Files.readString(answer);
    }

    private static String classPath() throws Exception {
        Set<String> places = new LinkedHashSet<>();
        for (String name :
                List.of(
                        TwinTaker.class.getName(),
                        TwinLock.class.getName(),
                        "org.slf4j.Logger",
                        "supranational.blst.P1")) {
            var source = Class.forName(name).getProtectionDomain().getCodeSource();
            places.add(Path.of(source.getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, places);
    }

    @Test
    void whatIsTakenIsRefusedToOthersAndNothingIsLeftBehind() throws Exception {
        try (TwinLock _ = TwinLock.take(folder(), key);
                TwinLock _ = TwinLock.take(folder(), other)) {
            assertThrows(IdentityInUseException.class, () -> TwinLock.take(folder(), key));
            // asking twice in one process does not let go of what that process has
            assertEquals("refused", elsewhere(key));
            assertEquals(2, files().size());
        }
        assertEquals(List.of(), files());
        TwinLock again = TwinLock.take(folder(), key);
        again.close();
        again.close();
        assertEquals(List.of(), files());
    }

    @Test
    void itIsAmongWhatTheUserKeepsAndNotWhereOthersMayTidyUp() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home"));
        Path shared = temp.resolve("tmp");
        assertEquals(
                home.resolve(".local/state/haulout/running"),
                TwinLock.standardFolder("Linux", Map.of(), home, shared, "me"));
        assertEquals(
                home.resolve("Library/Application Support/haulout/running"),
                TwinLock.standardFolder("Mac OS X", Map.of(), home, shared, "me"));
        assertEquals(
                home.resolve("AppData/Local/haulout/running"),
                TwinLock.standardFolder("Windows 11", Map.of(), home, shared, "me"));
        assertEquals(
                shared.resolve("haulout-running-me"),
                TwinLock.standardFolder("Linux", Map.of(), temp.resolve("none"), shared, "me"));
    }

    @Test
    void aGateThatSomebodyKeepsShutEndsTheStartAndDoesNotHoldIt() throws Exception {
        TwinLock.take(folder(), other).close();
        Path shut = temp.resolve("shut");
        started.add(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath(),
                                GateKeeper.class.getName(),
                                folder().resolve("gate").toString(),
                                shut.toString())
                        .inheritIO()
                        .start());
        while (!Files.exists(shut)) {
            Thread.sleep(5);
        }
        assertThrows(
                IOException.class, () -> TwinLock.take(folder(), other, Duration.ofMillis(50)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderOfAnotherUserIsNotTaken() throws IOException {
        Files.createDirectories(folder());
        try {
            Files.setAttribute(folder(), "unix:uid", 65_534);
        } catch (IOException e) {
            Assumptions.abort("only an administrator can give a folder away");
        }
        assertThrows(IOException.class, () -> TwinLock.take(folder(), key));
        assertEquals(List.of(), files());
    }

    @Test
    void theFileOfAKilledProcessGoesWithTheNextStart() throws Exception {
        assertEquals("taken", elsewhere(key));
        assertThrows(IdentityInUseException.class, () -> TwinLock.take(folder(), key));
        try (TwinLock _ = TwinLock.take(folder(), other)) {
            assertEquals(2, files().size(), "that of the other process is in use");
        }
        started.remove().destroyForcibly().waitFor();
        assertEquals(1, files().size(), "left behind");
        try (TwinLock _ = TwinLock.take(folder(), other)) {
            assertEquals(1, files().size(), "its own only");
        }
        assertEquals(List.of(), files());
    }

    @Test
    void neverTwoAtOnceHoweverOftenItChangesHands() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Thread> threads =
                Stream.generate(() ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            try {
                                                together.await();
                                                takeTurns(holders, taken);
                                            } catch (Exception | AssertionError fault) {
                                                faults.add(fault);
                                            }
                                        }))
                        .limit(THREADS)
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(faults));
        assertTrue(taken.get() > 0);
        assertEquals(List.of(), files());
    }

    private void takeTurns(AtomicInteger holders, AtomicInteger taken) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            try (TwinLock _ = TwinLock.take(folder(), key)) {
                assertEquals(1, holders.incrementAndGet());
                taken.incrementAndGet();
                holders.decrementAndGet();
            } catch (IdentityInUseException busy) {
                Thread.onSpinWait();
            }
        }
    }
}
