// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Number of an epoch of the network, during which its committee stays the same.
///
/// @param value 0…2^32−1
public record Epoch(long value) implements Comparable<Epoch> {
    /// The largest number of an epoch: it is an unsigned 32-bit number on the wire.
    public static final long MAX_VALUE = 0xFFFF_FFFFL;

    public Epoch {
        if (value < 0 || value > MAX_VALUE) {
            throw new IllegalArgumentException("epoch " + value + ", allowed 0 to " + MAX_VALUE);
        }
    }

    /// The epoch after this one.
    ///
    /// @throws IllegalArgumentException if this is the last one
    public Epoch next() {
        return new Epoch(value + 1);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
