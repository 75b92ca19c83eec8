// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;

/// The byte in front of every part of a quilt.
final class QuiltVersion {
    /// The only version there is.
    static final int V1 = 1;

    private QuiltVersion() {}

    static void expect(BcsReader reader) throws WireFormatException {
        int at = reader.offset();
        int actual = reader.u8("version of the quilt");
        if (actual != V1) {
            throw new WireFormatException("version of the quilt", at, "" + V1, "" + actual);
        }
    }
}
