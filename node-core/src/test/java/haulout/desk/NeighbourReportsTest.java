// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.ShardIndex;
import haulout.network.NeighbourView;
import haulout.network.NeighbourView.State;
import haulout.network.RepairView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourReportsTest {
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
}
