// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.List;
import java.util.Objects;

/// What the node takes from the computer now, and how it was there before.
///
/// @param processor hundredths of a percent of the whole processor
/// @param disk bytes a second
/// @param upload bytes a second
/// @param download bytes a second
/// @param day the last 24 hours, oldest first, 96 cells
/// @param online how much of the time it answered
public record LoadReport(
        Gauge processor,
        Gauge disk,
        Gauge upload,
        Gauge download,
        List<QuarterHour> day,
        Figure<OnlineShare> online) {
    public LoadReport {
        Objects.requireNonNull(processor);
        Objects.requireNonNull(disk);
        Objects.requireNonNull(upload);
        Objects.requireNonNull(download);
        day = List.copyOf(day);
        Objects.requireNonNull(online);
    }
}
