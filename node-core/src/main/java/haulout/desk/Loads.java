// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.LoadReport;
import haulout.home.QuarterHour;
import haulout.network.OwnNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How much the node writes to its drives, from one look to the next.
final class Loads {
    private static final Gauge UNKNOWN =
            new Gauge(Figure.unknown(), Figure.unknown(), Optional.empty());

    private Optional<OwnNode.Holdings> before = Optional.empty();
    private Instant at = Instant.EPOCH;

    LoadReport report(Optional<OwnNode.Holdings> now, Instant moment, List<QuarterHour> day) {
        long millis = Duration.between(at, moment).toMillis();
        Gauge disk = UNKNOWN;
        if (before.isPresent() && now.isPresent() && millis > 0) {
            long written = Math.max(0, now.get().written() - before.get().written());
            disk =
                    new Gauge(
                            Figure.confirmed(written * 1000 / millis, moment),
                            Figure.unknown(),
                            Optional.empty());
        }
        before = now;
        at = moment;
        return new LoadReport(UNKNOWN, disk, UNKNOWN, UNKNOWN, day);
    }
}
