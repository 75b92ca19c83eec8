// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.util.Optional;

/// How a blob was coded: one byte of its metadata.
public enum EncodingType {
    /// An older code of the network; it has a number, and is not supported.
    RAPTOR_Q(0),

    /// Reed–Solomon in two dimensions.
    RS2(1);

    private final int code;

    EncodingType(int code) {
        this.code = code;
    }

    /// The byte that stands for it.
    public int code() {
        return code;
    }

    /// Whether blobs of this type can be verified, encoded and decoded.
    public boolean isSupported() {
        return this == RS2;
    }

    /// The type for a byte, if there is one.
    public static Optional<EncodingType> of(int code) {
        return switch (code) {
            case 0 -> Optional.of(RAPTOR_Q);
            case 1 -> Optional.of(RS2);
            default -> Optional.empty();
        };
    }
}
