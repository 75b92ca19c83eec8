// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database from the schema it has to the newest one.
///
/// The version of the schema is SQLite's `user_version`. A step is never changed once it was
/// released: the next one is added below it.
final class Migrations {
    private static final List<String> FILES =
            List.of("V001__segment_index.sql", "V002__node_records.sql");

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private static final List<Migration> NODE_STEPS = nodeSteps();

    private Migrations() {}

    /// All steps, oldest first.
    static List<Migration> all() {
        return NODE_STEPS;
    }

    private static List<Migration> nodeSteps() {
        List<Migration> migrations = new ArrayList<>();
        for (String file : FILES) {
            int version = Integer.parseInt(file.substring(1, 4));
            if (version != migrations.size() + 1) {
                throw new AssertionError("migration " + file + " is out of order");
            }
            migrations.add(new Migration(version, file, read(file)));
        }
        return List.copyOf(migrations);
    }

    /// The steps of a schema of its own, oldest first.
    ///
    /// To be called where a class is initialised: `docs/decisions/0003-shipped-texts.md`.
    static List<Migration> of(String... files) {
        List<Migration> migrations = new ArrayList<>();
        for (String file : files) {
            migrations.add(new Migration(migrations.size() + 1, file, read(file)));
        }
        return List.copyOf(migrations);
    }

    private static String read(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("migration " + file + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Applies what is missing, each step in a transaction of its own.
    ///
    /// @throws StoreException if the schema is newer than this program, or a step leaves a row that
    ///   refers to nothing
    static void apply(Connection connection, Path file, List<Migration> migrations)
            throws SQLException, StoreException {
        int present = version(connection);
        if (present > migrations.size()) {
            throw new StoreException(
                    "database %s has schema %d, this program knows schemas up to %d: a newer Haulout wrote it, update this one"
                            .formatted(file.getFileName(), present, migrations.size()));
        }
        for (Migration migration : migrations.subList(present, migrations.size())) {
            step(connection, file, migration);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static void step(Connection connection, Path file, Migration migration)
            throws SQLException, StoreException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean committed = false;
            try {
                for (String sql : statements(migration.script())) {
                    statement.execute(sql);
                }
                checkReferences(statement, file, migration);
                statement.execute("PRAGMA user_version = " + migration.version());
                statement.execute("COMMIT");
                committed = true;
            } finally {
                if (!committed) {
                    statement.execute("ROLLBACK");
                }
            }
        }
        log.atInfo().addKeyValue("step", migration.name()).log("schema changed");
    }

    private static void checkReferences(Statement statement, Path file, Migration migration)
            throws SQLException, StoreException {
        try (ResultSet result = statement.executeQuery("PRAGMA foreign_key_check")) {
            if (result.next()) {
                throw new StoreException(
                        "database %s: after %s a row of table %s refers to nothing"
                                .formatted(
                                        file.getFileName(), migration.name(), result.getString(1)));
            }
        }
    }

    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        for (String part : script.split(";\\s*\\R|;\\s*$", -1)) {
            if (!part.isBlank()) {
                statements.add(part);
            }
        }
        return statements;
    }
}
