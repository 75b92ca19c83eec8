// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The alerts of the moment, one of each kind. Thread-safe.
final class NodeAlerts {
    private final InstantSource time;
    private final Map<NodeAlert.Kind, NodeAlert> alerts = new EnumMap<>(NodeAlert.Kind.class);

    private final Map<NodeAlert.Kind, Instant> renewed = new EnumMap<>(NodeAlert.Kind.class);

    NodeAlerts(InstantSource time) {
        this.time = time;
    }

    /// Raises an alert, or renews its detail.
    ///
    /// @return whether it is new
    synchronized boolean raise(NodeAlert.Kind kind, String detail) {
        NodeAlert before = alerts.get(kind);
        renewed.put(kind, time.instant());
        alerts.put(
                kind,
                new NodeAlert(kind, detail, before == null ? time.instant() : before.since()));
        return before == null;
    }

    /// Clears an alert that nobody has raised or renewed for some time.
    synchronized void clearIfQuiet(NodeAlert.Kind kind, Duration quiet) {
        Instant last = renewed.get(kind);
        if (last != null && !time.instant().isBefore(last.plus(quiet))) {
            clear(kind);
        }
    }

    synchronized void clear(NodeAlert.Kind kind) {
        alerts.remove(kind);
        renewed.remove(kind);
    }

    synchronized List<NodeAlert> all() {
        return List.copyOf(alerts.values());
    }
}
