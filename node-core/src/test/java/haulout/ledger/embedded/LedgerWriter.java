// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.BlobCommand;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.NodeCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SmallNetwork;
import haulout.ledger.machine.StakeCommand;
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
    private static final long SMALL_STAKE = 2_000_000_000L;
    private static final int MOST = 12;

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
                    other(ledger, number, applied.result());
                }
                millis.addAndGet(SmallNetwork.EPOCH_MILLIS / 4);
                driver.step();
                for (NodeId node : ledger.read(view -> List.copyOf(view.nodes().keySet()))) {
                    ledger.actions(node, SmallNetwork.OPERATOR).epochSyncDone(ledger.epoch());
                }
            }
        }
    }

    /// Commands of other kinds, of which not every one is acknowledged.
    private static void other(EmbeddedLedger ledger, long number, CommandResult bought)
            throws Exception {
        NodeId node = ledger.read(view -> view.nodes().firstKey());
        List<LedgerCommand> commands = new ArrayList<>();
        commands.add(new StakeCommand.Stake(node, SMALL_STAKE));
        commands.add(new NodeCommand.VotePrices(node, 1_000 + number % 7, 200));
        commands.add(new NodeCommand.SetCommission(node, (int) (number % 5_000)));
        commands.add(new NodeCommand.CollectCommission(node));
        if (bought instanceof CommandResult.BlobRegistered blob) {
            commands.add(new BlobCommand.TransferBlob(blob.blob(), SmallNetwork.HOST));
        }
        List<ObjectId> stakes = ledger.read(view -> List.copyOf(view.stakes().keySet()));
        for (ObjectId stake : stakes) {
            boolean isOut = ledger.read(view -> view.stakes().get(stake).stake().isWithdrawing());
            // the nodes keep what they began with
            boolean isSmall =
                    ledger.read(view -> view.stakes().get(stake).stake().principal())
                            == SMALL_STAKE;
            if (isSmall) {
                commands.add(
                        isOut
                                ? new StakeCommand.Unstake(stake)
                                : new StakeCommand.RequestUnstake(stake));
            }
        }
        for (LedgerCommand command : commands.subList(0, Math.min(MOST, commands.size()))) {
            ledger.submit(SmallNetwork.OPERATOR, command);
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
