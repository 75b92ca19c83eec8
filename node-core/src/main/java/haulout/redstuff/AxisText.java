// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;

/// How messages call the axes.
final class AxisText {
    private AxisText() {}

    static String of(Axis axis) {
        return axis == Axis.PRIMARY ? "primary" : "secondary";
    }
}
