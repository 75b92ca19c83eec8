// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Moments as a person reads them in a terminal: in the computer's time zone, to the second. JSON
/// has them as they are.
public final class TimeText {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private TimeText() {}

    /// A moment in the time zone of this computer.
    public static String of(Instant moment) {
        return of(moment, ZoneId.systemDefault());
    }

    static String of(Instant moment, ZoneId zone) {
        return FORM.format(moment.atZone(zone));
    }

    /// A moment that came as text; what is none stays as it is.
    public static String of(String moment) {
        try {
            return of(Instant.parse(moment));
        } catch (DateTimeParseException none) {
            return moment;
        }
    }
}
