// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Axis;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;

/// The tag of an axis: 00 primary, 01 secondary.
final class AxisTag {
    private AxisTag() {}

    static int of(Axis axis) {
        return axis == Axis.PRIMARY ? 0 : 1;
    }

    static Axis read(BcsReader reader, String what) throws WireFormatException {
        return reader.tag(what, 2) == 0 ? Axis.PRIMARY : Axis.SECONDARY;
    }
}
