// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When what is not well was first found. It lasts over a restart, and over the time after it in
/// which nobody knows yet: only a look that finds all well ends it.
///
/// @param times by what they are about
public record AlertStarts(Map<About, Instant> times) {
    /// Nothing is known of before.
    public static final AlertStarts NONE = new AlertStarts(Map.of());

    /// What an alert is about.
    ///
    /// @param check the health check that found it
    /// @param subject which of several it is about; empty if there is one
    public record About(String check, String subject) {
        static About of(CheckReport check) {
            return new About(check.check(), check.subject());
        }
    }

    public AlertStarts {
        times = Map.copyOf(times);
    }

    /// When something was first found; empty if it was not found before.
    Optional<Instant> of(CheckReport check) {
        return Optional.ofNullable(times.get(About.of(check)));
    }

    /// These after another look. Who is not asked about any more is forgotten with the next look at
    /// others of its kind: a drive that was taken out of use, but not one of a node that is only
    /// stopped.
    public AlertStarts after(Surface surface) {
        Set<String> kinds = new HashSet<>();
        Set<About> unknown = new HashSet<>();
        Set<About> wrong = new HashSet<>();
        for (CheckReport check : surface.checks()) {
            kinds.add(check.check());
            switch (check.level()) {
                case FINE -> {}
                case UNKNOWN -> unknown.add(About.of(check));
                case TIP, ATTENTION, AT_RISK -> wrong.add(About.of(check));
            }
        }
        Map<About, Instant> next = new HashMap<>(times);
        next.keySet().removeIf(about -> kinds.contains(about.check()) && !unknown.contains(about));
        for (AlertReport alert : surface.alerts()) {
            About about = new About(alert.check(), alert.subject());
            if (wrong.contains(about)) {
                next.put(about, alert.since());
            }
        }
        return next.equals(times) ? this : new AlertStarts(next);
    }
}
