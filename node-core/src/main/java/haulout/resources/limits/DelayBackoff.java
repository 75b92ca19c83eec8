// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;

/// Which part of what it may use of the line this program uses, by how long the way to the router
/// takes: when packets begin to queue before it, everybody in the house waits, so half of it is
/// given back, and again until they do not; then it comes back step by step.
///
/// Additive increase and multiplicative decrease, as in RFC 5681, with delay in place of loss, as
/// in RFC 6817. Not thread-safe.
public final class DelayBackoff {
    /// The way is as short as ever as long as it has not grown by more.
    static final Duration GROWTH = Duration.ofMillis(50);

    /// The shortest way of so long, and of as long before that, is what it is compared with: after
    /// a change of network, or when somebody else fills the line for good, it has to be learnt
    /// anew.
    static final Duration WINDOW = Duration.ofMinutes(5);

    // enough for the storage checks, and to notice that the line is free again
    private static final double LEAST = 0.1;
    private static final double CUT = 0.5;
    private static final double RAISE = 0.1;

    private Duration shortest = Duration.ofSeconds(Long.MAX_VALUE);
    private Duration shortestBefore = Duration.ofSeconds(Long.MAX_VALUE);
    private Duration windowEnd = Duration.ofSeconds(Long.MIN_VALUE);
    private double part = 1;

    /// Notes how long a packet took to the router and back.
    ///
    /// @param now steady clock
    /// @return the part from now on, 0.1 to 1
    public double note(Duration roundTrip, Duration now) {
        if (now.compareTo(windowEnd) >= 0) {
            shortestBefore = shortest;
            shortest = roundTrip;
            windowEnd = now.plus(WINDOW);
        }
        if (roundTrip.compareTo(shortest) < 0) {
            shortest = roundTrip;
        }
        Duration usual = shortest.compareTo(shortestBefore) < 0 ? shortest : shortestBefore;
        part =
                roundTrip.minus(usual).compareTo(GROWTH) > 0
                        ? Math.max(LEAST, part * CUT)
                        : raised();
        return part;
    }

    /// Notes that the router does not say: many never do, so nothing is held back for that.
    ///
    /// @return the part from now on
    public double noteSilence() {
        part = raised();
        return part;
    }

    private double raised() {
        return Math.min(1, part + RAISE);
    }
}
