// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The text of the date header, made once a second.
///
/// Threads: any.
final class HttpDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Second last;

    private record Second(long epochSecond, String text) {}

    HttpDate(InstantSource clock) {
        this.clock = clock;
        this.last = of(clock.instant());
    }

    private static Second of(Instant now) {
        return new Second(now.getEpochSecond(), FORM.format(now));
    }

    String text() {
        long millis = clock.millis();
        Second known = last;
        if (known.epochSecond != Math.floorDiv(millis, 1000L)) {
            known = of(Instant.ofEpochMilli(millis));
            last = known;
        }
        return known.text;
    }
}
