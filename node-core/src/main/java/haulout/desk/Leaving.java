// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.NodeId;
import haulout.home.ActivityEvent;
import haulout.home.Figure;
import haulout.home.HomeException;
import haulout.home.LeaveReport;
import haulout.home.LeaveReport.Stage;
import haulout.home.LeaveReport.Step;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.NeighbourView;
import haulout.network.PoolView;
import haulout.network.RepairView;
import haulout.network.StakeView;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Leaves the network step by step: the stake is asked for back, so that the node gets no pieces
/// from the next period on; the others take over what it keeps; stake and commission come back.
///
/// Each step looks at the ledger for what is done already, so that it may be cut off at any moment.
/// Threads: one at a time.
final class Leaving {
    private static final double WHOLE = 100;

    private final NetworkDesks network;
    private final Diary diary;
    private final Payouts payouts;
    private final Path home;
    private final InstantSource clock;
    private final BooleanSupplier mayWork;

    /// @param mayWork whether the others, which run on this computer, may take over now
    Leaving(
            NetworkDesks network,
            Diary diary,
            Payouts payouts,
            Path home,
            InstantSource clock,
            BooleanSupplier mayWork) {
        this.network = network;
        this.diary = diary;
        this.payouts = payouts;
        this.home = home;
        this.clock = clock;
        this.mayWork = mayWork;
    }

    private NodeId self() {
        return network.node().id();
    }

    private List<StakeView> own() {
        return network.ledger().account().stakes().stream()
                .filter(stake -> stake.node().equals(self()))
                .toList();
    }

    private Optional<PoolView> pool() {
        return network.ledger().pool(self());
    }

    /// Why it cannot be begun: who leaves must be able to come to an end.
    private Optional<Sentence> refusal() {
        boolean others =
                network.ledger().stakers(self()).stream()
                        .anyMatch(stake -> !stake.owner().equals(network.ledger().owner()));
        if (others) {
            return Optional.of(Sentence.of("leave.refused.stakers"));
        }
        long running =
                network.neighbourhood().neighbours().stream()
                        .filter(one -> !one.node().equals(self()))
                        .filter(one -> one.state() != NeighbourView.State.STOPPED)
                        .count();
        return running == 0 ? Optional.of(Sentence.of("leave.refused.alone")) : Optional.empty();
    }

    /// Begins, if it was not begun.
    void begin() throws IOException, InterruptedException, HomeException {
        if (LeaveNote.read(home).isPresent()) {
            return;
        }
        Optional<Sentence> refused = refusal();
        if (refused.isPresent()) {
            throw new HomeException(refused.get());
        }
        long asked = own().stream().mapToLong(StakeView::principal).sum();
        int shards = pool().map(PoolView::shards).orElse(0);
        new LeaveNote(Stage.LEAVING, clock.instant(), asked, 0, shards, Optional.empty())
                .write(home);
        diary.note(ActivityEvent.Kind.NETWORK, Sentence.of("activity.leaving"));
        step();
    }

    /// Stays after all.
    void stay() throws IOException, InterruptedException, HomeException {
        Optional<LeaveNote> note = LeaveNote.read(home);
        if (note.isEmpty()) {
            return;
        }
        if (note.get().stage() != Stage.LEAVING) {
            throw new HomeException(Sentence.of("leave.too-late"));
        }
        note.get().at(Stage.RETURNING).write(home);
        diary.note(ActivityEvent.Kind.NETWORK, Sentence.of("activity.staying"));
        step();
    }

    /// Does what can be done now.
    void step() throws IOException, InterruptedException {
        Optional<LeaveNote> found = LeaveNote.read(home);
        if (found.isEmpty() || found.get().stage() == Stage.LEFT) {
            return;
        }
        LeaveNote note = found.get();
        LedgerDesk ledger = network.ledger();
        for (StakeView stake : own()) {
            switch (stake.exit()) {
                case WITHDRAW -> {
                    long came = ledger.withdraw(stake.id());
                    note = note.plus(came);
                    note.write(home);
                    payouts.reward(came - stake.principal());
                }
                case REQUEST -> {
                    if (note.stage() == Stage.LEAVING) {
                        ledger.unstake(stake.id());
                    }
                }
                case WAIT -> {
                    // its time comes
                }
            }
        }
        if (note.stage() == Stage.RETURNING) {
            putBack(note);
        } else if (own().isEmpty() && isHandedOver()) {
            end(note);
        }
    }

    // stake that was not asked for back yet works all the time
    private void putBack(LeaveNote note) throws IOException, InterruptedException {
        boolean waits = own().stream().anyMatch(stake -> stake.exit() != StakeView.Exit.REQUEST);
        if (waits) {
            return;
        }
        if (note.back() > 0) {
            network.ledger().stake(self(), note.back());
        }
        LeaveNote.delete(home);
        diary.note(ActivityEvent.Kind.NETWORK, Sentence.of("activity.stayed"));
    }

