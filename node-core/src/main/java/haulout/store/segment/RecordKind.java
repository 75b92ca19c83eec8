// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.util.Optional;

/// What a record is. The codes are stored.
public enum RecordKind {
    /// A sliver, in its wire form.
    SLIVER(1),
    /// Metadata of a blob, in their wire form.
    METADATA(2),
    /// Names records of this drive that count no more.
    TOMBSTONE(3),
    /// Lists the records of the segment; the last one.
    SEAL(4);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<RecordKind> of(int code) {
        for (RecordKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// Whether it is kept for its key.
    public boolean isContent() {
        return this == SLIVER || this == METADATA;
    }
}
