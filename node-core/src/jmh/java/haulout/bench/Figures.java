// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.util.Arrays;
import java.util.Locale;

/// Some measured values and what is quoted of them.
final class Figures {
    private double[] values = new double[0];

    void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
        Arrays.sort(values);
    }

    void addAll(Figures others) {
        for (double value : others.values) {
            add(value);
        }
    }

    int count() {
        return values.length;
    }

    double min() {
        return values[0];
    }

    double max() {
        return values[values.length - 1];
    }

    double median() {
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /// Such as `12.3 [11.9 … 14.0]`: median, minimum, maximum.
    @Override
    public String toString() {
        return number(median()) + " [" + number(min()) + " … " + number(max()) + "]";
    }

    /// Three digits, or all before the point.
    static String number(double value) {
        int digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
