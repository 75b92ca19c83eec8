// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/// One tick's material with what several rules need.
///
/// @param in the readings
/// @param settings what counts in this mode
/// @param chosen the mode with its end
/// @param mode what the mode is now
/// @param now the time
/// @param slept whether the clock jumped, as after sleep
/// @param wakeHold wait after sleep
record Scene(
        Inputs in,
        Settings settings,
        Mode chosen,
        Mode.Kind mode,
        Moment now,
        boolean slept,
        Duration wakeHold) {
    /// Assumed upload until the line is known.
    static final long UP_BITS = 5_000_000;

    /// Assumed download until the line is known.
    static final long DOWN_BITS = 20_000_000;

    private static final int BITS_PER_BYTE = 8;

    boolean inUse() {
        boolean seen =
                in.presence()
                        .is(
                                Reading.FAST,
                                p ->
                                        p.remote()
                                                || (!p.locked()
                                                        && p.idle().compareTo(awayAfter()) < 0));
        return seen || (!in.presence().isKnown(Reading.FAST) && in.display());
    }

    Duration awayAfter() {
        return Duration.ofMinutes(settings.get(Key.USER_AWAY_MINUTES));
    }

    // where others' use of the line cannot be told, the assumed line stands for percentages
    private boolean lineKnown() {
        return in.othersNetworkPct().isKnown(Reading.FAST);
    }

    long upBits() {
        // learned over days, so its age is no matter
        return lineKnown() && in.lineUpBits() instanceof Reading.Known<Long> k
                ? k.value()
                : UP_BITS;
    }

    long downBits() {
        return lineKnown() && in.lineDownBits() instanceof Reading.Known<Long> k
                ? k.value()
                : DOWN_BITS;
    }

    Permit line(RateKey up, RateKey down) {
        return Permit.line(
                settings.get(up).bytesPerSecond(upBits()),
                settings.get(down).bytesPerSecond(downBits()));
    }

    Permit lineShare(int percent) {
        return Permit.line(
                upBits() * percent / 100 / BITS_PER_BYTE,
                downBits() * percent / 100 / BITS_PER_BYTE);
    }

    Instant midnight() {
        return now.wall()
                .atZone(now.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(now.zone())
                .toInstant();
    }
}
