// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// All counters of one node. Each part of the node registers its own when it is built and keeps
/// what it gets back; counting then costs no look-up.
///
/// Threads: any.
///
/// Source of the text: OpenMetrics 1.0.
public final class MetricsRegistry {
    /// Most series of one family; labels must come from a fixed set, never from what callers send.
    public static final int MAX_SERIES = 1000;

    private final Map<String, Family> families = new TreeMap<>();

    /// What a family counts, in the words of the format.
    private enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private static final class Family {
        final Kind kind;
        final String explanation;
        final Map<Labels, Object> series = new ConcurrentHashMap<>();

        Family(Kind kind, String explanation) {
            this.kind = kind;
            this.explanation = explanation;
        }
    }

    /// A number that only grows; the same one for the same name and labels.
    ///
    /// @param name without the ending `_total`
    /// @param explanation one sentence
    /// @param labels by name
    public Counter counter(String name, String explanation, Map<String, String> labels) {
        return (Counter) put(name, Kind.COUNTER, explanation, labels, new Counter());
    }

    /// Durations; the same ones for the same name and labels.
    ///
    /// @param name ends in `_seconds`
    public Histogram histogram(String name, String explanation, Map<String, String> labels) {
        return (Histogram) put(name, Kind.HISTOGRAM, explanation, labels, new Histogram());
    }

    /// A number that goes up and down, asked for whenever the text is written.
    ///
    /// @param value called from any thread, quick
    public void gauge(
            String name, String explanation, Map<String, String> labels, DoubleSupplier value) {
        put(name, Kind.GAUGE, explanation, labels, value);
    }

    private synchronized Object put(
            String name, Kind kind, String explanation, Map<String, String> labels, Object fresh) {
        Labels.checkName(name);
        Family family = families.computeIfAbsent(name, any -> new Family(kind, explanation));
        if (family.kind != kind) {
            throw new IllegalArgumentException(name + " is a " + family.kind + " already");
        }
        Labels key = Labels.of(labels);
        Object there = family.series.putIfAbsent(key, fresh);
        if (there != null) {
            if (kind == Kind.GAUGE) {
                // because what is measured may have been closed and opened again
                family.series.put(key, fresh);
            }
            return there;
        }
        if (family.series.size() > MAX_SERIES) {
            family.series.remove(key);
            throw new IllegalArgumentException(name + " has " + MAX_SERIES + " series already");
        }
        return fresh;
    }

    /// The value of a counter, or 0 if there is none of that name and labels.
    public synchronized long value(String name, Map<String, String> labels) {
        Family family = families.get(name);
        Object series = family == null ? null : family.series.get(Labels.of(labels));
        return series instanceof Counter counter ? counter.value() : 0;
    }

    /// Everything, in OpenMetrics text.
    public synchronized String toOpenMetrics() {
        StringBuilder text = new StringBuilder(1 << 14);
        families.forEach((name, family) -> {
            text.append("# TYPE ").append(name).append(' ');
            text.append(
                    switch (family.kind) {
                        case COUNTER -> "counter";
                        case GAUGE -> "gauge";
                        case HISTOGRAM -> "histogram";
                    });
            text.append("\n# HELP ").append(name).append(' ');
            Labels.escape(family.explanation, text);
            text.append('\n');
            Map<String, Object> sorted = new TreeMap<>();
            family.series.forEach((labels, series) -> sorted.put(labels.text(), series));
            sorted.forEach((labels, series) -> write(name, new Labels(labels), series, text));
        });
        return text.append("# EOF\n").toString();
    }

    private static void write(String name, Labels labels, Object series, StringBuilder text) {
        switch (series) {
            case Counter counter ->
                    sample(name + "_total", labels.text(), Long.toString(counter.value()), text);
            case Histogram histogram -> histogram.write(name, labels, text);
            case DoubleSupplier gauge ->
                    sample(name, labels.text(), number(gauge.getAsDouble()), text);
            default -> throw new AssertionError("kind of " + name);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static void sample(String name, String labels, String value, StringBuilder text) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }
}
