// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.JournalEntry;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.CommandFormat;
import haulout.ledger.machine.EpochCommand;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerMachine;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerRules;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.machine.NodeCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.Reckoning;
import haulout.ledger.machine.StakeCommand;
import haulout.ledger.rules.Seat;
import haulout.network.BlobPlace;
import haulout.network.NeighbourView;
import haulout.network.OwnedBlob;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferListener;
import haulout.store.sqlite.SqliteLedgerJournal;
import haulout.testing.TestSeed;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A year of a small network of real nodes, with a clock that jumps: nodes join and leave the
/// committee, stake and capacity change, nodes fail, and what is certified is never lost.
@Timeout(900)
class PracticeYearTest {
    private static final int EPOCHS =
            Integer.getInteger("haulout.year", Boolean.getBoolean("haulout.long") ? 365 : 14);
    private static final int NODES = 8;

    // f = 4
    private static final int SHARDS = 13;
    private static final int MAY_BE_AWAY = 4;
    private static final Duration EPOCH = Duration.ofDays(1);
    private static final long WAL = 1_000_000_000L;
    private static final int MOST_FILES = 8;
    private static final int MOST_BYTES = 60_000;

    @TempDir Path temp;

    private final Random random = TestSeed.random("PracticeYearTest", 21);
    private final PassingTime time = new PassingTime();
    private final Map<ObjectId, Stored> files = new LinkedHashMap<>();
    private final Set<Integer> failing = new TreeSet<>();
    private int targets;
    private int stops;
    private int wipes;
    private int lies;
    private int reads;
    private int moves;

    private record Stored(StoredBlob blob, byte[] bytes) {}

    private PracticeNetwork open() throws Exception {
        return PracticeNetwork.open(
                new PracticeSetup(
                        temp.resolve("home"),
                        OptionalInt.of(NODES),
                        OptionalInt.of(SHARDS),
                        Optional.of(EPOCH),
                        true,
                        Optional.empty(),
                        1L << 30,
                        1),
                time);
    }

    @Test
    void noCertifiedFileIsLostAndEveryFrostIsWhereItBelongs() throws Exception {
        State state;
        long epochs;
        try (PracticeNetwork network = open()) {
            for (int i = 0; i < EPOCHS; i++) {
                epoch(network);
            }
            recover(network, 1);
            everyFileIsRead(network);
            assertTrue(failing.isEmpty());
            state = State.of(network.ledger());
            epochs = network.ledger().epoch().value();
        }
        assertTrue(epochs > EPOCHS, epochs + " epochs");
        assertTrue(stops > 0 && wipes > 0 && reads > 0 && moves > 0);
        int commands = reckonAgain(state);
        System.out.println(
                ("year: %d epochs, %d commands reckoned again, %d stops, %d wipes, %d lies, %d"
                                + " shards moved, %d reads")
                        .formatted(epochs, commands, stops, wipes, lies, moves, reads));
    }

    /// Whose money is where after so many commands.
    private record State(long commands, long burned, List<Long> accounts) {
        static State of(EmbeddedLedger ledger) {
            return ledger.read(view -> of(view));
        }

        static State of(LedgerView view) {
            return new State(
                    view.clock().commandCount(),
                    view.clock().burned(),
                    List.copyOf(view.accounts().values()));
        }
    }

    private void epoch(PracticeNetwork network) throws Exception {
        recover(network, 0.5);
        people(network);
        store(network);
        time.pass(EPOCH.toMillis() / 2 + 1);
        EmbeddedLedger ledger = network.ledger();
        ledger.submit(ledger.rules().host(), new EpochCommand.EndVoting());
        people(network);
        // who is away may have more shards in the committee that was just selected
        while (awayShards(network).size() > MAY_BE_AWAY) {
            int back = failing.iterator().next();
            network.neighbourhood().start(back);
            failing.remove(back);
        }
        recover(network, 0);
        fail(network);
        someFilesAreRead(network);
        Map<Integer, NodeId> before = holders(network);
        time.pass(EPOCH.toMillis() / 2 + 1);
        long epoch = ledger.epoch().value();
        // the driver may have been quicker
        while (ledger.epoch().value() == epoch) {
            network.neighbourhood().nextEpoch();
        }
        time.await(network, "epoch has begun", () -> !ledger.isChangingEpoch());
        Map<Integer, NodeId> after = holders(network);
        moves +=
                (int)
                        before.keySet().stream()
                                .filter(shard -> !before.get(shard).equals(after.get(shard)))
                                .count();
        ledger.read(view -> {
            Reckoning.conserve(view);
            return view;
        });
        long now = ledger.epoch().value();
        files.values().removeIf(file -> file.blob().endEpoch() <= now);
        someFilesAreRead(network);
    }

