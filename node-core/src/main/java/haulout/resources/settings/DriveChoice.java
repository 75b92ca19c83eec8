// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

/// What the owner set for one drive.
///
/// @param lendBytes bytes lent, [Key#NONE] for the suggestion
/// @param floorBytes free bytes to leave, 0 for the rule of thumb of the drive's size
public record DriveChoice(long lendBytes, long floorBytes) {
    /// Nothing set.
    public static final DriveChoice DEFAULT = new DriveChoice(Key.NONE, 0);

    /// Least floor that may be set.
    public static final long MIN_FLOOR = 2 * Sizes.GB;

    /// Refuses numbers under zero and floors under two gigabytes.
    public DriveChoice {
        if (lendBytes < 0 || (floorBytes != 0 && floorBytes < MIN_FLOOR)) {
            throw new IllegalArgumentException("lend " + lendBytes + ", floor " + floorBytes);
        }
    }
}