    /// Whether others keep what this node kept, and nothing is being brought back any more.
    private boolean isHandedOver() {
        EpochView epoch = network.ledger().epoch();
        boolean mine = pool().map(pool -> pool.shards() + pool.nextShards() > 0).orElse(false);
        return !mine && moving() == 0 && epoch.phase() != EpochView.Phase.SYNCING;
    }

    /// Shards that the others are still fetching.
    private int moving() {
        return network.neighbourhood().neighbours().stream()
                .filter(one -> !one.node().equals(self()))
                .filter(one -> one.state() != NeighbourView.State.STOPPED)
                .flatMap(one -> one.repair().stream())
                .mapToInt(RepairView::shards)
                .sum();
    }

    private double handed(LeaveNote note, int shards) {
        if (note.stage() == Stage.LEFT || (shards == 0 && isHandedOver())) {
            return WHOLE;
        }
        if (shards > 0) {
            return 0; // it answers for all of them until the period changes
        }
        int before = Math.max(1, note.shards());
        return WHOLE * (before - Math.clamp(moving(), 1, before)) / before;
    }

    private void end(LeaveNote note) throws IOException, InterruptedException {
        LeaveNote last = note;
        if (pool().map(PoolView::commission).orElse(0L) > 0) {
            long commission = network.ledger().collect(self());
            last = note.plus(commission);
            payouts.commission(commission);
        }
        Instant now = clock.instant();
        writeReceipt(last, now);
        last.done(now).write(home);
        diary.note(
                ActivityEvent.Kind.NETWORK,
                Sentence.of("activity.left", new Term.Money(last.back())));
    }

    private Path receipt() {
        return home.resolve("leave-receipt.txt");
    }

    // for the owner, and for whoever asks the owner: plain facts, no sentences to translate
    private void writeReceipt(LeaveNote note, Instant now) throws IOException {
        String text =
                """
                Haulout – receipt for leaving a network

                node       %s
                owner      %s
                begun      %s
                done       %s
                shards     %d handed over
                stake      %d FROST asked for back
                came back  %d FROST, with what it had earned and the commission
                """
                        .formatted(
                                self(),
                                network.ledger().owner(),
                                note.since(),
                                now,
                                note.shards(),
                                note.asked(),
                                note.back());
        WholeFile.write(new SystemFiles(), receipt(), text.getBytes(StandardCharsets.UTF_8));
    }

    /// How far it is.
    LeaveReport report() throws IOException {
        Optional<LeaveNote> note = LeaveNote.read(home);
        Stage stage = note.map(LeaveNote::stage).orElse(Stage.STAYING);
        Optional<PoolView> pool = pool();
        List<StakeView> own = own();
        long due =
                own.stream().mapToLong(stake -> stake.principal() + stake.earned()).sum()
                        + pool.map(PoolView::commission).orElse(0L);
        int shards = pool.map(PoolView::shards).orElse(0);
        return new LeaveReport(
                stage,
                network.node()
                        .holdings()
                        .map(all -> Figure.confirmed(all.bytes(), clock.instant()))
                        .orElse(Figure.unknown()),
                shards,
                note.map(its -> handed(its, shards)).orElse(0.0),
                note.map(LeaveNote::back).orElse(0L) + due,
                from(own),
                stage == Stage.STAYING ? refusal() : Optional.empty(),
                stage == Stage.STAYING ? List.of() : steps(stage, own, shards),
                stage == Stage.LEAVING,
                stage == Stage.LEFT && Files.exists(receipt())
                        ? Optional.of(receipt())
                        : Optional.empty(),
                note.flatMap(LeaveNote::ended));
    }

    /// When the last of it can be taken out: with the next change of the period, or the one after.
    /// Empty when all of it is back: then the end depends on how quick the others are.
    private Optional<Instant> from(List<StakeView> own) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        EpochView epoch = network.ledger().epoch();
        long last = own.stream().mapToLong(StakeView::leavingEpoch).max().orElse(epoch.epoch());
        long periods = Math.max(1, last - epoch.epoch());
        return epoch.change().map(at -> at.plus(epoch.length().multipliedBy(periods - 1)));
    }

    private List<Step> steps(Stage stage, List<StakeView> own, int shards) {
        boolean asked = own.stream().noneMatch(stake -> stake.exit() == StakeView.Exit.REQUEST);
        boolean free = asked && shards == 0;
        boolean handed = free && isHandedOver();
        boolean left = stage == Stage.LEFT;
        List<Boolean> done =
                List.of(asked || left, free || left, handed || left, own.isEmpty() || left, left);
        boolean rests = free && !handed && !left && !mayWork.getAsBoolean();
        String handOver = rests ? "hand-over-rests" : "hand-over";
        List<String> names = List.of("ask", "period", handOver, "money", "receipt");
        List<Step> steps = new ArrayList<>();
        boolean before = true;
        for (int i = 0; i < names.size(); i++) {
            steps.add(
                    new Step(
                            Sentence.of("leave.step." + names.get(i)),
                            done.get(i),
                            before && !done.get(i)));
            before = before && done.get(i);
        }
        return steps;
    }
}
