// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.health;

import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.status.Remedy;
import java.util.List;

/// What Health shows; every text is ready.
///
/// @param must what must be fixed
/// @param good what would be good to fix
/// @param unknown what nobody knows
/// @param fine what is well
record HealthState(
        NodeStanding standing,
        String summary,
        String checked,
        List<Check> must,
        List<Check> good,
        List<Check> unknown,
        List<Check> fine) {
    HealthState {
        must = List.copyOf(must);
        good = List.copyOf(good);
        unknown = List.copyOf(unknown);
        fine = List.copyOf(fine);
    }

    /// A check.
    ///
    /// @param facts deadline, and the limit where it matters or everything is to be seen
    /// @param when when it ran last
    record Check(
            String id,
            String subject,
            CheckReport.Level level,
            String title,
            String measured,
            String why,
            String facts,
            String when,
            List<Remedy> remedies) {
        Check {
            remedies = List.copyOf(remedies);
        }
    }
}
