// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

/// What a duty may do on one drive.
///
/// @param allowed whether at all
/// @param bytesPerSecond most bytes a second, [Permit#NO_LIMIT] if free
/// @param roomBytes most bytes that may still be reserved
/// @param todayBytes most bytes that may still be written today, [Permit#NO_LIMIT] if free
/// @param bigRewrites whether large rewrites may start
/// @param freeingOnly only work that frees space
public record DrivePermit(
        boolean allowed,
        long bytesPerSecond,
        long roomBytes,
        long todayBytes,
        boolean bigRewrites,
        boolean freeingOnly) {
    /// Nothing.
    public static final DrivePermit STOPPED = new DrivePermit(false, 0, 0, 0, false, true);

    /// Everything.
    public static final DrivePermit FREE =
            new DrivePermit(true, Permit.NO_LIMIT, Permit.NO_LIMIT, Permit.NO_LIMIT, true, false);

    /// Room for so many bytes, no other limit.
    static DrivePermit room(long bytes) {
        return new DrivePermit(true, Permit.NO_LIMIT, bytes, Permit.NO_LIMIT, true, false);
    }

    /// So many bytes a second, no other limit.
    static DrivePermit slow(long bytesPerSecond) {
        return new DrivePermit(true, bytesPerSecond, Permit.NO_LIMIT, Permit.NO_LIMIT, true, false);
    }

    /// So many bytes today, no other limit.
    static DrivePermit today(long bytes) {
        return new DrivePermit(true, Permit.NO_LIMIT, Permit.NO_LIMIT, bytes, true, false);
    }

    /// The narrower of both in each respect.
    public DrivePermit and(DrivePermit other) {
        return allowed && other.allowed
                ? new DrivePermit(
                        true,
                        Math.min(bytesPerSecond, other.bytesPerSecond),
                        Math.min(roomBytes, other.roomBytes),
                        Math.min(todayBytes, other.todayBytes),
                        bigRewrites && other.bigRewrites,
                        freeingOnly || other.freeingOnly)
                : STOPPED;
    }
}
