// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.settings.Sizes;
import java.time.Duration;

/// Numbers for people.
final class Texts {
    private Texts() {}

    static String bytes(long bytes) {
        if (bytes == Long.MAX_VALUE) {
            return "no limit";
        }
        long unit = bytes >= Sizes.GB ? Sizes.GB : Sizes.MB;
        long tenths = bytes / (unit / 10);
        return tenths / 10 + "." + tenths % 10 + (unit == Sizes.GB ? " GB" : " MB");
    }

    static String seconds(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