    private static Map<Integer, NodeId> holders(PracticeNetwork network) {
        Map<Integer, NodeId> holders = new LinkedHashMap<>();
        for (Seat seat : network.ledger().read(view -> view.currentCommittee().seats())) {
            seat.shards().forEach(shard -> holders.put(shard, seat.node()));
        }
        return holders;
    }

    /// Brings some of those back that fail, and waits until they have everything.
    private void recover(PracticeNetwork network, double chance) throws Exception {
        for (int place : List.copyOf(failing)) {
            if (random.nextDouble() < chance) {
                network.neighbourhood().start(place);
                failing.remove(place);
            }
        }
        time.await(
                network,
                "all that run have everything",
                () -> isWhole(network) && arePiecesThere(network));
    }

    private boolean isWhole(PracticeNetwork network) {
        return !network.ledger().isChangingEpoch()
                && network.neighbourhood().neighbours().stream()
                        .filter(node -> !failing.contains(node.place()))
                        .allMatch(node ->
                                node.repair().isEmpty()
                                        && node.state() == NeighbourView.State.RUNNING
                                        && isCurrent(network, node.place()));
    }

    // whether a node counts as current is a matter of the clock, which jumps
    private static boolean isCurrent(PracticeNetwork network, int place) {
        long events = network.ledger().read(view -> view.clock().eventCount());
        try {
            return network.snapshot(place)
                    .filter(now -> now.events().persisted() == events && now.blobSyncs() == 0)
                    .isPresent();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Stakes, votes and commissions, as on any day.
    private void people(PracticeNetwork network) throws Exception {
        EmbeddedLedger ledger = network.ledger();
        NodeId node = anyNode(ledger);
        AccountAddress operator = ledger.read(view -> view.nodes().get(node).owner());
        for (Map.Entry<ObjectId, StakeRow> each :
                ledger.read(view -> List.copyOf(view.stakes().entrySet()))) {
            boolean isOut = each.getValue().stake().isWithdrawing();
            if (isOut || (leaves(ledger, each.getValue()) && random.nextInt(12) == 0)) {
                ledger.submit(
                        each.getValue().owner(),
                        isOut
                                ? new StakeCommand.Unstake(each.getKey())
                                : new StakeCommand.RequestUnstake(each.getKey()));
            }
        }
        List<LedgerCommand> commands = new ArrayList<>();
        commands.add(new StakeCommand.Stake(node, (100_000L + random.nextInt(400_000)) * WAL));
        commands.add(new NodeCommand.VoteCapacity(node, 1L << (30 + random.nextInt(4))));
        commands.add(
                new NodeCommand.VotePrices(
                        node, 5_000 + random.nextInt(20_000), 10_000 + random.nextInt(20_000)));
        commands.add(new NodeCommand.SetCommission(node, random.nextInt(5_000)));
        commands.add(new NodeCommand.CollectCommission(node));
        for (LedgerCommand command : commands) {
            ledger.submit(operator, command);
        }
    }

    /// Whether enough others stay when a node loses a stake.
    private static boolean leaves(EmbeddedLedger ledger, StakeRow row) {
        return ledger.read(view -> {
            Set<NodeId> staked = new HashSet<>();
            for (StakeRow each : view.stakes().values()) {
                if (!each.stake().isWithdrawing()
                        && !each.stake().node().equals(row.stake().node())) {
                    staked.add(each.stake().node());
                }
            }
            return staked.size() >= NODES - 2;
        });
    }

    private NodeId anyNode(EmbeddedLedger ledger) {
        List<NodeId> all = ledger.read(view -> List.copyOf(view.nodes().keySet()));
        return all.get(random.nextInt(all.size()));
    }

    private void store(PracticeNetwork network) throws Exception {
        // every second day: while nodes are away a store takes as long as they are waited for
        if (files.isEmpty() || (files.size() < MOST_FILES && random.nextBoolean())) {
            byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
            random.nextBytes(bytes);
            Path file = Files.write(temp.resolve("file"), bytes);
            StoredBlob blob =
                    network.files()
                            .store(
                                    file,
                                    new StoreTerms(
                                            1 + random.nextInt(6),
                                            random.nextBoolean(),
                                            Map.of(StoreTerms.NAME, "day")),
                                    TransferListener.NONE);
            files.put(blob.object(), new Stored(blob, bytes));
        }
        for (OwnedBlob blob : network.files().blobs()) {
            if (!files.containsKey(blob.object()) || random.nextInt(8) != 0) {
                continue;
            }
            if (blob.isDeletable()) {
                network.files().delete(blob.object());
                files.remove(blob.object());
            } else {
                long end = network.files().extend(blob.object(), 3);
                Stored old = files.get(blob.object());
                files.put(
                        blob.object(),
                        new Stored(
                                new StoredBlob(
                                        old.blob().blobId(),
                                        blob.object(),
                                        old.blob().bytes(),
                                        end,
                                        0,
                                        0,
                                        0,
                                        List.of()),
                                old.bytes()));
            }
        }
    }

    /// Takes nodes away, erases them or makes them lie, as many as may be in this epoch's committee
    /// and the next one's.
    private void fail(PracticeNetwork network) throws Exception {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        for (int place : places) {
            if (failing.contains(place) || random.nextInt(3) != 0) {
                continue;
            }
            failing.add(place);
            if (awayShards(network).size() > MAY_BE_AWAY) {
                failing.remove(place);
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    wipes++;
                    network.neighbourhood().wipe(place);
                }
                case 1 -> {
                    lies++;
                    network.neighbourhood().lie(place);
                }
                default -> {
                    stops++;
                    network.neighbourhood().stop(place);
                }
            }
        }
    }

    private Set<Integer> awayShards(PracticeNetwork network) {
        List<NeighbourView> nodes = network.neighbourhood().neighbours();
        return network.ledger()
                .read(view -> {
                    Set<Integer> shards = new HashSet<>();
                    for (int place : failing) {
                        NodeId node = nodes.get(place).node();
                        view.currentCommittee()
                                .seat(node)
                                .ifPresent(s -> shards.addAll(s.shards()));
                        view.nextCommittee().seat(node).ifPresent(s -> shards.addAll(s.shards()));
                    }
                    return shards;
                });
    }

    private void someFilesAreRead(PracticeNetwork network) throws Exception {
        List<Stored> all = new ArrayList<>(files.values());
        Collections.shuffle(all, random);
        for (Stored file : all.subList(0, Math.min(2, all.size()))) {
            isRead(network, file);
        }
    }

    private void everyFileIsRead(PracticeNetwork network) throws Exception {
        for (Stored file : files.values()) {
            isRead(network, file);
        }
    }

    private void isRead(PracticeNetwork network, Stored file) throws Exception {
        Path target = temp.resolve("target" + targets++);
        network.files().read(file.blob().blobId(), target, false, TransferListener.NONE);
        assertArrayEquals(file.bytes(), Files.readAllBytes(target));
        Files.delete(target);
        reads++;
    }

    /// Whether those that do not fail have every piece of every file.
    private boolean arePiecesThere(PracticeNetwork network) throws Exception {
        for (Stored file : files.values()) {
            for (BlobPlace place : network.files().places(file.blob().blobId())) {
                if (!failing.contains(place.place()) && place.holding() != BlobPlace.Holding.ALL) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Goes through all commands of the year once more, and compares the money after each.
    ///
    /// @param seen how it was at one of them; nodes may have reported something since
    private int reckonAgain(State seen) throws Exception {
        int commands = 0;
        try (SqliteLedgerJournal journal =
                        SqliteLedgerJournal.open(
                                temp.resolve("home").resolve("ledger.db"), Runnable::run);
                EmbeddedLedger ledger =
                        EmbeddedLedger.open(
                                journal,
                                () -> {
                                    throw new AssertionError("no ledger");
                                },
                                Instant::now)) {
            LedgerRules rules = ledger.rules();
            LedgerMachine machine = new LedgerMachine(rules);
            Reckoning reckoning = new Reckoning(rules.shardCount());
            for (JournalEntry entry : journal.entries(0, Integer.MAX_VALUE)) {
                LedgerCommand command = CommandFormat.decode(bytes(entry.command()));
                Outcome.Applied applied =
                        assertInstanceOf(
                                Outcome.Applied.class,
                                machine.apply(entry.nowMillis(), entry.sender(), command));
                machine.settle();
                reckoning.follow(command, applied.result());
                reckoning.compare(machine.view());
                if (command instanceof EpochCommand) {
                    machine.check();
                }
                commands++;
                if (machine.view().clock().commandCount() == seen.commands()) {
                    assertEquals(seen, State.of(machine.view()));
                }
            }
            assertTrue(commands >= seen.commands(), commands + " commands");
            assertEquals(State.of(machine.view()), State.of(ledger));
            assertTrue(reckoning.paidToNodes().signum() > 0);
        }
        return commands;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
