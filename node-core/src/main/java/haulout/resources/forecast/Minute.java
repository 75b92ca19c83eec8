// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.forecast;

import haulout.resources.policy.Inputs;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Reading;
import java.nio.ByteBuffer;
import java.time.Duration;

/// What was measured in one minute, without a word on which programs ran.
///
/// ```
/// bytes  0–3  minute since 1970, unsigned
///        4–5  seconds since the last input, 65535 for that or more
///        6    flags: 1 presence known, 2 locked, 4 remote, 8 mains, 16 battery there, 32 saver,
///             64 metered, 128 full screen
///        7    charge in percent, 255 unknown
///        8    others' part of the processor in percent, 255 unknown
///        9    others' part of the line, 255 unknown
///        10   others' part of the busiest lent drive, 255 unknown
///        11   temperature in degrees Celsius, 0 unknown
///        12   1 if the computer has a display
///        13   free memory in percent, 255 unknown
///        14–15 0
/// ```
///
/// @param minute since 1970
public record Minute(
        long minute,
        int idleSeconds,
        int flags,
        int chargePct,
        int othersCpu,
        int othersLine,
        int othersDisk,
        int celsius,
        boolean display,
        int freeMemoryPct) {
    /// Length of a row.
    public static final int BYTES = 16;

    static final int PRESENCE = 1;
    static final int LOCKED = 2;
    static final int REMOTE = 4;
    static final int MAINS = 8;
    static final int BATTERY = 16;
    static final int SAVER = 32;
    static final int METERED = 64;
    static final int FULL_SCREEN = 128;

    static final int UNKNOWN = 255;

    private static final int MAX_IDLE = 65_535;
    private static final int PERCENT = 100;

    /// What inputs say at a minute.
    public static Minute of(long minute, Inputs in) {
        Presence presence =
                in.presence().or(Reading.FAST, new Presence(Duration.ZERO, false, false));
        Power power = in.power().or(Reading.FAST, new Power(!in.hasBattery(), Power.NO_CHARGE));
        int flags =
                flag(in.presence().isKnown(Reading.FAST), PRESENCE)
                        | flag(presence.locked(), LOCKED)
                        | flag(presence.remote(), REMOTE)
                        | flag(power.mains(), MAINS)
                        | flag(in.hasBattery(), BATTERY)
                        | flag(in.saver().is(Reading.FAST, yes -> yes), SAVER)
                        | flag(
                                in.network().is(Reading.FAST, cost -> cost != NetworkCost.FREE),
                                METERED)
                        | flag(in.fullScreen().is(Reading.SLOW, yes -> yes), FULL_SCREEN);
        return new Minute(
                minute,
                (int) Math.min(MAX_IDLE, presence.idle().toSeconds()),
                flags,
                power.chargePct() < 0 ? UNKNOWN : power.chargePct(),
                percent(in.othersCpuPct()),
                percent(in.othersNetworkPct()),
                in.drives().stream()
                        .mapToInt(drive -> percent(drive.othersBusyPct()))
                        .filter(busy -> busy != UNKNOWN)
                        .max()
                        .orElse(UNKNOWN),
                (int) Math.clamp(in.processorCelsius().or(Reading.SLOW, 0.0), 0, UNKNOWN - 1),
                in.display(),
                memory(in));
    }

    private static int flag(boolean on, int bit) {
        return on ? bit : 0;
    }

    private static int percent(Reading<Double> reading) {
        return reading.isKnown(Reading.SLOW)
                ? Math.clamp(Math.round(reading.or(Reading.SLOW, 0.0)), 0, PERCENT)
                : UNKNOWN;
    }

    private static int memory(Inputs in) {
        return in.memory() instanceof Reading.Known<Inputs.FreeMemory>(var memory, var _)
                        && memory.totalBytes() > 0
                ? (int) (memory.freeBytes() * PERCENT / memory.totalBytes())
                : UNKNOWN;
    }

    boolean has(int bit) {
        return (flags & bit) != 0;
    }

    /// Writes the row.
    public void write(ByteBuffer out) {
        out.putInt((int) minute).putShort((short) idleSeconds).put((byte) flags);
        out.put((byte) chargePct).put((byte) othersCpu).put((byte) othersLine);
        out.put((byte) othersDisk).put((byte) celsius).put((byte) (display ? 1 : 0));
        out.put((byte) freeMemoryPct).putShort((short) 0);
    }

    /// Reads a row.
    public static Minute read(ByteBuffer in) {
        long minute = Integer.toUnsignedLong(in.getInt());
        int idle = Short.toUnsignedInt(in.getShort());
        Minute row =
                new Minute(
                        minute,
                        idle,
                        Byte.toUnsignedInt(in.get()),
                        Byte.toUnsignedInt(in.get()),
                        Byte.toUnsignedInt(in.get()),
                        Byte.toUnsignedInt(in.get()),
                        Byte.toUnsignedInt(in.get()),
                        Byte.toUnsignedInt(in.get()),
                        in.get() == 1,
                        Byte.toUnsignedInt(in.get()));
        in.getShort();
        return row;
    }
}
