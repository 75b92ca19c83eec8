// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.Tone;
import java.util.List;
import java.util.Optional;

/// How far the first start is; every text is ready.
///
/// @param details what was found out about this computer, and what it will do with that
/// @param failed which drive could not be used; empty if none was tried, or it could
record FirstRunState(
        List<Detail> details,
        List<Place> places,
        Optional<FailedPlace> failed,
        Beginning beginning,
        boolean complete) {
    FirstRunState {
        details = List.copyOf(details);
        places = List.copyOf(places);
    }

    /// How far the node's beginning is.
    ///
    /// @param canOpen whether Home may be opened
    /// @param isStuck whether it failed, and there is no node yet
    /// @param hasKeys whether there are keys that could be saved
    /// @param problem why it failed, if none of the lines says it
    record Beginning(
            List<Line> lines, boolean canOpen, boolean isStuck, boolean hasKeys, String problem) {
        Beginning {
            lines = List.copyOf(lines);
        }
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

    /// A place that was to be lent and could not be.
    ///
    /// @param id of the place
    record FailedPlace(String id, String why) {}

    /// A line of the last step.
    ///
    /// @param remedy what is wrong with it, and what helps; empty if nothing is
    record Line(String step, String shape, Tone tone, String text, String took, String remedy) {}
}
