// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.ActivityEvent;
import haulout.home.HomeSnapshot;
import haulout.home.NeighbourReport;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares each snapshot with the one before and notes what changed, in words for the history.
final class Witness {
    // small changes are told together
    private static final Duration PIECES_EVERY = Duration.ofMinutes(10);

    private final Diary diary;
    private Optional<HomeSnapshot> before = Optional.empty();
    private long toldPieces = -1;
    private long toldBytes;
    private Instant piecesTold = Instant.MIN;
    private final Set<String> alerts = new HashSet<>();
    private final Map<Integer, NeighbourReport.State> neighbours = new HashMap<>();

    Witness(Diary diary) {
        this.diary = diary;
    }

    void see(HomeSnapshot now) throws InterruptedException {
        standing(now);
        pieces(now);
        alerts(now);
        mended(now);
        epoch(now);
        before = Optional.of(now);
    }

    private void standing(HomeSnapshot now) throws InterruptedException {
        NodeStanding standing = now.status().standing();
        if (before.isEmpty()) {
            diary.note(ActivityEvent.Kind.PROGRAM, Sentence.of("activity.started"));
        } else if (before.get().status().standing() != standing
                && standing != NodeStanding.CHECKING
                && before.get().status().standing() != NodeStanding.CHECKING) {
            diary.note(
                    ActivityEvent.Kind.RULES,
                    Sentence.of("activity.standing", new Term.Part(now.status().sentence())));
        }
    }

    private void pieces(HomeSnapshot now) throws InterruptedException {
        Optional<Long> slivers = now.holdings().slivers().asOptional();
        Optional<Long> bytes = now.holdings().bytes().asOptional();
        if (slivers.isEmpty() || bytes.isEmpty()) {
            return;
        }
        if (toldPieces < 0) {
            toldPieces = slivers.get();
            toldBytes = bytes.get();
            return;
        }
        long more = slivers.get() - toldPieces;
        if (more > 0 && !now.at().isBefore(piecesTold.plus(PIECES_EVERY))) {
            diary.note(
                    ActivityEvent.Kind.PIECES,
                    Sentence.of(
                            "activity.kept",
                            new Term.Count(more),
                            new Term.Bytes(Math.max(0, bytes.get() - toldBytes))));
            toldPieces = slivers.get();
            toldBytes = bytes.get();
            piecesTold = now.at();
        }
    }

    private void alerts(HomeSnapshot now) throws InterruptedException {
        Set<String> seen = new HashSet<>();
        for (AlertReport alert : now.alerts()) {
            String name = alert.check() + " " + alert.subject();
            seen.add(name);
            if (alerts.add(name)) {
                diary.note(ActivityEvent.Kind.CHECKS, alert.sentence());
            }
        }
        alerts.retainAll(seen);
    }

    private void mended(HomeSnapshot now) throws InterruptedException {
        for (NeighbourReport one : now.neighbours()) {
            NeighbourReport.State old = neighbours.put(one.place(), one.state());
            if (old == NeighbourReport.State.MENDING
                    && one.state() == NeighbourReport.State.RUNNING) {
                diary.note(
                        ActivityEvent.Kind.REPAIR,
                        Sentence.of("activity.neighbour.mended", Term.neighbour(one.name())));
            }
        }
    }

    private void epoch(HomeSnapshot now) throws InterruptedException {
        if (before.isPresent()
                && before.get().network().isPresent()
                && now.network().isPresent()
                && before.get().network().get().epoch() != now.network().get().epoch()) {
            diary.note(
                    ActivityEvent.Kind.NETWORK,
                    now.earnings().bars().isEmpty()
                            ? Sentence.of("activity.period")
                            : Sentence.of(
                                    "activity.period.earned",
                                    new Term.Money(
                                            now.earnings().bars().getLast().storing()
                                                    + now.earnings()
                                                            .bars()
                                                            .getLast()
                                                            .commission())));
        }
    }
}
