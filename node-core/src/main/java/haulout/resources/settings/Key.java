// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A setting that is one whole number or a yes or no (1 or 0): its name, default and range.
public enum Key {
    /// Heavy work while the owner uses the computer.
    USER_HEAVY("user.heavy", 0, 1, 0, 0, 1),
    /// Minutes without input before the owner counts as away.
    USER_AWAY_MINUTES("user.awayMinutes", 1, 120, 10, 3, 1),
    /// Percent of the processor when away.
    CPU_SHARE_AWAY("cpu.shareAway", 5, 100, 25, 50, 90),
    /// Percent of the processor when in use.
    CPU_SHARE_USING("cpu.shareUsing", 0, 100, 0, 0, 25),
    /// Most threads of heavy work, 0 for the preset's part of the cores.
    CPU_MAX_THREADS("cpu.maxThreads", 0, 1024, 0, 0, 0),
    /// Percent that others may use before heavy work rests, when in use.
    CPU_OTHERS_USING("cpu.othersUsing", 5, 100, 15, 25, 50),
    /// Percent that others may use before heavy work rests, when away.
    CPU_OTHERS_AWAY("cpu.othersAway", 5, 100, 25, 50, 75),
    /// Points of share gained every 30 s after a stop.
    CPU_RAMP("cpu.rampPointsPer30s", 1, 100, 10, 10, 10),
    /// Degrees at which heavy work rests.
    HEAT_LIMIT("heat.limitC", 50, 100, 75, 85, 90),
    /// Degrees at which it may start again.
    HEAT_RESUME("heat.resumeC", 50, 100, 70, 70, 70),
    /// Heavy work on battery; only 0 is allowed.
    BATTERY_HEAVY("battery.heavy", 0, 0, 0, 0, 0),
    /// Taking in on battery.
    BATTERY_TAKE_IN("battery.takeIn", 0, 1, 0, 0, 0),
    /// Percent of charge down to which requests are answered on battery; 100 means never.
    BATTERY_ANSWER_MIN("battery.answerMinPct", 0, 100, 100, 50, 30),
    /// Percent of charge under which everything stops.
    BATTERY_SLEEP("battery.sleepPct", 0, 100, 20, 20, 20),
    /// Percent of charge needed, back on mains, before heavy work starts again.
    BATTERY_HEAVY_MIN("battery.heavyMinChargePct", 0, 100, 50, 50, 50),
    /// Bytes written a day on one solid-state drive.
    WRITE_PER_DAY_SSD(
            "disk.writePerDayBytes.ssd",
            Sizes.GB,
            Key.NONE,
            5 * Sizes.GB,
            20 * Sizes.GB,
            60 * Sizes.GB),
    /// Bytes written a day on one spinning drive.
    WRITE_PER_DAY_HDD(
            "disk.writePerDayBytes.hdd",
            Sizes.GB,
            Key.NONE,
            200 * Sizes.GB,
            200 * Sizes.GB,
            200 * Sizes.GB),
    /// Percent of time that others may keep a drive busy.
    DISK_OTHERS_BUSY("disk.othersBusyPct", 5, 100, 40, 40, 40),
    /// Bytes a month, both ways together.
    NET_MONTH_BYTES(
            "net.monthBytes", Sizes.GB, Key.NONE, 100 * Sizes.GB, 300 * Sizes.GB, 1000 * Sizes.GB),
    /// Day on which the month's count starts.
    NET_MONTH_DAY("net.monthDay", 1, 28, 1, 1, 1),
    /// On a metered network: 0 rest, 1 answer within a daily allowance, 2 as if it were free.
    NET_METERED("net.metered", 0, 2, 0, 0, 0),
    /// Bytes a day on metered networks, if they have an allowance.
    NET_METERED_DAY_BYTES(
            "net.meteredDayBytes", Sizes.MB, Key.NONE, 50 * Sizes.MB, 50 * Sizes.MB, 50 * Sizes.MB),
    /// Most connections at a time.
    NET_MAX_CONNECTIONS("net.maxConnections", 8, 1024, 64, 64, 64),
    /// Rest while an app fills the screen.
    APPS_FULL_SCREEN("apps.fullScreen", 0, 1, 1, 1, 1),
    /// Keep the computer awake on mains.
    SLEEP_KEEP_AWAKE("sleep.keepAwake", 0, 1, 0, 0, 0),
    /// Seconds after log-in before pieces are taken in; heavy work waits twice as long.
    START_DELAY_SECONDS("start.delaySeconds", 0, 600, 90, 90, 90),
    /// Heavy work switched off by hand.
    SWITCH_HEAVY_OFF("switch.heavyOff", 0, 1, 0, 0, 0),
    /// The internet switched off by hand, except for staying in touch.
    SWITCH_INTERNET_OFF("switch.internetOff", 0, 1, 0, 0, 0);

    /// No limit.
    public static final long NONE = Long.MAX_VALUE;

    private static final Map<String, Key> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Key::text, Function.identity()));

    private final String text;
    private final long min;
    private final long max;
    private final long quiet;
    private final long balanced;
    private final long full;

    Key(String text, long min, long max, long quiet, long balanced, long full) {
        this.text = text;
        this.min = min;
        this.max = max;
        this.quiet = quiet;
        this.balanced = balanced;
        this.full = full;
    }

    static boolean isName(String text) {
        return BY_NAME.containsKey(text);
    }

    /// The name in the file and on screen, as `cpu.shareAway`.
    public String text() {
        return text;
    }

    /// Least value allowed.
    public long min() {
        return min;
    }

    /// Greatest value allowed.
    public long max() {
        return max;
    }

    /// Whether it is a yes or no.
    public boolean isFlag() {
        return min == 0 && max <= 1;
    }

    /// Whether a value is within the range.
    public boolean allows(long value) {
        return value >= min && value <= max;
    }

    /// The value that a preset gives.
    public long of(Preset preset) {
        return preset.pick(quiet, balanced, full);
    }
}
