// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.settings.Sizes;
import java.time.Duration;
import java.util.Locale;

/// Numbers for people.
final class Texts {
    private Texts() {}

    static String bytes(long bytes) {
        if (bytes == Long.MAX_VALUE) {
            return "no limit";
        }
        return bytes >= Sizes.GB
                ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / Sizes.GB)
                : String.format(Locale.ROOT, "%.1f MB", (double) bytes / Sizes.MB);
    }

    static String seconds(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
