// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How long one may rest without harm: what the network allows in its window, less what was missed.
///
/// Threads: one.
public final class AwayBudget {
    // resting by the minute for weeks
    private static final int MAX_SPANS = 20_000;

    private final Duration allowed;
    private final Duration window;
    private final Deque<Span> spans = new ArrayDeque<>();

    private record Span(Instant from, Duration length) {}

    /// @param allowed time that one may miss
    /// @param window of this length
    public AwayBudget(Duration allowed, Duration window) {
        this.allowed = allowed;
        this.window = window;
    }

    /// Time was missed.
    public void missed(Instant from, Duration length) {
        spans.addLast(new Span(from, length));
        if (spans.size() > MAX_SPANS) {
            spans.removeFirst();
        }
    }

    /// Time missed in the window that ends now.
    public Duration missed(Instant now) {
        Instant begin = now.minus(window);
        Duration sum = Duration.ZERO;
        for (Span span : spans) {
            Instant end = span.from().plus(span.length());
            if (end.isAfter(begin) && span.from().isBefore(now)) {
                Instant from = span.from().isAfter(begin) ? span.from() : begin;
                Instant to = end.isBefore(now) ? end : now;
                sum = sum.plus(Duration.between(from, to));
            }
        }
        return sum;
    }

    /// Time that one may still miss.
    public Duration left(Instant now) {
        Duration left = allowed.minus(missed(now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Time that one may miss in all.
    public Duration allowed() {
        return allowed;
    }
}
