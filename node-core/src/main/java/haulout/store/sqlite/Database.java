// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One SQLite file: one connection that writes, two that read.
///
/// All writes go through [#write]: one at a time, on the executor that was given for it, because a
/// commit blocks for milliseconds inside native code, which would hold the carrier of a virtual
/// thread. Reads run on the caller's thread: they take microseconds from the page cache.
///
/// Threads: any. What has returned from [#write] survives a loss of power (`synchronous=FULL`).
public final class Database implements AutoCloseable {
    // a transaction that holds others up longer than this is worth a line
    private static final long SLOW_TRANSACTION_NANOS = TimeUnit.SECONDS.toNanos(1);

    // point reads take microseconds; two let one long listing run beside them
    private static final int READERS = 2;

    // other processes do not open the file; this covers a backup tool that does
    private static final int BUSY_MILLIS = 5000;

    private static final int WRITER_CACHE_KIBIBYTES = 8192;
    private static final int READER_CACHE_KIBIBYTES = 2048;

    // left of the journal after a checkpoint; a batch of index rows writes some 30 MB
    private static final int JOURNAL_LIMIT_BYTES = 32 << 20;

    // 4 MB, and a quarter of the file
    private static final int MIN_SPARE_PAGES = 1024;
    private static final int SPARE_DIVISOR = 4;

    // beside the file, after a statement found it damaged
    private static final String SUSPECT = "-suspect";

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final Path file;
    private final Executor writerExecutor;
    private final ReentrantLock writing = new ReentrantLock();
    private final Session writer;
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
    private final List<Session> all = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean damaged = new AtomicBoolean();

    /// What runs inside a transaction.
    @FunctionalInterface
    public interface Work<T> {
        /// Runs once.
        ///
        /// @throws SQLException rolls back; reaches the caller as a [StoreException]
        /// @throws StoreException rolls back; reaches the caller as it is
        T run(Session session) throws SQLException, StoreException;
    }

    private Database(Path file, Executor writerExecutor) throws SQLException {
        this.file = file;
        this.writerExecutor = writerExecutor;
        this.writer = session(false);
    }

    /// Opens or creates a database and brings its schema up to date.
    ///
    /// @param file in a folder that exists
    /// @param writerExecutor runs transactions; platform threads, and it must not interrupt them
    /// @throws DatabaseDamagedException if the file is no database or is damaged
    /// @throws StoreException if it cannot be opened, or was written by a newer version
    @MustBeClosed
    public static Database open(Path file, Executor writerExecutor) throws StoreException {
        return open(file, writerExecutor, Migrations.all());
    }

    @MustBeClosed
    static Database open(Path file, Executor writerExecutor, List<Migration> migrations)
            throws StoreException {
        Database database = null;
        try {
            database = new Database(file, writerExecutor);
            Migrations.apply(database.writer.connection(), file, migrations);
            for (int i = 0; i < READERS; i++) {
                database.readers.add(database.session(true));
            }
            return database;
        } catch (SQLException e) {
            if (database != null) {
                database.closeSessions();
            }
            throw failure("opening", file, e);
        } catch (StoreException e) {
            if (database != null) {
                database.closeSessions();
            }
            throw e;
        }
    }

