// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One line on a terminal that says how far the work is. Work that ends within a second never shows
/// it, and closing it leaves nothing behind.
///
/// Threads: [#advance] may be called from any thread, as often as one likes; it draws at most ten
/// times a second.
public final class ProgressBar implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final int CELLS = 30;

    /// Share of the work before which the pace says nothing: kernels are still being compiled.
    private static final double ESTIMABLE = 0.05;

    /// Erases what is left of an earlier, longer line. Source: ECMA-48 8.3.41, EL.
    private static final String ERASE_TO_END = "\u001b[K";

    private final String label;
    private final long total;
    private final @Nullable PrintStream terminal;
    private final InstantSource clock;
    private final Instant start;
    private final AtomicLong done = new AtomicLong();
    private final Object drawing = new Object();
    private volatile Instant nextDraw;
    private boolean visible;
    private boolean closed;

    private ProgressBar(
            String label, long total, @Nullable PrintStream terminal, InstantSource clock) {
        this.label = label;
        this.total = total;
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.nextDraw = start.plus(QUIET);
    }

    /// @param total steps of the whole work; 0 counts as done
    /// @param terminal where to draw, or null to draw nothing
    static ProgressBar over(
            String label, long total, @Nullable PrintStream terminal, InstantSource clock) {
        if (total < 0) {
            throw new IllegalArgumentException("work of " + total + " steps");
        }
        return new ProgressBar(label, total, terminal, clock);
    }

    /// Counts `steps` more as done.
    public void advance(long steps) {
        long now = done.addAndGet(steps);
        if (terminal != null) {
            Instant instant = clock.instant();
            if (!instant.isBefore(nextDraw)) {
                draw(terminal, now, instant);
            }
        }
    }

    /// Steps counted so far.
    public long done() {
        return done.get();
    }

    /// Takes the line away. Closing twice does nothing.
    @Override
    public void close() {
        synchronized (drawing) {
            if (visible && terminal != null) {
                terminal.print("\r" + ERASE_TO_END);
                terminal.flush();
            }
            visible = false;
            closed = true;
        }
    }

    private void draw(PrintStream target, long now, Instant instant) {
        synchronized (drawing) {
            if (closed || instant.isBefore(nextDraw)) {
                return;
            }
            nextDraw = instant.plus(REDRAW);
            visible = true;
            target.print("\r" + line(now, Duration.between(start, instant)) + ERASE_TO_END);
            target.flush();
        }
    }

    private String line(long now, Duration elapsed) {
        double fraction = total == 0 ? 1 : Math.clamp((double) now / total, 0, 1);
        int filled = (int) (fraction * CELLS);
        StringBuilder text =
                new StringBuilder(label)
                        .append(" [")
                        .repeat("#", filled)
                        .repeat(".", CELLS - filled)
                        .append(String.format(Locale.ROOT, "] %3d %%", (int) (fraction * 100)));
        if (fraction >= ESTIMABLE) {
            double seconds = elapsed.toMillis() / 1000.0;
            text.append(", ").append(left(Math.round(seconds / fraction - seconds)));
        }
        return text.toString();
    }

    private static String left(long seconds) {
        if (seconds < 60) {
            return seconds + " s left";
        }
        return seconds < 3600
                ? (seconds + 59) / 60 + " min left"
                : (seconds + 3599) / 3600 + " h left";
    }
}
