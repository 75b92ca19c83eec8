// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.NodeId;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SmallNetwork;
import haulout.store.sqlite.SqliteLedgerJournal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Drives a ledger as fast as it goes until it is killed, and notes every acknowledged command.
public final class LedgerWriter {
    private LedgerWriter() {}

    /// @param arguments the database, and the file for the numbers of acknowledged commands
    public static void main(String[] arguments) throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (SqliteLedgerJournal journal = SqliteLedgerJournal.open(Path.of(arguments[0]), writer);
                FileChannel notes =
                        FileChannel.open(
                                Path.of(arguments[1]),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND)) {
            AtomicLong millis = new AtomicLong(SmallNetwork.START);
            EmbeddedLedger ledger =
                    EmbeddedLedger.open(
                            journal, SmallNetwork::rules, () -> Instant.ofEpochMilli(millis.get()));
            millis.set(ledger.read(view -> view.clock().lastMillis()));
            EpochDriver driver =
                    new EpochDriver(
                            ledger, SmallNetwork.HOST, () -> Instant.ofEpochMilli(millis.get()));
            prepare(ledger);
            for (long number = ledger.read(view -> view.clock().commandCount()); ; number++) {
                Outcome outcome = ledger.submit(SmallNetwork.OPERATOR, SmallNetwork.blob(number));
                if (outcome instanceof Outcome.Applied applied) {
                    note(notes, applied.sequence());
                }
                millis.addAndGet(SmallNetwork.EPOCH_MILLIS / 4);
                driver.step();
                for (NodeId node : ledger.read(view -> List.copyOf(view.nodes().keySet()))) {
                    ledger.actions(node, SmallNetwork.OPERATOR).epochSyncDone(ledger.epoch());
                }
            }
        }
    }

    private static void prepare(EmbeddedLedger ledger) throws Exception {
        Faucet faucet = Faucet.open(ledger);
        SmallNetwork network = new SmallNetwork(2, 5);
        faucet.give(SmallNetwork.OPERATOR, Faucet.MAX_GIFT);
        List<NodeId> known = new ArrayList<>(ledger.read(view -> view.nodes().keySet()));
        for (int i = known.size(); i < 2 && ledger.epoch().value() == 0; i++) {
            Outcome outcome = ledger.submit(SmallNetwork.OPERATOR, network.registration(i));
            if (outcome
                    instanceof
                    Outcome.Applied(var _, CommandResult.NodeRegistered(var node), var _)) {
                ledger.submit(SmallNetwork.OPERATOR, SmallNetwork.stake(node, i));
            }
        }
    }

    private static void note(FileChannel notes, long sequence) throws Exception {
        notes.write(ByteBuffer.wrap((sequence + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