    /// As [#open(Path, Executor)], but a damaged file is kept aside and a new one is begun: all
    /// that the node keeps in it can be made again, from the segments and the ledger.
    ///
    /// @param clock names the file that is kept
    /// @param keptAside told where, so that it can be reported
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // returned, or closed before another is opened
    public static Database openOrBegin(
            Path file, Executor writerExecutor, InstantSource clock, Consumer<Path> keptAside)
            throws StoreException {
        Path suspect = sibling(file, SUSPECT);
        Database first = null;
        try {
            first = open(file, writerExecutor);
            if (!Files.exists(suspect) || first.isSound()) {
                Files.deleteIfExists(suspect);
                return first;
            }
            first.close();
        } catch (DatabaseDamagedException e) {
            log.atWarn().setCause(e).log("database is damaged");
        } catch (IOException e) {
            if (first != null) {
                first.close();
            }
            throw new StoreException("database " + file.getFileName() + " cannot be opened", e);
        }
        try {
            String ending = ".broken-" + clock.instant().getEpochSecond();
            Path aside = sibling(file, ending);
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = sibling(file, part);
                if (Files.exists(from)) {
                    Files.move(from, sibling(file, ending + part));
                }
            }
            Files.deleteIfExists(suspect);
            keptAside.accept(aside);
        } catch (IOException e) {
            throw new StoreException(
                    "damaged database " + file.getFileName() + " cannot be kept aside", e);
        }
        return open(file, writerExecutor);
    }

    private static Path sibling(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private boolean isSound() {
        try {
            return writer.first(
                            "PRAGMA quick_check(1)",
                            Session.Binder.NONE,
                            row -> "ok".equals(row.getString(1)))
                    .orElse(false);
        } catch (SQLException e) {
            log.atDebug().setCause(e).log("check of the database failed");
            return false;
        }
    }

    /// The settings of every connection: write-ahead log (readers never wait for the writer), full
    /// synchronisation (a confirmation that was signed must survive a power cut), foreign keys,
    /// waiting for a busy file, immediate transactions (no upgrade from read to write that could
    /// fail half-way), space given back step by step.
    private Session session(boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
        config.setGetGeneratedKeys(false); // nobody asks; it costs a query for each row
        config.setCacheSize(-(readOnly ? READER_CACHE_KIBIBYTES : WRITER_CACHE_KIBIBYTES));
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        Session session = new Session(connection);
        all.add(session);
        if (readOnly) {
            session.execute("PRAGMA query_only = ON");
        } else {
            session.execute("PRAGMA auto_vacuum = INCREMENTAL"); // before the first page is written
            session.execute("PRAGMA journal_mode = WAL");
            // macOS: without it a flush ends in the drive's own memory
            session.execute("PRAGMA fullfsync = ON");
            session.execute("PRAGMA checkpoint_fullfsync = ON");
        }
        return session;
    }

    /// Runs `work` in a transaction that is durable when this returns, or not at all.
    ///
    /// @param name what it is, for the log
    /// @throws StoreException if the database failed; the transaction was rolled back
    /// @throws InterruptedException if interrupted before the work began
    public <T> T write(String name, Work<T> work) throws StoreException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> transaction(name, work));
        AtomicBoolean taken = new AtomicBoolean();
        writerExecutor.execute(() -> {
            if (taken.compareAndSet(false, true)) {
                task.run();
            }
        });
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    if (taken.compareAndSet(false, true)) {
                        throw e;
                    }
                    interrupted = true; // it has begun: wait for its outcome, it is short
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StoreException rethrown(@Nullable Throwable cause) {
        if (cause instanceof StoreException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause == null
                ? new StoreException("a database transaction failed")
                : new StoreException("a database transaction failed", cause);
    }

    private <T> T transaction(String name, Work<T> work) throws StoreException {
        writing.lock();
        long start = System.nanoTime();
        try {
            checkOpen();
            writer.execute("BEGIN IMMEDIATE");
            boolean committed = false;
            try {
                T result = work.run(writer);
                writer.execute("COMMIT");
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw noted("writing: " + name, e);
        } finally {
            long nanos = System.nanoTime() - start;
            writing.unlock();
            if (nanos > SLOW_TRANSACTION_NANOS) {
                log.atDebug()
                        .addKeyValue("name", name)
                        .addKeyValue("millis", nanos / 1_000_000)
                        .log("long transaction");
            }
        }
    }

    private void rollBack() {
        try {
            writer.execute("ROLLBACK");
        } catch (SQLException e) {
            // the failure that led here has often rolled back already, and is the one to report
            log.atDebug().setCause(e).log("nothing to roll back");
        }
    }

    /// Runs `work` on a connection that only reads, with a consistent view from its first statement
    /// to its last.
    ///
    /// @param name what it is, for the log
    public <T> T read(String name, Work<T> work) throws StoreException, InterruptedException {
        Session session = readers.take();
        try {
            checkOpen();
            return work.run(session);
        } catch (SQLException e) {
            throw noted("reading: " + name, e);
        } finally {
            readers.add(session);
        }
    }

    /// Gives unused pages back to the file system, if there are many of them: a file that will grow
    /// again need not shrink each time.
    ///
    /// @param pages most pages to free, which bounds the time it takes
    /// @return whether there may be more
    public boolean shrink(int pages) throws StoreException, InterruptedException {
        long spare = read("free pages", session -> count(session, "PRAGMA freelist_count"));
        long all = read("pages", session -> count(session, "PRAGMA page_count"));
        if (spare < MIN_SPARE_PAGES || spare < all / SPARE_DIVISOR) {
            return false;
        }
        write(
                "shrink",
                session -> {
                    session.executeToEnd("PRAGMA incremental_vacuum(" + pages + ")");
                    return pages;
                });
        return true;
    }

    private static long count(Session session, String pragma) throws SQLException {
        return session.first(pragma, Session.Binder.NONE, row -> row.getLong(1)).orElse(0L);
    }

    /// Lets go of cached pages, which come back as they are needed. A connection that is at work
    /// keeps its own.
    public void releaseMemory() {
        List<Session> idle = new ArrayList<>();
        readers.drainTo(idle);
        try {
            for (Session session : idle) {
                releaseMemory(session);
            }
        } finally {
            readers.addAll(idle);
        }
        if (writing.tryLock()) {
            try {
                if (!closed.get()) {
                    releaseMemory(writer);
                }
            } finally {
                writing.unlock();
            }
        }
    }

    private static void releaseMemory(Session session) {
        try {
            session.execute("PRAGMA shrink_memory");
        } catch (SQLException e) {
            log.atDebug().setCause(e).log("cached pages are kept");
        }
    }

    /// Whether a statement found the file damaged since it was opened.
    public boolean isDamaged() {
        return damaged.get();
    }

    /// The file.
    public Path file() {
        return file;
    }

    private void checkOpen() throws StoreException {
        if (closed.get()) {
            throw new StoreException("database " + file.getFileName() + " is closed");
        }
    }

    private StoreException noted(String what, SQLException cause) {
        StoreException failure = failure(what, file, cause);
        if (failure instanceof DatabaseDamagedException) {
            damaged.set(true);
            try {
                Files.writeString(sibling(file, SUSPECT), ""); // the next start looks closer
            } catch (IOException e) {
                log.atDebug().setCause(e).log("suspicion cannot be noted");
            }
        }
        return failure;
    }

    static StoreException failure(String what, Path file, SQLException cause) {
        String message = what + ", database " + file.getFileName();
        return isDamage(cause)
                ? new DatabaseDamagedException(message, cause)
                : new StoreException(message, cause);
    }

    private static boolean isDamage(SQLException cause) {
        if (!(cause instanceof SQLiteException)) {
            return false;
        }
        int primary = cause.getErrorCode() & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /// Waits for the transaction under way, folds the journal into the file and closes it.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        writing.lock();
        try {
            if (!damaged.get()) {
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            // nothing is lost: the journal is read at the next start
            log.atDebug().setCause(e).log("journal was not folded in");
        } finally {
            writing.unlock();
            closeSessions();
        }
    }

    private void closeSessions() {
        boolean interrupted = false;
        List<Session> idle = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            try {
                Session reader = readers.poll(BUSY_MILLIS, TimeUnit.MILLISECONDS);
                if (reader != null) {
                    idle.add(reader); // reads under way have ended
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (Session session : all) {
            session.close();
        }
        readers.addAll(idle); // who still waits for one finds the database closed
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
