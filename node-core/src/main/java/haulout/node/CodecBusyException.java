// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// So much arithmetic waits already that more would only wait longer than anybody listens.
public final class CodecBusyException extends Exception {
    /// @param waiting tasks that wait
    CodecBusyException(int waiting) {
        super(waiting + " tasks wait for the codec", null, false, false);
    }
}
