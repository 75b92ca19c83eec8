// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.LogLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The newest lines of the technical log, in memory.
///
/// Threads: any.
public final class LogTail {
    private static final int LINES = 20_000;
    private static final int MAX_CHARS = 2_000;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long number;

    /// Adds a line.
    ///
    /// @param part which part of the program
    public synchronized void add(Instant at, LogLine.Level level, String part, String text) {
        String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        lines.addLast(new LogLine(++number, at, level, part, cut));
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /// Lines after a line, oldest first.
    synchronized List<LogLine> after(long line, int most) {
        List<LogLine> found = new ArrayList<>();
        for (LogLine one : lines) {
            if (one.number() > line && found.size() < most) {
                found.add(one);
            }
        }
        return found;
    }

    /// The newest lines, oldest first.
    synchronized List<LogLine> newest(int most) {
        return after(number - most, most);
    }
}
