// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How `encode` lays out its output folder: `metadata.bcs`, `blob.json`, and one file for each
/// sliver, named by axis and number of the sliver **pair**.
///
/// A sliver file is the BCS of the sliver as clients exchange it: the payload's length (uleb), the
/// payload, then symbol size and sliver index as 16-bit numbers. So everything but the payload has
/// a place that is known before the payload is.
final class SliverFolder {
    /// The blob's metadata, as the body of a PUT.
    static final String METADATA = "metadata.bcs";

    /// What the blob is, for people and scripts.
    static final String DESCRIPTION = "blob.json";

    /// Bytes behind the payload.
    static final int TRAILER_BYTES = 4;

    private static final Pattern NAME = Pattern.compile("(primary|secondary)-([0-9]{5})\\.bcs");

    private SliverFolder() {}

    /// A sliver file's axis and pair, as its name says.
    record Name(Axis axis, SliverPairIndex pair) {
        /// The file's name.
        String text() {
            // not by a format, which takes longer than making the file does
            String digits = String.valueOf(100_000 + pair.value());
            return (axis == Axis.PRIMARY ? "primary-" : "secondary-")
                    + digits.substring(1)
                    + ".bcs";
        }

        /// Reads a file name; empty if it is not that of a sliver file.
        static Optional<Name> parse(String text) {
            Matcher matcher = NAME.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int pair = Integer.parseInt(matcher.group(2));
            if (pair > 0xFFFF) {
                return Optional.empty();
            }
            Axis axis = matcher.group(1).equals("primary") ? Axis.PRIMARY : Axis.SECONDARY;
            return Optional.of(new Name(axis, new SliverPairIndex(pair)));
        }

        /// The name of the file for a sliver.
        static Name of(Axis axis, int sliverIndex, EncodingConfig config) {
            return new Name(axis, new SliverIndex(sliverIndex).pair(axis, config));
        }
    }

    /// What stands before a payload of `payloadBytes`: its length in the variable-length form of
    /// BCS.
    static byte[] header(int payloadBytes) {
        ByteArrayOutputStream header = new ByteArrayOutputStream(5);
        int rest = payloadBytes;
        while (rest >= 0x80) {
            header.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        header.write(rest);
        return header.toByteArray();
    }

    /// What stands behind the payload.
    static byte[] trailer(int symbolBytes, int sliverIndex) {
        return new byte[] {
            (byte) symbolBytes,
            (byte) (symbolBytes >>> 8),
            (byte) sliverIndex,
            (byte) (sliverIndex >>> 8)
        };
    }
}
