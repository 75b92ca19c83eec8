// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.io.IOException;

/// Something could not be made. The message is one sentence for people: why, and what to do; it
/// begins in lower case and ends without a full stop.
public final class PackagingFailure extends IOException {
    private static final long serialVersionUID = 1;

    /// @param sentence see the class
    public PackagingFailure(String sentence) {
        super(sentence);
    }
}
