// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.leave;

import haulout.home.LeaveReport.Stage;
import java.util.List;

/// What the screen of leaving shows; every text is ready.
///
/// @param facts what it would mean, or what came of it
/// @param refused why it cannot be begun; empty if it can
/// @param receipt where the receipt is; empty if there is none
record LeaveState(
        Stage stage,
        String title,
        List<String> facts,
        String refused,
        List<Step> steps,
        boolean canStay,
        String receipt) {
    LeaveState {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /// A step on the way.
    ///
    /// @param shape a picture of `icons/status`
    record Step(String text, String shape, boolean isDone, boolean isNow) {}
}
