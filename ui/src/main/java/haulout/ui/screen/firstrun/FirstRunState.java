// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.Tone;
import java.util.List;

/// How far the first start is; every text is ready.
///
/// @param details what was found out about this computer, and what it will do with that
/// @param canOpen whether Home may be opened
record FirstRunState(
        List<Detail> details,
        List<Place> places,
        List<Line> lines,
        boolean canOpen,
        boolean complete) {
    FirstRunState {
        details = List.copyOf(details);
        places = List.copyOf(places);
        lines = List.copyOf(lines);
    }

    /// A fact about this computer, or a rule that it begins with.
    ///
    /// @param id `processor`, `memory`, `battery`, `hours` or `apps`
    record Detail(String id, String name, String text) {}

    /// A place that could be lent.
    ///
    /// @param refused why not; empty if it can be
    record Place(
            String id,
            String label,
            String text,
            String refused,
            long suggested,
            long most,
            long free,
            long floor) {}

    /// A line of the last step.
    record Line(String step, String shape, Tone tone, String text, String took, String remedy) {}
}
