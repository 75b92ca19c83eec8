// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Duration;
import java.util.Objects;

/// How much of the time others got answers from this node.
///
/// Heavy work that rests costs nothing of it; a pause, a rule that stops answering, a program that
/// does not run and a missing connection do.
///
/// @param percent from 0 to 100
/// @param over the time of which that is a share: what is recorded, [#WINDOW] at most
public record OnlineShare(double percent, Duration over) {
    /// What lies further back does not count.
    public static final Duration WINDOW = Duration.ofDays(30);

    public OnlineShare {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a share of " + percent + " percent");
        }
        Objects.requireNonNull(over);
    }
}
