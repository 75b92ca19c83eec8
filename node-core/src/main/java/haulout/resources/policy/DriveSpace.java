// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.Key;
import haulout.resources.settings.Sizes;
import java.time.Duration;

/// How much of a drive may be used, and never more.
public final class DriveSpace {
    /// Free space under which nothing but closing the log is written.
    public static final long STOP_ALL = 2 * Sizes.GB;

    /// Oldest reading of free space that counts.
    public static final Duration FRESH = Duration.ofSeconds(10);

    private static final long SYSTEM_FLOOR = 20 * Sizes.GB;
    private static final long OTHER_FLOOR = 5 * Sizes.GB;
    private static final int SYSTEM_PART = 10;
    private static final int OTHER_PART = 20;

    private DriveSpace() {}

    /// Free bytes to leave to the owner.
    public static long floor(boolean system, long totalBytes, DriveChoice choice) {
        if (choice.floorBytes() != 0) {
            return choice.floorBytes();
        }
        return system
                ? Math.max(SYSTEM_FLOOR, totalBytes / SYSTEM_PART)
                : Math.max(OTHER_FLOOR, totalBytes / OTHER_PART);
    }

    /// Bytes this node may use in all: what is lent, what fits above the floor, nine tenths of the
    /// drive.
    public static long allowed(Space space, long floor, long lendBytes) {
        long room = Math.max(0, space.mineBytes() + space.freeBytes() - floor);
        return Math.min(Math.min(lendBytes, room), space.totalBytes() / 10 * 9);
    }

    /// Bytes to suggest for lending, rounded down to two digits.
    ///
    /// @param sharePct part of the free space, by preset
    public static long suggest(long freeBytes, long floor, int sharePct) {
        long most = 2_000 * Sizes.GB;
        long bytes = Math.min(Math.min(freeBytes / 100 * sharePct, freeBytes - floor), most);
        long unit = Sizes.GB;
        while (bytes / unit >= 100) {
            unit *= 10;
        }
        return Math.max(0, bytes / unit * unit);
    }

    /// Bytes that may still be reserved.
    static long room(Space space, boolean system, DriveChoice choice) {
        long floor = floor(system, space.totalBytes(), choice);
        long lend = choice.lendBytes() == Key.NONE ? Long.MAX_VALUE : choice.lendBytes();
        long left = allowed(space, floor, lend) - space.mineBytes();
        return Math.max(0, Math.min(left, space.freeBytes() - floor));
    }

    /// The reading if it is fresh, a full drive otherwise.
    public static Space fresh(Reading<Space> space) {
        return space instanceof Reading.Known<Space>(Space value, Duration age)
                        && !age.isNegative()
                        && age.compareTo(FRESH) <= 0
                ? value
                : new Space(0, 0, 0);
    }
}
