// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.picture;

import java.util.Objects;

/// One stroke of a picture: a path, filled or drawn as a line.
///
/// @param role what it is, from its `class`: `body`, `glyph`, or empty
/// @param path SVG path of the commands M, L, C and Z, absolute
/// @param fill `#RRGGBB`, or empty for none
/// @param stroke `#RRGGBB`, or empty for none
/// @param strokeWidth in the picture's units
public record VectorPart(String role, String path, String fill, String stroke, double strokeWidth) {
    public VectorPart {
        Objects.requireNonNull(role);
        Objects.requireNonNull(path);
        Objects.requireNonNull(fill);
        Objects.requireNonNull(stroke);
    }
}
