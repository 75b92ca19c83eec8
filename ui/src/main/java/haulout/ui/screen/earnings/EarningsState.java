// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import haulout.ui.control.BarChart;
import haulout.ui.control.FigureCard;
import haulout.ui.control.SegmentBar;
import java.util.List;

/// What Earnings shows; every text is ready.
///
/// @param isKnown whether the ledger was asked already
/// @param isNew nothing was earned yet, and nothing is wrong
/// @param notice why figures are old or missing; empty if they are not
/// @param ribbon what the money is worth; empty where it has a value
/// @param canCollect whether something can be paid out from here
/// @param sources where it came from, in the period that is shown
/// @param electricity what it used, or that nobody has said what a kilowatt hour costs
record EarningsState(
        boolean isKnown,
        boolean isNew,
        String notice,
        String ribbon,
        FigureCard.Reading paid,
        FigureCard.Reading earned,
        FigureCard.Reading expected,
        boolean canCollect,
        Period period,
        List<BarChart.Bar> bars,
        String chartNote,
        List<SegmentBar.Segment> sources,
        String electricity,
        List<PaidOut> payouts) {
    EarningsState {
        bars = List.copyOf(bars);
        sources = List.copyOf(sources);
        payouts = List.copyOf(payouts);
    }

    /// A line of the payouts.
    ///
    /// @param receipt what to look it up by
    record PaidOut(String date, String amount, String receipt) {}
}
