// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.text.Sentence;
import haulout.text.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// What people read.
final class English {
    private static final Instant DAY = Instant.parse("2026-03-02T12:00:00Z");
    private static final Wording WORDING = new Wording(Locale.UK, ZoneId.of("UTC"));

    private English() {}

    static String say(Sentence sentence) {
        return WORDING.say(sentence, DAY);
    }

    static boolean knows(String key) {
        return WORDING.knows(key);
    }
}
