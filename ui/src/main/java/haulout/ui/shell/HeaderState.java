// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.ui.control.Tone;
import java.util.List;

/// What the header shows; every text is ready.
///
/// @param more other reasons
/// @param mode word of the owner's switch
/// @param away how long one may be away; empty if nobody says
/// @param alertTone tone of the worst alert
/// @param ribbon what is said across the window; empty for nothing
record HeaderState(
        NodeStanding standing,
        String word,
        String sentence,
        List<String> more,
        String spoken,
        String mode,
        boolean isPaused,
        String pauseText,
        String away,
        List<AlertReport> alerts,
        Tone alertTone,
        String ribbon) {
    HeaderState {
        more = List.copyOf(more);
        alerts = List.copyOf(alerts);
    }

    /// A row of the table behind *Why?*.
    ///
    /// @param acts whether it limits something now
    record RuleRow(
            String id,
            String name,
            String sentence,
            String measured,
            String limit,
            String since,
            String ends,
            boolean acts) {}
}
