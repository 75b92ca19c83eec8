// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import java.util.Map;
import java.util.Objects;

/// A file of a quilt: its entry in the index.
///
/// @param identifier its name
/// @param tags what is said about it
/// @param startColumn its first column
/// @param endColumn the column behind its last one
public record QuiltPatch(
        QuiltIdentifier identifier, Map<String, String> tags, int startColumn, int endColumn) {
    public QuiltPatch {
        Objects.requireNonNull(identifier);
        tags = QuiltItem.copyOf(tags);
        QuiltPatchId.checkColumns(startColumn, endColumn);
    }

    /// How many columns it takes.
    public int columnCount() {
        return endColumn - startColumn;
    }
}
