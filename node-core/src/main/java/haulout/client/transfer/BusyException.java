// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.transfer;

import java.io.IOException;

/// Too many transfers wait already.
public final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(int waiting) {
        super(waiting + " transfers wait already; try again later");
    }
}
