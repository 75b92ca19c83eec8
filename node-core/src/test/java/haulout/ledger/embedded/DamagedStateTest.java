// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.NodeId;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerClock;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SmallNetwork;
import haulout.store.sqlite.SqliteLedgerJournal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page of the newest kept state of a ledger cannot be read any more.
class DamagedStateTest {
    private static final int NODES = 4;
    private static final int PAGE = 4096;
    private static final int BLOBS = 100;
    private static final int EPOCHS_AFTER = 4;

    @TempDir Path folder;

    private final AtomicLong millis = new AtomicLong(SmallNetwork.START);
    private final SmallNetwork network = new SmallNetwork(NODES, 11);
    private final List<NodeId> nodes = new ArrayList<>();

    private Path file() {
        return folder.resolve("ledger.db");
    }

    /// What is done with a ledger while it is open.
    private interface Use {
        void with(EmbeddedLedger ledger) throws Exception;
    }

    private LedgerClock use(Use use) throws Exception {
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(file(), Runnable::run);
                EmbeddedLedger ledger =
                        EmbeddedLedger.open(
                                journal,
                                SmallNetwork::rules,
                                () -> Instant.ofEpochMilli(millis.get()))) {
            use.with(ledger);
            return ledger.read(view -> view.clock());
        }
    }

    private static CommandResult done(EmbeddedLedger ledger, LedgerCommand command)
            throws Exception {
        return assertInstanceOf(
                        Outcome.Applied.class, ledger.submit(SmallNetwork.OPERATOR, command))
                .result();
    }

    private void found(EmbeddedLedger ledger) throws Exception {
        Faucet.open(ledger).give(SmallNetwork.OPERATOR, Faucet.MAX_GIFT);
        for (int i = 0; i < NODES; i++) {
            var node = (CommandResult.NodeRegistered) done(ledger, network.registration(i));
            nodes.add(node.node());
            done(ledger, SmallNetwork.stake(node.node(), i));
        }
        epoch(ledger);
        for (int i = 0; i < BLOBS; i++) {
            done(ledger, SmallNetwork.blob(i));
        }
        epoch(ledger);
        done(ledger, SmallNetwork.blob(BLOBS));
    }

    private void epoch(EmbeddedLedger ledger) throws Exception {
        new EpochDriver(ledger, SmallNetwork.HOST, () -> Instant.ofEpochMilli(millis.get())).step();
        for (NodeId node : nodes) {
            ledger.actions(node, SmallNetwork.OPERATOR).epochSyncDone(ledger.epoch());
        }
        millis.addAndGet(SmallNetwork.EPOCH_MILLIS);
    }

    private byte[] newestState() throws Exception {
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(file(), Runnable::run)) {
            List<Long> kept = journal.snapshots();
            assertEquals(2, kept.size());
            ByteBuffer state = journal.snapshot(kept.getFirst()).state();
            return LedgerHistory.bytes(state);
        }
    }

    /// Where the newest state has its last whole page in the file.
    private int page(byte[] bytes) throws Exception {
        byte[] state = newestState();
        assertTrue(state.length > 4 * PAGE, "a state of " + state.length + " bytes");
        byte[] part = Arrays.copyOfRange(state, state.length / 2, state.length / 2 + 64);
        int found = -1;
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                assertEquals(-1, found, "the same bytes twice");
                found = at;
            }
        }
        assertTrue(found > 0, "the state is not found in the file");
        return found / PAGE * PAGE;
    }

    private void goesOn(LedgerClock known) throws Exception {
        assertEquals(known, use(ledger -> {}));
        LedgerClock later =
                use(ledger -> {
                    for (int i = 0; i < EPOCHS_AFTER; i++) {
                        epoch(ledger);
                    }
                });
        assertEquals(known.epoch() + EPOCHS_AFTER, later.epoch());
        assertEquals(later, use(ledger -> {}));
    }

    @Test
    void otherBytesInItAreNoticed() throws Exception {
        LedgerClock known = use(this::found);
        byte[] bytes = Files.readAllBytes(file());
        bytes[page(bytes) + PAGE / 2] ^= 0x55;
        Files.write(file(), bytes);
        goesOn(known);
    }

    @Test
    void aPageThatLeadsNowhereKeepsNobodyFromWriting() throws Exception {
        LedgerClock known = use(this::found);
        byte[] bytes = Files.readAllBytes(file());
        int page = page(bytes);
        // the first four bytes of an overflow page name the next one, and the second page of the
        // file says what each page is; so that this state can be neither read nor deleted
        ByteBuffer.wrap(bytes).putInt(page, Integer.MAX_VALUE);
        int next = page / PAGE + 2;
        Arrays.fill(bytes, PAGE + 5 * (next - 3), PAGE + 5 * (next - 2), (byte) 0);
        Files.write(file(), bytes);
        goesOn(known);
    }
}
