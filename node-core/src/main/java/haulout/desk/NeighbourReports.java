// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Figure;
import haulout.home.NeighbourReport;
import haulout.home.TaskProgress;
import haulout.network.NeighbourView;
import haulout.network.RepairView;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The nodes of the practice network for people.
final class NeighbourReports {
    private NeighbourReports() {}

    /// @param resting why heavy work rests on this computer
    static List<NeighbourReport> of(
            List<NeighbourView> views, Instant now, Optional<Sentence> resting) {
        return views.stream().map(view -> report(view, now, resting)).toList();
    }

    private static NeighbourReport report(
            NeighbourView view, Instant now, Optional<Sentence> resting) {
        boolean known = view.state() != NeighbourView.State.STOPPED;
        return new NeighbourReport(
                view.place(),
                view.name(),
                view.node(),
                state(view),
                view.shards().stream().map(shard -> shard.value()).collect(Collectors.toSet()),
                shardsAway(view),
                known ? Figure.confirmed(view.storedBytes(), now) : Figure.unknown(),
                known ? Figure.confirmed(view.storedSlivers(), now) : Figure.unknown(),
                repairs(view, now, resting));
    }

    private static NeighbourReport.State state(NeighbourView view) {
        return switch (view.state()) {
            case RUNNING ->
                    view.repair().isPresent()
                            ? NeighbourReport.State.MENDING
                            : NeighbourReport.State.RUNNING;
            case STOPPED -> NeighbourReport.State.STOPPED;
            case SLOW -> NeighbourReport.State.SLOW;
            case LYING -> NeighbourReport.State.LYING;
            case WIPED -> NeighbourReport.State.MENDING;
        };
    }

    /// How many of a node's shards nobody gets anything of now: it does not answer, answers
    /// wrongly, or has to rebuild them first.
    static int shardsAway(NeighbourView view) {
        int all = view.shards().size();
        return switch (view.state()) {
            case STOPPED, LYING -> all;
            // what was erased is all still to come where nobody has said how much is
            case WIPED -> view.repair().map(repair -> Math.min(all, repair.shards())).orElse(all);
            case RUNNING, SLOW ->
                    view.repair().map(repair -> Math.min(all, repair.shards())).orElse(0);
        };
    }

    /// What a node mends.
    ///
    /// @param resting why heavy work rests on this computer, where the node is
    static List<TaskProgress> repairs(NeighbourView view, Instant now, Optional<Sentence> resting) {
        return view.repair().map(repair -> task(repair, now, resting)).stream().toList();
    }

    private static TaskProgress task(RepairView repair, Instant now, Optional<Sentence> resting) {
        long total = repair.sliversDone() + repair.sliversLeft();
        return new TaskProgress(
                Sentence.of("task.mending", new Term.Count(repair.sliversLeft())),
                repair.sliversDone(),
                total,
                repair.expectedEnd()
                        .map(end -> Figure.estimated(Duration.between(now, end), now))
                        .orElse(Figure.unknown()),
                // what is urgent goes on meanwhile, and then an end is in sight
                resting.filter(_ -> repair.expectedEnd().isEmpty()));
    }
}
