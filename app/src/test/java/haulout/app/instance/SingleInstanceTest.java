// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir private Path home;

    @Test
    void theSecondIsNotTheFirstAndIsHeard() throws IOException, InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (SingleInstance _ = SingleInstance.acquire(home, heard::add).orElseThrow()) {
            assertTrue(SingleInstance.acquire(home, _ -> true).isEmpty());
            assertTrue(SingleInstance.call(home, SingleInstance.RAISE));
            assertEquals(SingleInstance.RAISE, heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void afterTheEndTheNextIsTheFirst() throws IOException {
        SingleInstance.acquire(home, _ -> true).orElseThrow().close();
        SingleInstance.acquire(home, _ -> true).orElseThrow().close();
        assertFalse(Files.exists(home.resolve("control").resolve("app.sock")));
    }

    @Test
    void whoIsEndingTakesNothingAndTheNextOneWaitsForTheEnd() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SingleInstance ending =
                SingleInstance.acquire(home, _ -> asked.incrementAndGet() == 0).orElseThrow();
        AtomicInteger rests = new AtomicInteger();
        Optional<SingleInstance> next =
                SingleInstance.acquireOrCall(
                        home,
                        SingleInstance.RAISE,
                        _ -> true,
                        () -> {
                            // its core takes a while to end
                            if (rests.incrementAndGet() == 3) {
                                close(ending);
                            }
                        });
        try (SingleInstance first = next.orElseThrow()) {
            assertEquals(3, asked.get(), "it was asked before every rest");
            assertEquals(3, rests.get());
            assertTrue(SingleInstance.call(home, SingleInstance.PING), first.toString());
        }
    }

    @Test
    void whoHasTheLockAndDoesNotListenYetIsWaitedFor() throws Exception {
        Files.createDirectories(home.resolve("control"));
        FileChannel begins =
                FileChannel.open(
                        home.resolve("control/app.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        begins.lock();
        try (SingleInstance _ =
                SingleInstance.acquireOrCall(
                                home, SingleInstance.RAISE, _ -> true, () -> close(begins))
                        .orElseThrow()) {
            assertTrue(SingleInstance.call(home, SingleInstance.PING));
        }
    }

    @Test
    void whoNeitherAnswersNorEndsIsNotWaitedForWithoutEnd() throws Exception {
        AtomicInteger rests = new AtomicInteger();
        try (SingleInstance _ = SingleInstance.acquire(home, _ -> false).orElseThrow()) {
            assertThrows(
                    TimeoutException.class,
                    () ->
                            SingleInstance.acquireOrCall(
                                    home, SingleInstance.PING, _ -> true, rests::incrementAndGet));
        }
        assertTrue(rests.get() > 100, "it was given time: " + rests);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSocketLeftBehindIsNoObstacle() throws IOException {
        Files.createDirectories(home.resolve("control"));
        Files.writeString(home.resolve("control").resolve("app.sock"), "left by a crash");
        try (SingleInstance _ = SingleInstance.acquire(home, _ -> true).orElseThrow()) {
            assertTrue(SingleInstance.call(home, SingleInstance.PING));
        }
    }

    @Test
    void aFolderWithALongNameWorksToo() throws IOException {
        Path deep = home.resolve("a".repeat(120));
        Path names = deep.resolve("control/app.sock.at");
        Path elsewhere;
        try (SingleInstance _ = SingleInstance.acquire(deep, _ -> true).orElseThrow()) {
            assertTrue(SingleInstance.call(deep, SingleInstance.PING));
            elsewhere = Path.of(Files.readString(names));
            assertTrue(Files.exists(elsewhere));
        }
        assertFalse(Files.exists(elsewhere.getParent()), "its folder goes with it");
        assertFalse(Files.exists(names));
        assertThrows(IOException.class, () -> SingleInstance.call(deep, SingleInstance.PING));
    }

    @Test
    void whereTheSystemHasTidiedUpTheShortNameALongOneWorksAgain() throws IOException {
        Path deep = home.resolve("a".repeat(120));
        Files.createDirectories(deep.resolve("control"));
        Files.writeString(
                deep.resolve("control/app.sock.at"), home.resolve("gone/app.sock").toString());
        try (SingleInstance _ = SingleInstance.acquire(deep, _ -> true).orElseThrow()) {
            assertTrue(SingleInstance.call(deep, SingleInstance.PING));
        }
    }

    @Test
    void whatAKilledOneHasLeftInTheTemporaryFolderGoesAndWhatIsInUseStays() throws IOException {
        Path left = folder();
        Path full = folder();
        Path young = Files.createTempDirectory("haulout");
        Path used = folder();
        Path foreign = Files.writeString(full.resolve("letter.txt"), "not ours");
        listen(left).close();
        try (ServerSocketChannel _ = listen(used)) {
            for (Path old : List.of(left, used, full)) {
                Files.setLastModifiedTime(old, LONG_AGO);
            }
            SingleInstance.acquire(home.resolve("b".repeat(120)), _ -> true).orElseThrow().close();
            assertFalse(Files.exists(left), "nobody listens there");
            assertTrue(Files.exists(used.resolve("app.sock")), "somebody listens there");
            assertTrue(Files.exists(young), "it may be about to begin");
            assertTrue(Files.exists(foreign), "what is not ours stays");
        } finally {
            Files.deleteIfExists(foreign);
            Files.deleteIfExists(used.resolve("app.sock"));
            for (Path folder : List.of(left, full, young, used)) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private static ServerSocketChannel listen(Path folder) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("app.sock")));
        return server;
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("haulout");
    }
}
