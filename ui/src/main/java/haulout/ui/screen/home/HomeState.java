// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.home;

import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.ui.control.DayStrip;
import haulout.ui.control.GaugeRow;
import haulout.ui.control.StatCard;
import java.util.List;

/// What Home shows; every text is ready.
///
/// @param why whether something rests, so that it can be asked why
/// @param toDo at most three, the most urgent first
record HomeState(
        NodeStanding standing,
        String title,
        String sentence,
        StatCard.Reading today,
        StatCard.Reading month,
        StatCard.Reading space,
        StatCard.Reading online,
        GaugeRow.Reading disk,
        GaugeRow.Reading processor,
        GaugeRow.Reading upload,
        GaugeRow.Reading download,
        boolean why,
        List<DayStrip.Cell> day,
        List<List<String>> dayTable,
        List<AlertReport> toDo,
        List<Event> lately) {
    HomeState {
        day = List.copyOf(day);
        dayTable = List.copyOf(dayTable);
        toDo = List.copyOf(toDo);
        lately = List.copyOf(lately);
    }

    /// A line of *Lately*.
    record Event(long number, String time, String text) {}
}
