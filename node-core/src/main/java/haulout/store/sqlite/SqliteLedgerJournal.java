// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.ledger.JournalBatch;
import haulout.ledger.JournalEntry;
import haulout.ledger.JournalEvent;
import haulout.ledger.JournalSnapshot;
import haulout.ledger.LedgerJournal;
import haulout.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal of an embedded ledger, in a database file of its own.
///
/// A batch is one transaction: it is there as a whole or not at all, whatever moment the process or
/// the power ends at. Of the states only the two newest are kept; of the others, the hash.
public final class SqliteLedgerJournal implements LedgerJournal, AutoCloseable {
    /// One to start from, and one before it in case a page of the newest cannot be read.
    private static final int KEPT_STATES = 2;

    private static final List<Migration> STEPS = Migrations.of("ledger-V001__journal.sql");

    private static final Logger log = LoggerFactory.getLogger(SqliteLedgerJournal.class);

    private final Database database;

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because close() of this closes it
    private SqliteLedgerJournal(Path file, Executor writerExecutor) throws StoreException {
        this.database = Database.open(file, writerExecutor, migrations());
    }

    /// Opens or creates a journal.
    ///
    /// @param file in a folder that exists
    /// @param writerExecutor see [Database#open]
    /// @throws StoreException if it cannot be opened, or was written by a newer version
    @MustBeClosed
    public static SqliteLedgerJournal open(Path file, Executor writerExecutor)
            throws StoreException {
        return new SqliteLedgerJournal(file, writerExecutor);
    }

    static List<Migration> migrations() {
        return STEPS;
    }

    @Override
    public List<Long> snapshots() throws StoreException, InterruptedException {
        return database.read(
                "kept ledger states",
                session ->
                        session.list(
                                """
                                SELECT sequence FROM snapshot
                                WHERE state IS NOT NULL ORDER BY sequence DESC
                                """,
                                Session.Binder.NONE,
                                row -> row.getLong(1)));
    }

    @Override
    public JournalSnapshot snapshot(long sequence) throws StoreException, InterruptedException {
        return database.read(
                        "ledger state",
                        session ->
                                session.first(
                                        """
                                        SELECT sequence, state_hash, state FROM snapshot
                                        WHERE sequence = ? AND state IS NOT NULL
                                        """,
                                        statement -> statement.setLong(1, sequence),
                                        row ->
                                                new JournalSnapshot(
                                                        row.getLong(1),
                                                        Hash32.of(row.getBytes(2)),
                                                        ByteBuffer.wrap(row.getBytes(3)))))
                .orElseThrow(() ->
                        new StoreException(
                                "no ledger state after command " + sequence + " is kept"));
    }

    @Override
    public List<JournalEntry> entries(long fromSequence, int limit)
            throws StoreException, InterruptedException {
        return database.read(
                "ledger commands",
                session ->
                        session.list(
                                """
                                SELECT sequence, now_millis, sender, bytes FROM command
                                WHERE sequence >= ? ORDER BY sequence LIMIT ?
                                """,
                                statement -> {
                                    statement.setLong(1, fromSequence);
                                    statement.setInt(2, limit);
                                },
                                row ->
                                        new JournalEntry(
                                                row.getLong(1),
                                                row.getLong(2),
                                                AccountAddress.of(row.getBytes(3)),
                                                ByteBuffer.wrap(row.getBytes(4)))));
    }

    @Override
    public List<JournalEvent> events(long fromIndex, int limit)
            throws StoreException, InterruptedException {
        return database.read(
                "ledger events",
                session ->
                        session.list(
                                """
                                SELECT event_index, sequence, place, bytes FROM event
                                WHERE event_index >= ? ORDER BY event_index LIMIT ?
                                """,
                                statement -> {
                                    statement.setLong(1, fromIndex);
                                    statement.setInt(2, limit);
                                },
                                row ->
                                        new JournalEvent(
                                                row.getLong(1),
                                                row.getLong(2),
                                                row.getInt(3),
                                                ByteBuffer.wrap(row.getBytes(4)))));
    }

    @Override
    public void append(JournalBatch batch) throws StoreException, InterruptedException {
        database.write(
                "ledger batch",
                session -> {
                    appendEntries(session, batch);
                    if (batch.snapshot().isPresent()) {
                        appendSnapshot(session, batch.snapshot().get());
                    }
                    return batch.entries().size();
                });
        if (batch.snapshot().isPresent()) {
            forgetOldStates();
        }
    }

    /// In transactions of its own: a page of an old state that cannot be read must not keep new
    /// commands from being written.
    private void forgetOldStates() {
        try {
            List<Long> kept = snapshots();
            for (long old : kept.subList(Math.min(KEPT_STATES, kept.size()), kept.size())) {
                forget(old);
            }
        } catch (StoreException e) {
            log.atDebug().setCause(e).log("old states of the ledger stay");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the next state has them forgotten
        }
    }

    private void forget(long sequence) throws InterruptedException {
        try {
            database.write(
                    "old ledger state",
                    session ->
                            session.update(
                                    "UPDATE snapshot SET state = NULL WHERE sequence = ?",
                                    statement -> statement.setLong(1, sequence)));
        } catch (StoreException e) {
            log.atDebug()
                    .addKeyValue("command", sequence)
                    .setCause(e)
                    .log("an old state of the ledger stays");
        }
    }

    private static void appendEntries(Session session, JournalBatch batch) throws SQLException {
        session.updateAll(
                "INSERT INTO command (sequence, now_millis, sender, bytes) VALUES (?, ?, ?, ?)",
                batch.entries(),
                (statement, entry) -> {
                    statement.setLong(1, entry.sequence());
                    statement.setLong(2, entry.nowMillis());
                    statement.setBytes(3, entry.sender().toBytes());
                    statement.setBytes(4, bytes(entry.command()));
                });
        session.updateAll(
                "INSERT INTO event (event_index, sequence, place, bytes) VALUES (?, ?, ?, ?)",
                batch.events(),
                (statement, event) -> {
                    statement.setLong(1, event.index());
                    statement.setLong(2, event.sequence());
                    statement.setInt(3, event.place());
                    statement.setBytes(4, bytes(event.bytes()));
                });
    }

    private static void appendSnapshot(Session session, JournalSnapshot snapshot)
            throws SQLException {
        session.update(
                "INSERT INTO snapshot (sequence, state_hash, state) VALUES (?, ?, ?)",
                statement -> {
                    statement.setLong(1, snapshot.sequence());
                    statement.setBytes(2, snapshot.stateHash().toBytes());
                    statement.setBytes(3, bytes(snapshot.state()));
                });
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    @Override
    public void close() {
        database.close();
    }
}
