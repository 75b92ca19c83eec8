// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.util.Locale;

/// Sizes for people.
public final class ByteText {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB"};

    private ByteText() {}

    /// Decimal units, as drives are sold: `18.0 GB`.
    public static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " bytes"
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
