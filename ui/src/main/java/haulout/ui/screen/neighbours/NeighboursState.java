// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.neighbours;

import haulout.home.NeighbourReport;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.ShardMap;
import java.util.List;

/// What the page of the neighbours shows; every text is ready.
///
/// @param summary how many run and what is at stake
/// @param period which period it is and when the next begins
/// @param canHurry whether mending rests that would go on if its owner said so
/// @param chosenTitle name of the chosen neighbour
record NeighboursState(
        String summary,
        String period,
        List<ShardMap.Tile> tiles,
        List<ProgressRow.Reading> repairs,
        boolean canHurry,
        int chosen,
        String chosenTitle,
        String chosenText,
        NeighbourReport.State chosenState) {
    NeighboursState {
        tiles = List.copyOf(tiles);
        repairs = List.copyOf(repairs);
    }
}
