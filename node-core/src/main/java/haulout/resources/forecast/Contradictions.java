// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.forecast;

import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.Key;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import haulout.text.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What in settings makes no sense together. Each number alone is in its range already.
public final class Contradictions {
    private static final int NEVER = 100;

    private Contradictions() {}

    /// Everything that is contradictory, as sentences; empty if nothing is.
    ///
    /// @param driveBytes sizes of the lent drives, by their identities
    public static List<Sentence> of(Settings settings, Map<String, Long> driveBytes) {
        List<Sentence> found = new ArrayList<>();
        if (settings.hours().isAllOff()) {
            found.add(Sentence.of("conflict.hours"));
        }
        if (settings.get(Key.HEAT_RESUME) >= settings.get(Key.HEAT_LIMIT)) {
            found.add(
                    Sentence.of(
                            "conflict.heat",
                            new Term.Degrees((double) settings.get(Key.HEAT_RESUME)),
                            new Term.Degrees((double) settings.get(Key.HEAT_LIMIT))));
        }
        long answer = settings.get(Key.BATTERY_ANSWER_MIN);
        if (answer < NEVER && answer < settings.get(Key.BATTERY_SLEEP)) {
            found.add(
                    Sentence.of(
                            "conflict.battery",
                            new Term.Percent((double) answer),
                            new Term.Percent((double) settings.get(Key.BATTERY_SLEEP))));
        }
        if (settings.is(Key.USER_HEAVY) && settings.get(Key.CPU_SHARE_USING) == 0) {
            found.add(Sentence.of("conflict.user"));
        }
        if (settings.is(Key.SWITCH_INTERNET_OFF) && settings.is(Key.SWITCH_HEAVY_OFF)) {
            found.add(Sentence.of("conflict.switches"));
        }
        swapped(settings, RateKey.UP_USING, RateKey.UP_AWAY, "conflict.upload", found);
        swapped(settings, RateKey.DOWN_USING, RateKey.DOWN_AWAY, "conflict.download", found);
        driveBytes.forEach((id, bytes) -> drive(settings.drive(id), bytes, found));
        return found;
    }

    private static void swapped(
            Settings settings, RateKey using, RateKey away, String key, List<Sentence> found) {
        boolean alike = settings.get(using).unit() == settings.get(away).unit();
        if (alike && settings.get(using).value() > settings.get(away).value()) {
            found.add(Sentence.of(key));
        }
    }

    private static void drive(DriveChoice choice, long bytes, List<Sentence> found) {
        if (choice.floorBytes() >= bytes) {
            found.add(
                    Sentence.of(
                            "conflict.floor",
                            new Term.Bytes(choice.floorBytes()),
                            new Term.Bytes(bytes)));
        } else if (choice.lendBytes() != Key.NONE
                && choice.lendBytes() > bytes - choice.floorBytes()) {
            found.add(
                    Sentence.of(
                            "conflict.lend",
                            new Term.Bytes(choice.lendBytes()),
                            new Term.Bytes(bytes - choice.floorBytes())));
        }
    }
}
