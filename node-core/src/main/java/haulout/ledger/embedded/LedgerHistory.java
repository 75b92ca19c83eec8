// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.hash.Blake2b256;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainEventFormat;
import haulout.ledger.ChainException;
import haulout.ledger.IndexedEvent;
import haulout.ledger.JournalBatch;
import haulout.ledger.JournalEntry;
import haulout.ledger.JournalEvent;
import haulout.ledger.JournalSnapshot;
import haulout.ledger.LedgerJournal;
import haulout.ledger.machine.CommandFormat;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerMachine;
import haulout.ledger.machine.LedgerRules;
import haulout.ledger.machine.Outcome;
import haulout.wire.bcs.BcsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a machine to where its journal is, and gives events their identity.
final class LedgerHistory {
    /// Commands read at once when replaying: some hundred kilobytes.
    private static final int REPLAY_BATCH = 1_000;

    private static final Logger log = LoggerFactory.getLogger(LedgerHistory.class);

    private LedgerHistory() {}

    /// Begins a journal with the state before any command.
    static LedgerMachine begin(LedgerJournal journal, LedgerRules rules)
            throws ChainException, InterruptedException {
        LedgerMachine machine = new LedgerMachine(rules);
        try {
            journal.append(JournalBatch.of(List.of(), List.of()).with(snapshot(machine)));
        } catch (IOException e) {
            throw new ChainException("beginning the ledger's journal", e);
        }
        return machine;
    }

    /// The machine as its journal left it, empty if there is no journal yet. A kept state that
    /// cannot be read is passed over for the one before it: all commands since are there, too.
    static Optional<LedgerMachine> resume(LedgerJournal journal)
            throws ChainException, InterruptedException {
        try {
            ChainException newest = null;
            for (long sequence : journal.snapshots()) {
                try {
                    return Optional.of(resume(journal, sequence));
                } catch (ChainException e) {
                    log.atWarn()
                            .addKeyValue("command", sequence)
                            .setCause(e)
                            .log("no start from this kept state of the ledger");
                    if (newest == null) {
                        newest = e;
                    } else {
                        newest.addSuppressed(e);
                    }
                }
            }
            if (newest != null) {
                throw newest;
            }
            return Optional.empty();
        } catch (ChainException e) {
            throw e;
        } catch (IOException e) {
            throw new ChainException("reading the ledger's journal", e);
        }
    }

    private static LedgerMachine resume(LedgerJournal journal, long sequence)
            throws ChainException, InterruptedException {
        try {
            JournalSnapshot snapshot = journal.snapshot(sequence);
            byte[] state = bytes(snapshot.state());
            if (!Hash32.of(Blake2b256.hash(state)).equals(snapshot.stateHash())) {
                throw new ChainException(
                        "the ledger's state after command "
                                + sequence
                                + " has another hash than when it was written");
            }
            LedgerMachine machine = LedgerMachine.restore(state);
            if (!machine.stateHash().equals(snapshot.stateHash())) {
                throw new ChainException(
                        "the ledger's state after command " + sequence + " reads as another one");
            }
            catchUp(machine, journal, _ -> {});
            machine.check();
            return machine;
        } catch (WireFormatException e) {
            throw new ChainException("the ledger's state cannot be read", e);
        } catch (ChainException e) {
            throw e;
        } catch (IOException e) {
            throw new ChainException("reading the ledger's journal", e);
        }
    }

    /// Carries out what the journal has and the machine has not.
    ///
    /// @param events given the events of it, some at a time: if it fails on the way, those of all
    ///   commands that the machine has carried out
    static void catchUp(
            LedgerMachine machine, LedgerJournal journal, Consumer<List<IndexedEvent>> events)
            throws IOException, InterruptedException {
        while (true) {
            long from = machine.view().clock().commandCount();
            List<JournalEntry> entries = journal.entries(from, REPLAY_BATCH);
            if (entries.isEmpty()) {
                return;
            }
            for (JournalEntry entry : entries) {
                events.accept(replay(machine, entry));
            }
        }
    }

    private static List<IndexedEvent> replay(LedgerMachine machine, JournalEntry entry)
            throws ChainException {
        long due = machine.view().clock().commandCount();
        if (entry.sequence() != due) {
            // before it is carried out: nobody could take it back
            throw new ChainException(
                    "the ledger's journal has command "
                            + entry.sequence()
                            + " where "
                            + due
                            + " is due");
        }
        long firstIndex = machine.view().clock().eventCount();
        LedgerCommand command;
        try {
            command = CommandFormat.decode(bytes(entry.command()));
        } catch (WireFormatException e) {
            throw new ChainException(
                    "command " + entry.sequence() + " of the ledger's journal cannot be read", e);
        }
        Outcome outcome = machine.apply(entry.nowMillis(), entry.sender(), command);
        machine.settle();
        return switch (outcome) {
            case Outcome.Applied(long sequence, var _, var events) ->
                    indexed(machine.rules().ledgerId(), sequence, firstIndex, events);
            case Outcome.Refused(var fault) ->
                    throw new ChainException(
                            "command "
                                    + entry.sequence()
                                    + " of the ledger's journal was carried out once and is now"
                                    + " refused: "
                                    + fault);
        };
    }

    static JournalSnapshot snapshot(LedgerMachine machine) {
        byte[] state = machine.snapshot();
        return new JournalSnapshot(
                machine.view().clock().commandCount(),
                Hash32.of(Blake2b256.hash(state)),
                ByteBuffer.wrap(state));
    }

    static List<IndexedEvent> indexed(
            Hash32 ledgerId, long sequence, long firstIndex, List<ChainEvent> events) {
        Hash32 transaction = transaction(ledgerId, sequence);
        List<IndexedEvent> indexed = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            indexed.add(
                    new IndexedEvent(
                            firstIndex + place,
                            new EventId(transaction, place),
                            events.get(place)));
        }
        return indexed;
    }

    static IndexedEvent decode(Hash32 ledgerId, JournalEvent event) throws ChainException {
        try {
            return new IndexedEvent(
                    event.index(),
                    new EventId(transaction(ledgerId, event.sequence()), event.place()),
                    ChainEventFormat.decode(bytes(event.bytes())));
        } catch (WireFormatException e) {
            throw new ChainException(
                    "event " + event.index() + " of the ledger's journal cannot be read", e);
        }
    }

    /// What stands for a command where a chain has the digest of a transaction.
    static Hash32 transaction(Hash32 ledgerId, long sequence) {
        byte[] domain = "haulout-ledger-command".getBytes(StandardCharsets.US_ASCII);
        return Hash32.of(
                Blake2b256.hash(
                        new BcsWriter()
                                .fixedBytes(domain)
                                .hash32(ledgerId)
                                .u64(sequence)
                                .toBytes()));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
