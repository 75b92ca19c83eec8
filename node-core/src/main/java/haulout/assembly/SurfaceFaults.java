// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.status.AlertReport;
import haulout.status.Remedy;
import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Mistakes of what shows the node – window, tray, notices. The node runs on, and its owner is told
/// of each until the program is started anew.
///
/// Threads: any.
public final class SurfaceFaults {
    private final Map<String, AlertReport> bySurface = new ConcurrentHashMap<>();

    /// Notes one; later ones of the same surface are the same alert.
    ///
    /// @param surface as `window`, `tray`
    public void note(String surface, Instant now) {
        bySurface.computeIfAbsent(
                surface,
                name ->
                        new AlertReport(
                                "surface",
                                name,
                                AlertReport.Level.TIP,
                                Sentence.of("alert.surface." + name),
                                now,
                                Optional.empty(),
                                List.of(Remedy.SHOW_ACTIVITY)));
    }

    /// Every one that is known.
    public List<AlertReport> alerts() {
        return List.copyOf(bySurface.values());
    }
}
