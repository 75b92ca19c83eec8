// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Range check shared by the index types, which are unsigned 16-bit numbers on the wire.
final class Unsigned16 {
    private Unsigned16() {}

    static void check(String what, int value) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(what + " " + value + ", allowed 0 to 65535");
        }
    }
}
