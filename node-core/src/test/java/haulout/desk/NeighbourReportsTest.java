// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.ShardIndex;
import haulout.home.TaskProgress;
import haulout.network.NeighbourView;
import haulout.network.NeighbourView.State;
import haulout.network.RepairView;
import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static int away(State state, int toMend) {
        List<ShardIndex> shards = IntStream.range(0, 9).mapToObj(ShardIndex::new).toList();
        Optional<RepairView> repair =
                toMend == 0
                        ? Optional.empty()
                        : Optional.of(new RepairView(toMend, 0, 0, 1, 0, 0, Optional.empty()));
        return NeighbourReports.shardsAway(
                new NeighbourView(1, "n1", TestLedger.SELF, "", state, shards, 0, 0, repair));
    }

    @Test
    void piecesThatHaveToBeRebuiltFirstAreOutOfReachAsWell() {
        assertEquals(0, away(State.RUNNING, 0));
        assertEquals(0, away(State.SLOW, 0));
        assertEquals(9, away(State.STOPPED, 0));
        assertEquals(9, away(State.LYING, 0));
        assertEquals(4, away(State.WIPED, 4));
        assertEquals(9, away(State.WIPED, 0));
        assertEquals(4, away(State.RUNNING, 4));
        assertEquals(9, away(State.RUNNING, 12));
    }

    private static TaskProgress mending(Optional<Instant> end, Optional<Sentence> resting) {
        NeighbourView view =
                new NeighbourView(
                        1,
                        "n1",
                        TestLedger.SELF,
                        "",
                        State.WIPED,
                        List.of(),
                        0,
                        0,
                        Optional.of(new RepairView(1, 1, 3, 9, 0, 0, end)));
        return NeighbourReports.of(List.of(view), NOW, resting).getFirst().repairs().getFirst();
    }

    @Test
    void mendingThatRestsSaysWhyUnlessWhatIsUrgentGoesOn() {
        Optional<Sentence> why = Optional.of(Sentence.of("rule.user"));
        assertEquals(why, mending(Optional.empty(), why).waiting());
        assertEquals(Optional.empty(), mending(Optional.of(NOW), why).waiting());
        assertEquals(Optional.empty(), mending(Optional.empty(), Optional.empty()).waiting());
    }
}
