// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.store.Happening;
import haulout.store.HistoryStore;
import haulout.store.IncomeRow;
import haulout.store.KeptFile;
import haulout.store.PaidOut;
import haulout.store.QuarterRow;
import haulout.store.StoreException;
import haulout.store.WaitingFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The history in a database of its own.
public final class SqliteHistory implements HistoryStore, AutoCloseable {
    private static final List<Migration> STEPS =
            Migrations.of(
                    "history-V001__history.sql",
                    "history-V002__day_and_way.sql",
                    "history-V003__income.sql");

    private final Database database;

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because close() of this closes it
    private SqliteHistory(Path file, Executor writerExecutor) throws StoreException {
        this.database = Database.open(file, writerExecutor, STEPS);
    }

    /// Opens or creates a history.
    ///
    /// @param file in a folder that exists
    /// @param writerExecutor see [Database#open]
    /// @throws StoreException if it cannot be opened, or was written by a newer version
    @MustBeClosed
    public static SqliteHistory open(Path file, Executor writerExecutor) throws StoreException {
        return new SqliteHistory(file, writerExecutor);
    }

    @Override
    public long add(Happening happening) throws StoreException, InterruptedException {
        return database.write(
                "happening",
                session -> {
                    session.update(
                            "INSERT INTO happening (at_millis, kind, sentence) VALUES (?, ?, ?)",
                            statement -> {
                                statement.setLong(1, happening.at().toEpochMilli());
                                statement.setString(2, happening.kind());
                                statement.setString(3, happening.sentence());
                            });
                    return session.first(
                                    "SELECT last_insert_rowid()",
                                    Session.Binder.NONE,
                                    row -> row.getLong(1))
                            .orElseThrow();
                });
    }

    @Override
    public List<Happening> happenings(long before, Instant from, Set<String> kinds, int most)
            throws StoreException, InterruptedException {
        // commas on both sides, so that no kind is found within another
        String wanted = kinds.isEmpty() ? "" : "," + String.join(",", kinds) + ",";
        return database.read(
                "happenings",
                session ->
                        session.list(
                                """
                                SELECT number, at_millis, kind, sentence FROM happening
                                WHERE number < ? AND at_millis >= ?
                                  AND (? = '' OR instr(?, ',' || kind || ',') > 0)
                                ORDER BY number DESC LIMIT ?
                                """,
                                statement -> {
                                    statement.setLong(1, before);
                                    statement.setLong(2, from.toEpochMilli());
                                    statement.setString(3, wanted);
                                    statement.setString(4, wanted);
                                    statement.setInt(5, most);
                                },
                                row ->
                                        new Happening(
                                                row.getLong(1),
                                                Instant.ofEpochMilli(row.getLong(2)),
                                                row.getString(3),
                                                row.getString(4))));
    }

    @Override
    public void forgetBefore(Instant moment) throws StoreException, InterruptedException {
        database.write(
                "forget happenings",
                session -> {
                    session.update(
                            "DELETE FROM quarter WHERE start_seconds < ?",
                            statement -> statement.setLong(1, moment.getEpochSecond()));
                    return session.update(
                            "DELETE FROM happening WHERE at_millis < ?",
                            statement -> statement.setLong(1, moment.toEpochMilli()));
                });
    }

    @Override
    public List<KeptFile> files() throws StoreException, InterruptedException {
        return database.read(
                "files",
                session ->
                        session.list(
                                """
                                SELECT object, blob, name, bytes, stored_millis, end_epoch,
                                  deletable, secret
                                FROM kept_file ORDER BY stored_millis DESC, object
                                """,
                                Session.Binder.NONE,
                                SqliteHistory::file));
    }

