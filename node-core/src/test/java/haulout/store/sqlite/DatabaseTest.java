// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final List<Migration> ONE_TABLE =
            List.of(new Migration(1, "one", "CREATE TABLE number (n INTEGER PRIMARY KEY);\n"));

    @TempDir Path folder;

    private static int insert(Session session, long n) throws java.sql.SQLException {
        return session.update(
                "INSERT INTO number (n) VALUES (?)", statement -> statement.setLong(1, n));
    }

    private static List<Long> numbers(Database database) throws Exception {
        return database.read(
                "numbers",
                session ->
                        session.list(
                                "SELECT n FROM number ORDER BY n",
                                Session.Binder.NONE,
                                row -> row.getLong(1)));
    }

    @Test
    void theWriterIsSetForDurabilityAndTheReadersCannotWrite() throws Exception {
        try (Database database = Database.open(folder.resolve("a.db"), Runnable::run, ONE_TABLE)) {
            List<Optional<Long>> set = new ArrayList<>();
            database.write(
                    "pragmas",
                    session -> {
                        for (String name :
                                List.of(
                                        "synchronous",
                                        "foreign_keys",
                                        "busy_timeout",
                                        "auto_vacuum",
                                        "fullfsync",
                                        "checkpoint_fullfsync")) {
                            set.add(
                                    session.first(
                                            "PRAGMA " + name,
                                            Session.Binder.NONE,
                                            row -> row.getLong(1)));
                        }
                        return set;
                    });
            assertEquals(
                    List.of(
                            Optional.of(2L),
                            Optional.of(1L),
                            Optional.of(5000L),
                            Optional.of(2L),
                            Optional.of(1L),
                            Optional.of(1L)),
                    set);
            assertEquals(
                    Optional.of("wal"),
                    database.read(
                            "journal",
                            session ->
                                    session.first(
                                            "PRAGMA journal_mode",
                                            Session.Binder.NONE,
                                            row -> row.getString(1))));
            assertThrows(
                    StoreException.class,
                    () -> database.read("sly", session -> insert(session, 1)));
        }
    }

    @Test
    void workThatFailsLeavesNothing() throws Exception {
        try (Database database = Database.open(folder.resolve("a.db"), Runnable::run, ONE_TABLE)) {
            assertThrows(
                    StoreException.class,
                    () ->
                            database.write(
                                    "twice",
                                    session -> {
                                        insert(session, 1);
                                        return insert(session, 1);
                                    }));
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            database.write(
                                    "bug",
                                    session -> {
                                        insert(session, 2);
                                        throw new IllegalStateException("bug");
                                    }));
            database.write("good", session -> insert(session, 3));
            assertEquals(List.of(3L), numbers(database));
        }
    }

    @Test
    void writersFromManyThreadsTakeTurns() throws Exception {
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                Database database = Database.open(folder.resolve("a.db"), writer, ONE_TABLE)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int base = t * 10;
                threads.add(
                        Thread.startVirtualThread(() -> {
                            for (int i = 0; i < 10; i++) {
                                int n = base + i;
                                try {
                                    database.write("one", session -> insert(session, n));
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(40, numbers(database).size());
        }
    }

    @Test
    void anInterruptBeforeTheWorkBeganCancelsItAndLaterItDoesNot() throws Exception {
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                Database database = Database.open(folder.resolve("a.db"), writer, ONE_TABLE)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            AtomicBoolean flagKept = new AtomicBoolean();
            Thread running =
                    Thread.startVirtualThread(() -> {
                        try {
                            database.write(
                                    "slow",
                                    session -> {
                                        begun.countDown();
                                        awaitQuietly(go);
                                        return insert(session, 1);
                                    });
                            flagKept.set(Thread.currentThread().isInterrupted());
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
            begun.await();
            running.interrupt();
            AtomicBoolean cancelled = new AtomicBoolean();
            Thread waiting =
                    Thread.startVirtualThread(() -> {
                        try {
                            database.write("never", session -> insert(session, 2));
                        } catch (InterruptedException e) {
                            cancelled.set(true);
                        } catch (StoreException e) {
                            throw new AssertionError(e);
                        }
                    });
            waiting.interrupt();
            waiting.join();
            go.countDown();
            running.join();
            assertTrue(cancelled.get());
            assertTrue(flagKept.get());
            database.write("after", session -> insert(session, 3));
            assertEquals(List.of(1L, 3L), numbers(database));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsDamaged() throws Exception {
        Path file = folder.resolve("a.db");
        Files.write(
                file,
                "no database at all, far from it".repeat(400).getBytes(StandardCharsets.UTF_8));
        assertThrows(DatabaseDamagedException.class, () -> Database.open(file, Runnable::run));
    }

    @Test
    void closingTwiceAndUsingAfterwardsIsRefused() throws Exception {
        Database database = Database.open(folder.resolve("a.db"), Runnable::run, ONE_TABLE);
        database.close();
        database.close();
        assertThrows(StoreException.class, () -> numbers(database));
        assertThrows(
                StoreException.class, () -> database.write("no", session -> insert(session, 1)));
        assertFalse(
                Files.exists(folder.resolve("a.db-wal"))
                        && Files.size(folder.resolve("a.db-wal")) > 0);
    }

    @Test
    void manyFreePagesGoBackToTheFileSystemStepByStep() throws Exception {
        Path file = folder.resolve("a.db");
        int rows = 700_000; // of eleven bytes or so each: more pages than are left alone
        try (Database database = Database.open(file, Runnable::run, ONE_TABLE)) {
            assertFalse(database.shrink(100), "nothing is free");
            database.write(
                    "fill",
                    session -> {
                        session.execute(
                                "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
                                        + " WHERE n < "
                                        + rows
                                        + ")"
                                        + " INSERT INTO number SELECT n FROM c");
                        return rows;
                    });
            database.write(
                    "empty",
                    session -> {
                        session.execute("DELETE FROM number WHERE n > 3");
                        return rows;
                    });
            long before = pages(database);
            assertTrue(database.shrink(100));
            assertEquals(before - 100, pages(database));
            while (database.shrink(500)) {
                assertTrue(pages(database) < before);
            }
            assertTrue(pages(database) < 1100, pages(database) + " pages are left");
            database.releaseMemory();
            assertEquals(List.of(1L, 2L, 3L), numbers(database));
        }
    }

    private static long pages(Database database) throws Exception {
        return database.read(
                "pages",
                session ->
                        session.first(
                                        "PRAGMA page_count",
                                        Session.Binder.NONE,
                                        row -> row.getLong(1))
                                .orElseThrow());
    }
}
