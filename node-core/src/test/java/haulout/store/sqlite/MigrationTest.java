// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    @TempDir Path folder;

    private static List<String> schema(Database database) throws Exception {
        return database.read(
                "schema",
                session ->
                        session.list(
                                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1",
                                Session.Binder.NONE,
                                row -> row.getString(1)));
    }

    private static int version(Database database) throws Exception {
        return database.read(
                        "version",
                        session ->
                                session.first(
                                        "PRAGMA user_version",
                                        Session.Binder.NONE,
                                        row -> row.getInt(1)))
                .orElseThrow();
    }

    @Test
    void everyOlderSchemaEndsAsAFreshOne() throws Exception {
        List<Migration> all = Migrations.all();
        List<String> fresh;
        try (Database database = Database.open(folder.resolve("fresh.db"), Runnable::run)) {
            fresh = schema(database);
            assertEquals(all.size(), version(database));
        }
        assertFalse(fresh.isEmpty());
        for (int from = 1; from <= all.size(); from++) {
            Path file = folder.resolve("from" + from + ".db");
            Database.open(file, Runnable::run, all.subList(0, from)).close();
            try (Database database = Database.open(file, Runnable::run)) {
                assertEquals(fresh, schema(database));
                assertEquals(all.size(), version(database));
            }
        }
    }

    @Test
    void aNewerSchemaIsRefusedWithASentenceAndLeftAsItIs() throws Exception {
        Path file = folder.resolve("newer.db");
        List<Migration> newer = new ArrayList<>(Migrations.all());
        newer.add(new Migration(newer.size() + 1, "next", "CREATE TABLE later (a);\n"));
        Database.open(file, Runnable::run, newer).close();
        StoreException refused =
                assertThrows(StoreException.class, () -> Database.open(file, Runnable::run));
        assertTrue(refused.getMessage().contains("newer Haulout"), refused.getMessage());
        try (Database database = Database.open(file, Runnable::run, newer)) {
            assertEquals(newer.size(), version(database));
        }
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() throws Exception {
        Path file = folder.resolve("half.db");
        List<Migration> broken = new ArrayList<>(Migrations.all());
        broken.add(
                new Migration(
                        broken.size() + 1,
                        "broken",
                        "CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n"));
        assertThrows(StoreException.class, () -> Database.open(file, Runnable::run, broken));
        try (Database database = Database.open(file, Runnable::run)) {
            assertTrue(schema(database).stream().noneMatch(line -> line.contains("half")));
        }
    }

    @Test
    void aStepThatLeavesARowReferringToNothingIsRefused() throws Exception {
        Path file = folder.resolve("dangling.db");
        List<Migration> dangling = new ArrayList<>(Migrations.all());
        dangling.add(
                new Migration(
                        dangling.size() + 1,
                        "dangling",
                        """
                        CREATE TABLE one (a INTEGER PRIMARY KEY);
                        CREATE TABLE two (b REFERENCES one (a) DEFERRABLE INITIALLY DEFERRED);
                        INSERT INTO two VALUES (7);
                        """));
        StoreException refused =
                assertThrows(
                        StoreException.class, () -> Database.open(file, Runnable::run, dangling));
        assertTrue(refused.getMessage().contains("table two"), refused.getMessage());
    }
}
