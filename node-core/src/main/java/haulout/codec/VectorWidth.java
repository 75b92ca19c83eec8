// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// Which vectors the engine uses.
final class VectorWidth {
    static final int LANES = Integer.getInteger("haulout.codec.vectorBits", 512) / 8;
    private VectorWidth() {}
}
