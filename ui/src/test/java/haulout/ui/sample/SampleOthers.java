// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import static haulout.ui.sample.SampleSnapshots.NOW;
import static haulout.ui.sample.SampleSnapshots.SHARDS;
import static haulout.ui.sample.SampleSnapshots.figure;
import static haulout.ui.sample.SampleSnapshots.node;
import static haulout.ui.sample.SampleSnapshots.owner;

import haulout.home.ActivityEvent;
import haulout.home.Figure;
import haulout.home.NeighbourReport;
import haulout.home.NetworkReport;
import haulout.home.TaskProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The network around the node, its neighbours and what happened lately, in every state.
final class SampleOthers {
    private SampleOthers() {}

    static NetworkReport network() {
        return new NetworkReport(
                NetworkReport.Kind.PRACTICE,
                "Practice",
                false,
                SHARDS,
                12,
                41,
                Optional.of(NOW.plus(Duration.ofMinutes(6))),
                Duration.ofMinutes(10),
                Optional.of(node(0)),
                Optional.of(owner()));
    }

    static Set<Integer> shardsOf(int place) {
        Set<Integer> shards = new TreeSet<>();
        for (int shard = place; shard < SHARDS; shard += 12) {
            shards.add(shard);
        }
        return shards;
    }

    static List<NeighbourReport> neighbours(Sample sample) {
        List<NeighbourReport> all = new ArrayList<>();
        if (sample == Sample.STARTING) {
            return all;
        }
        for (int place = 0; place < 12; place++) {
            NeighbourReport.State state = NeighbourReport.State.RUNNING;
            if (sample == Sample.ATTENTION) {
                state =
                        switch (place) {
                            case 3 -> NeighbourReport.State.STOPPED;
                            case 5 -> NeighbourReport.State.SLOW;
                            case 7 -> NeighbourReport.State.LYING;
                            case 8 -> NeighbourReport.State.MENDING;
                            default -> NeighbourReport.State.RUNNING;
                        };
            }
            all.add(neighbour(place, state, sample != Sample.UNKNOWN));
        }
        return all;
    }

    static NeighbourReport neighbour(int place, NeighbourReport.State state, boolean known) {
        boolean stopped = state == NeighbourReport.State.STOPPED;
        boolean goesOn = place == 8;
        return new NeighbourReport(
                place,
                place == 0 ? "This computer" : "Neighbour " + place,
                node(place),
                state,
                new HashSet<>(shardsOf(place)),
                switch (state) {
                    case RUNNING, SLOW -> 0;
                    case MENDING -> 3;
                    case STOPPED, LYING -> shardsOf(place).size();
                },
                figure(known && !stopped, 5_100_000_000L + place * 100_000_000L),
                figure(known && !stopped, 1_520L + place),
                state == NeighbourReport.State.MENDING
                        ? List.of(
                                new TaskProgress(
                                        Plain.of("Rebuilding its pieces"),
                                        3,
                                        8,
                                        goesOn
                                                ? Figure.estimated(Duration.ofSeconds(40), NOW)
                                                : Figure.unknown(),
                                        goesOn
                                                ? Optional.empty()
                                                : Optional.of(
                                                        Plain.of("You are using the computer"))))
                        : List.of());
    }

    static List<ActivityEvent> lately() {
        return List.of(
                event(9, 0, ActivityEvent.Kind.PIECES, "Kept 14 new pieces – 38 MB"),
                event(8, 11, ActivityEvent.Kind.DRIVES, "Drive Backup disk: full check passed"),
                event(7, 37, ActivityEvent.Kind.CHECKS, "Passed a storage check"),
                event(
                        6,
                        44,
                        ActivityEvent.Kind.RULES,
                        "Heavy work rested 34 min – an app was open"),
                event(5, 90, ActivityEvent.Kind.REPAIR, "1 damaged piece found and mended"),
                event(4, 130, ActivityEvent.Kind.FILES, "beach.mov is in the network"),
                event(3, 1500, ActivityEvent.Kind.MONEY, "15.20 was paid to you"));
    }

    private static ActivityEvent event(
            long number, long minutesAgo, ActivityEvent.Kind kind, String text) {
        return new ActivityEvent(
                number, NOW.minus(Duration.ofMinutes(minutesAgo)), kind, Plain.of(text));
    }
}
