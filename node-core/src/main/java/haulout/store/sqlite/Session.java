// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection with its prepared statements, lent to the work of one transaction.
///
/// Threads: one at a time. Statements are prepared once and kept as long as the connection: use
/// constant texts only.
public final class Session {
    private static final long SLOW_STATEMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /// Rows of a batch that are written before whoever waits for the processor gets it: nobody
    /// waits for the batch, and on two processors it would hold up requests for milliseconds.
    private static final int ROWS_AT_ONCE = 32;

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /// Sets the parameters of a statement.
    @FunctionalInterface
    public interface Binder {
        /// A statement without parameters.
        Binder NONE = statement -> {};

        /// Sets them.
        ///
        /// @param statement parameters count from 1
        void bind(PreparedStatement statement) throws SQLException;
    }

    /// Sets the parameters of a statement for one of many rows.
    @FunctionalInterface
    public interface RowBinder<R> {
        /// Sets them.
        ///
        /// @param statement parameters count from 1
        void bind(PreparedStatement statement, R row) throws SQLException;
    }

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader<T> {
        /// Reads it.
        ///
        /// @param row stands on the row; columns count from 1
        T read(ResultSet row) throws SQLException;
    }

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /// Changes rows.
    ///
    /// @return how many rows were changed
    public int update(String sql, Binder binder) throws SQLException {
        PreparedStatement statement = prepared(sql);
        long start = System.nanoTime();
        binder.bind(statement);
        int count = statement.executeUpdate();
        noteTime(sql, start);
        return count;
    }

    /// Runs one statement for each of many rows.
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how long others wait
    public <R> void updateAll(String sql, Collection<R> rows, RowBinder<R> binder)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepared(sql);
        int done = 0;
        for (R row : rows) {
            binder.bind(statement, row);
            statement.executeUpdate();
            if (++done % ROWS_AT_ONCE == 0) {
                Thread.yield();
            }
        }
    }

    /// All rows of an answer; the statement has the limit.
    public <T> List<T> list(String sql, Binder binder, RowReader<T> reader) throws SQLException {
        PreparedStatement statement = prepared(sql);
        long start = System.nanoTime();
        binder.bind(statement);
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        noteTime(sql, start);
        return rows;
    }

    /// The first row of an answer.
    public <T> Optional<T> first(String sql, Binder binder, RowReader<T> reader)
            throws SQLException {
        PreparedStatement statement = prepared(sql);
        long start = System.nanoTime();
        binder.bind(statement);
        Optional<T> row;
        try (ResultSet result = statement.executeQuery()) {
            row = result.next() ? Optional.of(reader.read(result)) : Optional.empty();
        }
        noteTime(sql, start);
        return row;
    }

    /// As [#execute], for a statement that does its work step by step and has no rows: execute
    /// takes its first step only.
    void executeToEnd(String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        noteTime(sql, start);
    }

    void execute(String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        noteTime(sql, start);
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void noteTime(String sql, long start) {
        long nanos = System.nanoTime() - start;
        if (nanos > SLOW_STATEMENT_NANOS) {
            log.atDebug()
                    .addKeyValue("sql", sql)
                    .addKeyValue("millis", nanos / 1_000_000)
                    .log("slow statement");
        }
    }

    void close() {
        for (PreparedStatement statement : statements.values()) {
            closeQuietly(statement::close);
        }
        statements.clear();
        closeQuietly(connection::close);
    }

    /// What closes a part of the session.
    @FunctionalInterface
    private interface Closing {
        void run() throws SQLException;
    }

    private static void closeQuietly(Closing closing) {
        try {
            closing.run();
        } catch (SQLException e) {
            // nothing depends on it any more: transactions were committed or rolled back before
            log.atDebug().setCause(e).log("closing failed");
        }
    }
}
