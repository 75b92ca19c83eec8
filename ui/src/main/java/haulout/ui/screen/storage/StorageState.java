// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.storage;

import haulout.home.DriveReport;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.SegmentBar;
import haulout.ui.control.Tone;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What Storage shows; every text is ready.
///
/// @param isKnown whether it was looked already which drives there are
record StorageState(
        boolean isKnown,
        String summary,
        List<Drive> drives,
        String kept,
        String mended,
        List<ProgressRow.Reading> repairs) {
    StorageState {
        drives = List.copyOf(drives);
        repairs = List.copyOf(repairs);
    }

    /// A lent drive.
    ///
    /// @param shape a picture of `icons/status`
    /// @param advice what to do; empty if it is fine
    /// @param sum how the figures add up, for who asks
    /// @param leastBytes what can be lent at least
    /// @param present whether it can be asked to do something
    record Drive(
            String id,
            String label,
            String kind,
            String shape,
            Tone tone,
            String state,
            String advice,
            List<SegmentBar.Segment> parts,
            String lent,
            String written,
            String sum,
            long lentBytes,
            long leastBytes,
            long mostBytes,
            boolean takesIn,
            String shield,
            Set<DriveReport.Action> actions,
            boolean present,
            Optional<ProgressRow.Reading> task) {
        Drive {
            parts = List.copyOf(parts);
            actions = Set.copyOf(actions);
        }
    }
}
