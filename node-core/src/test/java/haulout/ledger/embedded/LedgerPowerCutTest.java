// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.JournalEntry;
import haulout.ledger.machine.AccountCommand;
import haulout.ledger.machine.CommandFormat;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerMachine;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.Reckoning;
import haulout.ledger.machine.SmallNetwork;
import haulout.store.sqlite.SqliteLedgerJournal;
import haulout.testing.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the disk when the power goes: the database as it was, and any part of its journal,
/// the end of it perhaps never written. Whatever was acknowledged is there, whatever was not leaves
/// no trace, and the rest of history leads to the same state as without the cut.
class LedgerPowerCutTest {
    private static final int CUTS = Boolean.getBoolean("haulout.long") ? 500 : 60;
    private static final int EPOCHS = 5;
    private static final int NODES = 4;
    private static final int PAGE = 4096;

    @TempDir Path folder;

    private final Random random = TestSeed.random("LedgerPowerCutTest", 2);
    private final AtomicLong millis = new AtomicLong(SmallNetwork.START);
    private final SmallNetwork network = new SmallNetwork(NODES, 11);
    // how long the journal was when so many commands were acknowledged
    private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
    private int copies;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private static Path journal(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private void note(EmbeddedLedger ledger) throws Exception {
        acknowledged.put(
                Files.size(journal(file())), ledger.read(view -> view.clock().commandCount()));
    }

    private void live(EmbeddedLedger ledger) throws Exception {
        Faucet faucet = Faucet.open(ledger);
        faucet.give(SmallNetwork.OPERATOR, Faucet.MAX_GIFT);
        note(ledger);
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Outcome outcome = ledger.submit(SmallNetwork.OPERATOR, network.registration(i));
            NodeId node =
                    ((CommandResult.NodeRegistered) ((Outcome.Applied) outcome).result()).node();
            nodes.add(node);
            ledger.submit(SmallNetwork.OPERATOR, SmallNetwork.stake(node, i));
            note(ledger);
        }
        EpochDriver driver =
                new EpochDriver(
                        ledger, SmallNetwork.HOST, () -> Instant.ofEpochMilli(millis.get()));
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            driver.step();
            note(ledger);
            for (NodeId node : nodes) {
                ledger.actions(node, SmallNetwork.OPERATOR).epochSyncDone(ledger.epoch());
                note(ledger);
            }
            Outcome bought =
                    ledger.submit(SmallNetwork.OPERATOR, SmallNetwork.blob(random.nextInt(1000)));
            note(ledger);
            ObjectId blob =
                    ((CommandResult.BlobRegistered) ((Outcome.Applied) bought).result()).blob();
            ledger.submit(SmallNetwork.OPERATOR, ledger.read(view -> network.certify(view, blob)));
            note(ledger);
            ledger.submit(
                    SmallNetwork.OPERATOR,
                    new AccountCommand.Transfer(SmallNetwork.HOST, 1 + random.nextInt(1000)));
            note(ledger);
            millis.addAndGet(SmallNetwork.EPOCH_MILLIS);
        }
    }

    @Test
    void whereverThePowerGoesTheLedgerGoesOnExactly() throws Exception {
        byte[] before;
        byte[] log;
        byte[] after;
        List<JournalEntry> history;
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(file(), Runnable::run);
                EmbeddedLedger ledger =
                        EmbeddedLedger.open(
                                journal,
                                SmallNetwork::rules,
                                () -> Instant.ofEpochMilli(millis.get()))) {
            note(ledger);
            live(ledger);
            before = Files.readAllBytes(file());
            log = Files.readAllBytes(journal(file()));
            history = journal.entries(0, Integer.MAX_VALUE);
        }
        after = Files.readAllBytes(file());
        List<Hash32> states = states(history);
        assertTrue(log.length > 50 * PAGE, "the journal was not put away: " + log.length);
        long first = acknowledged.firstKey();
        for (int cut = 0; cut < CUTS; cut++) {
            // one in three exactly at or beside the end of a command
            long at =
                    random.nextInt(3) == 0
                            ? List.copyOf(acknowledged.keySet())
                                            .get(random.nextInt(acknowledged.size()))
                                    + random.nextInt(-1, 2)
                            : first + random.nextLong(log.length - first + 1);
            long kept = Math.clamp(at, first, log.length);
            check(before, torn(log, (int) kept), history, states, acknowledged.floorEntry(kept));
        }
        for (int i = 0; i < 1 + CUTS / 20; i++) {
            // the power goes while the journal is put away
            check(mixed(before, after), log, history, states, acknowledged.lastEntry());
        }
    }

    /// The states after 0, 1, 2… commands, with the money checked after each.
    private static List<Hash32> states(List<JournalEntry> history) throws Exception {
        LedgerMachine machine = new LedgerMachine(SmallNetwork.rules());
        Reckoning reckoning = new Reckoning(machine.rules().shardCount());
        List<Hash32> states = new ArrayList<>();
        states.add(machine.stateHash());
        for (JournalEntry entry : history) {
            var command = CommandFormat.decode(LedgerHistory.bytes(entry.command()));
            var outcome =
                    (Outcome.Applied) machine.apply(entry.nowMillis(), entry.sender(), command);
            machine.settle();
            machine.check();
            reckoning.follow(command, outcome.result());
            reckoning.compare(machine.view());
            states.add(machine.stateHash());
        }
        return states;
    }

    /// What is left of the journal: cut off, or with zeros or rubbish where nothing was written.
    private byte[] torn(byte[] log, int kept) {
        byte[] left = Arrays.copyOf(log, kept);
        switch (random.nextInt(3)) {
            case 0 -> {}
            case 1 -> left = Arrays.copyOf(left, log.length);
            default -> {
                byte[] rubbish = new byte[random.nextInt(3 * PAGE)];
                random.nextBytes(rubbish);
                left = Arrays.copyOf(left, kept + rubbish.length);
                System.arraycopy(rubbish, 0, left, kept, rubbish.length);
            }
        }
        return left;
    }

    /// Some pages as they were, some as they are to be.
    private byte[] mixed(byte[] before, byte[] after) {
        byte[] mixed = Arrays.copyOf(before, Math.max(before.length, after.length));
        for (int at = 0; at < after.length; at += PAGE) {
            if (random.nextBoolean()) {
                System.arraycopy(after, at, mixed, at, Math.min(PAGE, after.length - at));
            }
        }
        return mixed;
    }

    private void check(
            byte[] database,
            byte[] log,
            List<JournalEntry> history,
            List<Hash32> states,
            Map.Entry<Long, Long> sure)
            throws Exception {
        Path copy = folder.resolve("cut" + copies++ + ".db");
        Files.write(copy, database);
        Files.write(journal(copy), log);
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(copy, Runnable::run)) {
            LedgerMachine resumed = LedgerHistory.resume(journal).orElseThrow();
            long count = resumed.view().clock().commandCount();
            assertTrue(count >= sure.getValue(), count + " commands of " + sure);
            // of those that were written when it happened, none or one is the last
            var later = acknowledged.higherEntry(sure.getKey());
            assertTrue(later == null || count <= later.getValue(), count + " commands, " + later);
            assertEquals(states.get((int) count), resumed.stateHash());
            long[] now = new long[1];
            try (EmbeddedLedger ledger =
                    EmbeddedLedger.open(
                            journal, SmallNetwork::rules, () -> Instant.ofEpochMilli(now[0]))) {
                for (JournalEntry entry : history.subList((int) count, history.size())) {
                    now[0] = entry.nowMillis();
                    ledger.submit(
                            entry.sender(),
                            CommandFormat.decode(LedgerHistory.bytes(entry.command())));
                }
            }
            assertEquals(states.getLast(), LedgerHistory.resume(journal).orElseThrow().stateHash());
        }
        Files.deleteIfExists(copy);
        Files.deleteIfExists(journal(copy));
    }
}
