// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What settings would have allowed in the recorded minutes.
///
/// @param perDay heavy work a day
/// @param recorded how much is recorded
/// @param hours 168 parts from 0 to 1, Monday 0:00 first; empty when too little is recorded
/// @param strongest rules that stop it most
public record Forecast(
        Duration perDay, Duration recorded, List<Double> hours, List<Sentence> strongest) {
    public Forecast {
        Objects.requireNonNull(perDay);
        Objects.requireNonNull(recorded);
        hours = List.copyOf(hours);
        strongest = List.copyOf(strongest);
    }
}