    private static KeptFile file(ResultSet row) throws SQLException {
        byte @Nullable [] secret = row.getBytes(8);
        return new KeptFile(
                ObjectId.of(row.getBytes(1)),
                BlobId.of(row.getBytes(2)),
                row.getString(3),
                row.getLong(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getLong(6),
                row.getBoolean(7),
                Optional.ofNullable(secret).map(ByteBuffer::wrap));
    }

    @Override
    public void put(KeptFile file) throws StoreException, InterruptedException {
        database.write("file", session -> put(session, file));
    }

    private static int put(Session session, KeptFile file) throws SQLException {
        return session.update(
                """
                INSERT OR REPLACE INTO kept_file
                  (object, blob, name, bytes, stored_millis, end_epoch, deletable, secret)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                statement -> {
                    statement.setBytes(1, file.object().toBytes());
                    statement.setBytes(2, file.blob().toBytes());
                    statement.setString(3, file.name());
                    statement.setLong(4, file.bytes());
                    statement.setLong(5, file.stored().toEpochMilli());
                    statement.setLong(6, file.endEpoch());
                    statement.setBoolean(7, file.isDeletable());
                    statement.setBytes(8, bytes(file.secret()));
                });
    }

    private static byte @Nullable [] bytes(Optional<ByteBuffer> kept) {
        if (kept.isEmpty()) {
            return null;
        }
        ByteBuffer secret = kept.get().duplicate();
        byte[] bytes = new byte[secret.remaining()];
        secret.get(bytes);
        return bytes;
    }

    @Override
    public void remove(KeptFile file) throws StoreException, InterruptedException {
        database.write(
                "forget file",
                session ->
                        session.update(
                                "DELETE FROM kept_file WHERE object = ?",
                                statement -> statement.setBytes(1, file.object().toBytes())));
    }

    @Override
    public List<PaidOut> payouts(int most) throws StoreException, InterruptedException {
        return database.read(
                "payouts",
                session ->
                        session.list(
                                """
                                SELECT at_millis, frost, receipt FROM payout
                                ORDER BY number DESC LIMIT ?
                                """,
                                statement -> statement.setInt(1, most),
                                row ->
                                        new PaidOut(
                                                Instant.ofEpochMilli(row.getLong(1)),
                                                row.getLong(2),
                                                row.getString(3))));
    }

    @Override
    public void add(PaidOut payout) throws StoreException, InterruptedException {
        database.write(
                "payout",
                session ->
                        session.update(
                                "INSERT INTO payout (at_millis, frost, receipt) VALUES (?, ?, ?)",
                                statement -> {
                                    statement.setLong(1, payout.at().toEpochMilli());
                                    statement.setLong(2, payout.frost());
                                    statement.setString(3, payout.receipt());
                                }));
    }

    @Override
    public List<IncomeRow> incomes() throws StoreException, InterruptedException {
        return database.read(
                "incomes",
                session ->
                        session.list(
                                """
                                SELECT first_epoch, last_epoch, start_millis, end_millis, storing,
                                  commission, estimated, after_gap
                                FROM income ORDER BY number
                                """,
                                Session.Binder.NONE,
                                row ->
                                        new IncomeRow(
                                                row.getLong(1),
                                                row.getLong(2),
                                                Instant.ofEpochMilli(row.getLong(3)),
                                                Instant.ofEpochMilli(row.getLong(4)),
                                                row.getLong(5),
                                                row.getLong(6),
                                                row.getBoolean(7),
                                                row.getBoolean(8))));
    }

    @Override
    public void addIncomes(List<IncomeRow> rows) throws StoreException, InterruptedException {
        database.write(
                "incomes",
                session -> {
                    for (IncomeRow row : rows) {
                        put(session, row, Optional.empty());
                    }
                    return rows.size();
                });
    }

    @Override
    public void foldIncomes(List<IncomeRow> rows) throws StoreException, InterruptedException {
        database.write(
                "fold incomes",
                session -> {
                    for (IncomeRow row : rows) {
                        fold(session, row);
                    }
                    return rows.size();
                });
    }

    // the new row keeps the first one's place in the order
    private static void fold(Session session, IncomeRow row) throws SQLException {
        String within =
                """
                FROM income WHERE first_epoch >= ? AND last_epoch <= ?
                  AND start_millis >= ? AND end_millis <= ?
                """;
        Session.Binder range =
                statement -> {
                    statement.setLong(1, row.first());
                    statement.setLong(2, row.last());
                    statement.setLong(3, row.start().toEpochMilli());
                    statement.setLong(4, row.end().toEpochMilli());
                };
        Optional<Long> place =
                session.first(
                        "SELECT number " + within + " ORDER BY number LIMIT 1",
                        range,
                        found -> found.getLong(1));
        session.update("DELETE " + within, range);
        put(session, row, place);
    }

    private static void put(Session session, IncomeRow row, Optional<Long> place)
            throws SQLException {
        session.update(
                """
                INSERT INTO income
                  (number, first_epoch, last_epoch, start_millis, end_millis, storing, commission,
                  estimated, after_gap)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                statement -> {
                    statement.setObject(1, place.orElse(null));
                    statement.setLong(2, row.first());
                    statement.setLong(3, row.last());
                    statement.setLong(4, row.start().toEpochMilli());
                    statement.setLong(5, row.end().toEpochMilli());
                    statement.setLong(6, row.storing());
                    statement.setLong(7, row.commission());
                    statement.setBoolean(8, row.isEstimated());
                    statement.setBoolean(9, row.isAfterGap());
                });
    }

    @Override
    public List<QuarterRow> quarters(Instant from) throws StoreException, InterruptedException {
        return database.read(
                "quarters",
                session ->
                        session.list(
                                """
                                SELECT start_seconds, free_millis, rested_millis, silent_millis,
                                  reason
                                FROM quarter WHERE start_seconds >= ? ORDER BY start_seconds
                                """,
                                statement -> statement.setLong(1, from.getEpochSecond()),
                                row ->
                                        new QuarterRow(
                                                Instant.ofEpochSecond(row.getLong(1)),
                                                Duration.ofMillis(row.getLong(2)),
                                                Duration.ofMillis(row.getLong(3)),
                                                Duration.ofMillis(row.getLong(4)),
                                                Optional.ofNullable(row.getString(5)))));
    }

    @Override
    public void put(QuarterRow quarter) throws StoreException, InterruptedException {
        database.write(
                "quarter",
                session ->
                        session.update(
                                """
                                INSERT OR REPLACE INTO quarter
                                  (start_seconds, free_millis, rested_millis, silent_millis, reason)
                                VALUES (?, ?, ?, ?, ?)
                                """,
                                statement -> {
                                    statement.setLong(1, quarter.start().getEpochSecond());
                                    statement.setLong(2, quarter.free().toMillis());
                                    statement.setLong(3, quarter.rested().toMillis());
                                    statement.setLong(4, quarter.silent().toMillis());
                                    statement.setString(5, quarter.reason().orElse(null));
                                }));
    }

    @Override
    public List<WaitingFile> waiting() throws StoreException, InterruptedException {
        return database.read(
                "waiting files",
                session ->
                        session.list(
                                """
                                SELECT number, path, epochs, deletable, secret, since_millis
                                FROM waiting_file ORDER BY number
                                """,
                                Session.Binder.NONE,
                                SqliteHistory::waiting));
    }

    private static WaitingFile waiting(ResultSet row) throws SQLException {
        byte @Nullable [] secret = row.getBytes(5);
        return new WaitingFile(
                row.getLong(1),
                Path.of(row.getString(2)),
                row.getLong(3),
                row.getBoolean(4),
                Optional.ofNullable(secret).map(ByteBuffer::wrap),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    @Override
    public long add(WaitingFile file) throws StoreException, InterruptedException {
        return database.write(
                "waiting file",
                session -> {
                    session.update(
                            """
                            INSERT INTO waiting_file
                              (path, epochs, deletable, secret, since_millis)
                            VALUES (?, ?, ?, ?, ?)
                            """,
                            statement -> {
                                statement.setString(1, file.file().toString());
                                statement.setLong(2, file.epochs());
                                statement.setBoolean(3, file.isDeletable());
                                statement.setBytes(4, bytes(file.secret()));
                                statement.setLong(5, file.since().toEpochMilli());
                            });
                    return session.first(
                                    "SELECT last_insert_rowid()",
                                    Session.Binder.NONE,
                                    row -> row.getLong(1))
                            .orElseThrow();
                });
    }

    @Override
    public void arrived(long number, KeptFile file) throws StoreException, InterruptedException {
        database.write(
                "file arrived",
                session -> {
                    put(session, file);
                    return forgetWaiting(session, number);
                });
    }

    @Override
    public void giveUp(long number) throws StoreException, InterruptedException {
        database.write("file given up", session -> forgetWaiting(session, number));
    }

    private static int forgetWaiting(Session session, long number) throws SQLException {
        return session.update(
                "DELETE FROM waiting_file WHERE number = ?",
                statement -> statement.setLong(1, number));
    }

    @Override
    public void close() {
        database.close();
    }
}
