// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StagingTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path temp;

    private final CleanUps cleanUps = new CleanUps();
    private Path target;

    @BeforeEach
    void nameTheTarget() {
        target = temp.resolve("target");
    }

    private List<String> entries(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /// What the shutdown hook does after a command that does not stop by itself.
    private void stop() {
        cleanUps.stop(
                Thread.ofPlatform().unstarted(() -> {}),
                new CountDownLatch(1),
                Duration.ZERO,
                LONG);
    }

    @Test
    void aFolderAppearsWhenItIsComplete() throws IOException {
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            Files.writeString(staging.path().resolve("a"), "a");
            assertFalse(Files.exists(target));
            staging.moveToTarget();
        }
        assertEquals(List.of("target"), entries(temp));
        assertEquals(List.of("a"), entries(target));
    }

    @Test
    void aFileAppearsWhenItIsComplete() throws IOException {
        try (Staging staging = Staging.fileFor(target, cleanUps)) {
            Files.writeString(staging.path(), "a");
            assertFalse(Files.exists(target));
            staging.moveToTarget();
        }
        assertEquals(List.of("target"), entries(temp));
        assertEquals("a", Files.readString(target));
    }

    @Test
    void whatIsNotCompletedIsGone() throws IOException {
        try (Staging folder = Staging.folderFor(target, cleanUps);
                Staging file = Staging.fileFor(temp.resolve("file"), cleanUps);
                Staging neverMade = Staging.fileFor(temp.resolve("never"), cleanUps)) {
            Files.writeString(folder.path().resolve("a"), "a");
            Files.writeString(file.path(), "a");
            assertFalse(Files.exists(neverMade.path()));
        }
        assertEquals(List.of(), entries(temp));
    }

    @Test
    void anEmptyFolderStaysTheSame() throws IOException {
        Files.createDirectory(target);
        Object key = Files.readAttributes(target, "*").get("fileKey");
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            Files.writeString(staging.path().resolve("a"), "a");
            Files.writeString(staging.path().resolve("b"), "b");
            staging.moveToTarget();
        }
        assertEquals(List.of("a", "b"), entries(target));
        assertEquals(key, Files.readAttributes(target, "*").get("fileKey"));
    }

    @Test
    void anEmptyFolderStaysEmptyAfterAFailure() throws IOException {
        Files.createDirectory(target);
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            Files.writeString(staging.path().resolve("a"), "a");
            Files.writeString(staging.path().resolve("b"), "b");
            Files.writeString(target.resolve("a"), "of somebody else");
            assertThrows(FileSystemException.class, staging::moveToTarget);
        }
        assertEquals(List.of("a"), entries(target));
        assertEquals("of somebody else", Files.readString(target.resolve("a")));
    }

    @Test
    void nothingIsReplacedThatCameMeanwhile() throws IOException {
        try (Staging staging = Staging.fileFor(target, cleanUps)) {
            Files.writeString(staging.path(), "mine");
            Files.writeString(target, "theirs");
            assertThrows(FileAlreadyExistsException.class, staging::moveToTarget);
        }
        assertEquals("theirs", Files.readString(target));
        Path folder = temp.resolve("folder");
        try (Staging staging = Staging.folderFor(folder, cleanUps)) {
            Files.writeString(staging.path().resolve("a"), "mine");
            Files.writeString(folder, "theirs");
            assertThrows(FileSystemException.class, staging::moveToTarget);
        }
        assertEquals("theirs", Files.readString(folder));
        assertEquals(List.of("folder", "target"), entries(temp));
    }

    @Test
    void stoppingTheProcessDeletesIt() throws IOException {
        try (Staging folder = Staging.folderFor(target, cleanUps);
                Staging file = Staging.fileFor(temp.resolve("file"), cleanUps)) {
            Files.writeString(folder.path().resolve("a"), "a");
            Files.writeString(file.path(), "a");
            stop();
            assertEquals(List.of(), entries(temp));
        }
    }

    @Test
    void stoppingTheProcessDeletesItWhileFilesAreAdded() throws Exception {
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    for (int i = 0; ; i++) {
                                        Files.createFile(staging.path().resolve("" + i));
                                        begun.countDown();
                                    }
                                } catch (IOException e) {
                                    begun.countDown(); // because the folder is gone
                                }
                            });
            begun.await();
            stop();
            writer.join();
            assertEquals(List.of(), entries(temp));
        }
    }

    @Test
    void stoppingTheProcessDeletesWhatAnotherThreadIsDeletingAlready() throws Exception {
        for (int round = 0; round < 20; round++) {
            CountDownLatch closing = new CountDownLatch(1);
            FutureTask<Void> closed =
                    new FutureTask<>(() -> {
                        try (Staging staging = Staging.folderFor(target, cleanUps)) {
                            for (int i = 0; i < 100; i++) {
                                Files.createFile(staging.path().resolve("" + i));
                            }
                            closing.countDown();
                        }
                        return null;
                    });
            Thread.ofPlatform().start(closed);
            closing.await();
            stop();
            assertEquals(List.of(), entries(temp));
            closed.get();
        }
    }

    @Test
    void closingForgetsIt() throws IOException {
        Path path;
        try (Staging staging = Staging.fileFor(target, cleanUps)) {
            path = staging.path();
        }
        Files.writeString(path, "of somebody else");
        stop();
        assertTrue(Files.exists(path));
    }

    @Test
    void failuresNameTheTarget() throws IOException {
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            String inside = staging.path().resolve("a").toString();
            FileSystemException full =
                    staging.inTermsOfTarget(new FileSystemException(inside, null, "full"));
            assertEquals(target.resolve("a").toString(), full.getFile());
            assertEquals("full", full.getReason());
            String whole = staging.path().toString();
            FileSystemException denied = staging.inTermsOfTarget(new AccessDeniedException(whole));
            assertEquals(target.toString(), denied.getFile());
            assertEquals(AccessDeniedException.class, denied.getClass());
            FileSystemException other = new NoSuchFileException(temp.resolve("b").toString());
            assertEquals(other, staging.inTermsOfTarget(other));
            FileSystemException nameless = new FileSystemException(null);
            assertEquals(nameless, staging.inTermsOfTarget(nameless));
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() throws IOException {
        Path missing = temp.resolve("missing");
        NoSuchFileException e =
                assertThrows(
                        NoSuchFileException.class,
                        () -> Staging.folderFor(missing.resolve("target"), cleanUps).close());
        assertEquals(missing.resolve("target").toString(), e.getFile());
        assertThrows(IOException.class, () -> Staging.fileFor(temp.getRoot(), cleanUps).close());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderIsAsOpenToOthersAsAnyOther() throws IOException {
        Path plain = Files.createDirectory(temp.resolve("plain"));
        Set<?> usual = Files.getPosixFilePermissions(plain);
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            staging.moveToTarget();
        }
        assertEquals(usual, Files.getPosixFilePermissions(target));
    }

    @Test
    void theTargetMayHaveTheLongestOfNames() throws IOException {
        Path longest = temp.resolve("n".repeat(250));
        try (Staging staging = Staging.fileFor(longest, cleanUps)) {
            Files.writeString(staging.path(), "a");
            staging.moveToTarget();
        }
        assertTrue(Files.exists(longest));
    }

    @Test
    void aFolderWithSomethingInItIsNotTaken() throws IOException {
        try (Staging staging = Staging.folderFor(target, cleanUps)) {
            Files.writeString(staging.path().resolve("a"), "a");
            Files.createDirectory(target);
            Files.writeString(target.resolve("a"), "theirs");
            assertThrows(FileAlreadyExistsException.class, staging::moveToTarget);
        }
        assertEquals("theirs", Files.readString(target.resolve("a")));
        assertThrows(DirectoryNotEmptyException.class, () -> Files.delete(target));
    }
}
