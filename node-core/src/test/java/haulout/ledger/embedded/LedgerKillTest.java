// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ledger.JournalEntry;
import haulout.ledger.machine.CommandFormat;
import haulout.ledger.machine.LedgerMachine;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SmallNetwork;
import haulout.store.sqlite.SqliteLedgerJournal;
import haulout.testing.TestSeed;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKillTest {
    private static final int KILLS = Boolean.getBoolean("haulout.long") ? 120 : 3;
    private static final long PATIENCE_MILLIS = 120_000;
    private static final int MOST_DELAY_NANOS = 20_000_000;

    @TempDir Path folder;

    @Test
    void aKilledProcessGoesOnExactlyWhereItWas() throws Exception {
        Random random = TestSeed.random("LedgerKillTest", 1);
        Path database = folder.resolve("ledger.db");
        Path notes = folder.resolve("notes");
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(database, notes);
            waitForNotes(process, notes, before + 4 + random.nextInt(12));
            // anywhere in the commands and epoch changes that follow
            LockSupport.parkNanos(random.nextInt(MOST_DELAY_NANOS));
            process.destroyForcibly().waitFor();
            List<String> acknowledged = Files.readAllLines(notes);
            before = acknowledged.size();
            check(database, Long.parseLong(acknowledged.getLast()));
        }
    }

    private static Process start(Path database, Path notes) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath(),
                        LedgerWriter.class.getName(),
                        database.toString(),
                        notes.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Where the classes of the process lie, whatever runs this test.
    private static String classPath() throws Exception {
        Set<String> places = new LinkedHashSet<>();
        for (String name :
                List.of(
                        LedgerWriter.class.getName(),
                        EmbeddedLedger.class.getName(),
                        "org.sqlite.JDBC",
                        "org.slf4j.Logger",
                        "supranational.blst.P1",
                        "com.fasterxml.jackson.databind.ObjectMapper",
                        "com.fasterxml.jackson.core.JsonFactory",
                        "com.fasterxml.jackson.annotation.JsonCreator")) {
            var source = Class.forName(name).getProtectionDomain().getCodeSource();
            places.add(Path.of(source.getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, places);
    }

    private static void waitForNotes(Process process, Path notes, long wanted) throws Exception {
        long patience = PATIENCE_MILLIS;
        while (!Files.exists(notes) || Files.readAllLines(notes).size() < wanted) {
            assertTrue(process.isAlive(), "the process ended with " + exit(process));
            assertTrue(patience > 0, "no progress");
            patience -= 5;
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private static String exit(Process process) {
        return process.isAlive() ? "nothing" : Integer.toString(process.exitValue());
    }

    /// What was acknowledged is there, and all of history leads to the state that is resumed.
    private static void check(Path database, long lastAcknowledged) throws Exception {
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(database, Runnable::run)) {
            LedgerMachine resumed = LedgerHistory.resume(journal).orElseThrow();
            assertTrue(resumed.view().clock().commandCount() > lastAcknowledged);
            LedgerMachine replayed = new LedgerMachine(SmallNetwork.rules());
            long next = 0;
            for (JournalEntry entry : journal.entries(0, Integer.MAX_VALUE)) {
                assertEquals(next++, entry.sequence());
                byte[] command = LedgerHistory.bytes(entry.command());
                Outcome outcome =
                        replayed.apply(
                                entry.nowMillis(), entry.sender(), CommandFormat.decode(command));
                assertTrue(outcome instanceof Outcome.Applied);
                replayed.settle();
            }
            assertEquals(replayed.stateHash(), resumed.stateHash());
            assertEquals(
                    resumed.view().clock().eventCount(),
                    journal.events(0, Integer.MAX_VALUE).size());
        }
    }
}
