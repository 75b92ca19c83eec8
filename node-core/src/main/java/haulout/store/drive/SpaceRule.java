// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

/// How much room of a file system is left to its owner.
///
/// @param minFloorBytes at least this much stays free
/// @param floorPercent and at least this part of the whole
public record SpaceRule(long minFloorBytes, int floorPercent) {
    /// The drive that the system starts from: 20 GB or 10 %.
    public static final SpaceRule SYSTEM_DRIVE = new SpaceRule(20_000_000_000L, 10);

    /// Any other drive: 5 GB or 5 %.
    public static final SpaceRule OTHER_DRIVE = new SpaceRule(5_000_000_000L, 5);

    // even an owner who lends everything keeps a tenth of the file system's bookkeeping free
    private static final int MAX_PERCENT = 90;

    public SpaceRule {
        if (minFloorBytes < 0 || floorPercent < 0 || floorPercent > 100) {
            throw new IllegalArgumentException(
                    "floor of " + minFloorBytes + " bytes and " + floorPercent + " %");
        }
    }

    /// Bytes that stay free on a file system.
    public long floorBytes(long totalBytes) {
        return Math.max(minFloorBytes, totalBytes / 100 * floorPercent);
    }

    /// Bytes that Haulout may take in all, the most restrictive of: what was lent, what is there
    /// above the floor, 90 % of the file system.
    ///
    /// @param usedBytes what Haulout has on it now
    public long allowedBytes(long lentBytes, long totalBytes, long freeBytes, long usedBytes) {
        long room = Math.max(0, usedBytes + freeBytes - floorBytes(totalBytes));
        return Math.min(Math.min(lentBytes, room), totalBytes / 100 * MAX_PERCENT);
    }
}
