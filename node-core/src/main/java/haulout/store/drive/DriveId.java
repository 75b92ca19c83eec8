// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Identity of a lent folder on a drive: 16 random bytes, made when it was lent.
///
/// @param high bytes 0…7, big-endian
/// @param low bytes 8…15
public record DriveId(long high, long low) {
    /// Length in bytes.
    public static final int BYTES = 16;

    /// A new one.
    public static DriveId random(RandomGenerator random) {
        return new DriveId(random.nextLong(), random.nextLong());
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException if the text is not 32 lower-case hex digits
    public static DriveId parse(String text) {
        if (text.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "drive ID of " + text.length() + " characters, expected " + 2 * BYTES);
        }
        DriveId id =
                new DriveId(
                        HexFormat.fromHexDigitsToLong(text, 0, 16),
                        HexFormat.fromHexDigitsToLong(text, 16, 32));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("drive ID is not in lower case");
        }
        return id;
    }

    /// The text form: 32 lower-case hex digits.
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
