// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Turns what checks found into alerts.
final class Alerts {
    private Alerts() {}

    static List<AlertReport> of(List<Row> rows, Facts facts, AlertStarts before) {
        List<AlertReport> alerts = new ArrayList<>(facts.found());
        for (Row row : rows) {
            level(row.check().level())
                    .ifPresent(level -> alerts.add(alert(row, level, facts.now(), before)));
        }
        // worst first, in one level the oldest first
        alerts.sort(
                Comparator.comparing(AlertReport::level, Comparator.reverseOrder())
                        .thenComparing(AlertReport::since));
        return alerts;
    }

    private static Optional<AlertReport.Level> level(CheckReport.Level level) {
        return switch (level) {
            case FINE, UNKNOWN -> Optional.empty();
            case TIP -> Optional.of(AlertReport.Level.TIP);
            case ATTENTION -> Optional.of(AlertReport.Level.ATTENTION);
            case AT_RISK -> Optional.of(AlertReport.Level.AT_RISK);
        };
    }

    private static AlertReport alert(
            Row row, AlertReport.Level level, Instant now, AlertStarts before) {
        CheckReport check = row.check();
        Instant since = before.of(check).filter(first -> !first.isAfter(now)).orElse(now);
        return new AlertReport(
                check.check(),
                check.subject(),
                level,
                row.alert(),
                since,
                check.deadline(),
                check.remedies());
    }
}
