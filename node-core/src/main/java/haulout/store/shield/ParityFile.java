// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file with the parity of a segment. Its name says which: drive ID, number, stripes of parity.
///
/// @param key the segment
/// @param drive where the file is
/// @param parityCount stripes of parity
/// @param byteCount its length
record ParityFile(ParityKey key, Drive drive, int parityCount, long byteCount) {
    private static final String FOLDER = "parity";

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})-(\\d{10})\\.p([123])");

    static Path folder(Drive drive) {
        return drive.root().resolve(FOLDER);
    }

    Path path() {
        return folder(drive)
                .resolve("%s-%010d.p%d".formatted(key.drive(), key.segment(), parityCount));
    }

    /// Whether it is on another drive than its segment.
    boolean isApart() {
        return !drive.id().equals(key.drive());
    }

    /// The file of a name; empty if it is none of ours.
    static Optional<ParityFile> parse(Drive drive, String name, long byteCount) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(matcher.group(2));
            ParityKey key = new ParityKey(DriveId.parse(matcher.group(1)), number);
            return Optional.of(
                    new ParityFile(key, drive, Integer.parseInt(matcher.group(3)), byteCount));
        } catch (NumberFormatException e) {
            return Optional.empty(); // no segment has such a number
        }
    }
}
